-- Subscriptions of this database; where they connect to may hold a password, and only superusers may read it.
select 'subscription' as _kind, s.oid as _oid, quote_ident(s.subname) as _identity,
    pg_get_userbyid(s.subowner) as "owner",
    s.subenabled as "enabled:flag",
    '' as "connection:withheld",
    s.subpublications as "publications:set",
    case when s.subslotname is null then 'NONE' else nullif(s.subslotname, s.subname) end as "slot",
    nullif(s.subsynccommit, 'off') as "synchronousCommit",
    s.subbinary as "binary:flag", --[since 14]
    case when s.substream then 'ON' end as "streaming", --[between 14 15]
    case s.substream when 't' then 'ON' when 'p' then 'PARALLEL' end as "streaming", --[between 16 17]
    case s.substream when 't' then 'ON' when 'f' then 'OFF' end as "streaming", --[since 18]
    s.subtwophasestate <> 'd' as "twoPhase:flag", --[since 15]
    s.subdisableonerr as "disableOnError:flag", --[since 15]
    case when not s.subpasswordrequired then 'NO' end as "passwordRequired", --[since 16]
    s.subrunasowner as "runAsOwner:flag", --[since 16]
    nullif(s.suborigin, 'any') as "origin", --[since 16]
    s.subfailover as "failover:flag", --[since 17]
    array(select l.provider || '=' || l.label from pg_seclabel l where l.objoid = s.oid and l.classoid = 'pg_subscription'::regclass and l.objsubid = 0) as "securityLabels:options", --[if labels]
    d.description as "comment:lines"
from pg_subscription s
left join pg_description d on d.objoid = s.oid and d.classoid = 'pg_subscription'::regclass and d.objsubid = 0
where s.subdbid = (select oid from pg_database where datname = current_database())
    and pg_get_userbyid(s.subowner) not like all ($4::text[])
