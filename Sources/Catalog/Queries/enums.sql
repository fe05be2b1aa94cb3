-- Enumerations.
select 'enum' as _kind, t.oid as _oid, n.nspname as _schema, t.typname as _name,
    pg_get_userbyid(t.typowner) as "owner",
    t.typacl as "grants:grants/T",
    array(select e.enumlabel from pg_enum e where e.enumtypid = t.oid order by e.enumsortorder) as "values:list",
    array(select l.provider || '=' || l.label from pg_seclabel l where l.objoid = t.oid and l.classoid = 'pg_type'::regclass and l.objsubid = 0) as "securityLabels:options", --[if labels]
    d.description as "comment:lines"
from pg_type t
join pg_namespace n on n.oid = t.typnamespace
left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_type'::regclass and d.objsubid = 0
where t.typtype = 'e'
    and t.typnamespace = any ($1::oid[])
    and t.oid <> all ($2::oid[])
