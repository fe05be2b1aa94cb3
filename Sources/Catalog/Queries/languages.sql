-- Procedural languages.
select 'language' as _kind, l.oid as _oid, quote_ident(l.lanname) as _identity,
    pg_get_userbyid(l.lanowner) as "owner",
    l.lanacl as "grants:grants/l",
    l.lanpltrusted as "trusted:flag",
    l.lanplcallfoid::regproc as "handler:routine",
    l.laninline::regproc as "inline:routine",
    l.lanvalidator::regproc as "validator:routine",
    array(select s.provider || '=' || s.label from pg_seclabel s where s.objoid = l.oid and s.classoid = 'pg_language'::regclass and s.objsubid = 0) as "securityLabels:options", --[if labels]
    d.description as "comment:lines"
from pg_language l
left join pg_description d on d.objoid = l.oid and d.classoid = 'pg_language'::regclass and d.objsubid = 0
where l.oid >= 16384
    and l.oid <> all ($2::oid[])
    and pg_get_userbyid(l.lanowner) not like all ($4::text[])
