-- Event triggers.
select 'eventTrigger' as _kind, e.oid as _oid, quote_ident(e.evtname) as _identity,
    pg_get_userbyid(e.evtowner) as "owner",
    e.evtevent as "event",
    e.evttags as "tags:set",
    e.evtfoid::regproc as "function:routine",
    case e.evtenabled when 'D' then 'DISABLED' when 'R' then 'REPLICA' when 'A' then 'ALWAYS' end as "enabled",
    array(select l.provider || '=' || l.label from pg_seclabel l where l.objoid = e.oid and l.classoid = 'pg_event_trigger'::regclass and l.objsubid = 0) as "securityLabels:options", --[if labels]
    d.description as "comment:lines"
from pg_event_trigger e
left join pg_description d on d.objoid = e.oid and d.classoid = 'pg_event_trigger'::regclass and d.objsubid = 0
where e.oid <> all ($2::oid[])
    and e.evtname not like all ($5::text[])
    and pg_get_userbyid(e.evtowner) not like all ($4::text[])
