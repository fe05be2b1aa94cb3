-- Schemas.
select 'schema' as _kind, n.oid as _oid, quote_ident(n.nspname) as _identity,
    pg_get_userbyid(n.nspowner) as "owner",
    n.nspacl as "grants:grants/n",
    array(select l.provider || '=' || l.label from pg_seclabel l where l.objoid = n.oid and l.classoid = 'pg_namespace'::regclass and l.objsubid = 0) as "securityLabels:options", --[if labels]
    case when n.nspname = 'public' then nullif(coalesce(d.description, ''), 'standard public schema') else d.description end as "comment:lines"
from pg_namespace n
left join pg_description d on d.objoid = n.oid and d.classoid = 'pg_namespace'::regclass and d.objsubid = 0
where n.oid = any ($1::oid[])
    and n.oid <> all ($2::oid[])
