-- Composite types of their own, not the row types of tables; addressed by their relation, as their attributes are.
select 'composite' as _kind, c.oid as _oid, n.nspname as _schema, t.typname as _name,
    pg_get_userbyid(t.typowner) as "owner",
    t.typacl as "grants:grants/T",
    array(select l.provider || '=' || l.label from pg_seclabel l where l.objoid = t.oid and l.classoid = 'pg_type'::regclass and l.objsubid = 0) as "securityLabels:options", --[if labels]
    d.description as "comment:lines"
from pg_class c
join pg_type t on t.oid = c.reltype
join pg_namespace n on n.oid = t.typnamespace
left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_type'::regclass and d.objsubid = 0
where c.relkind = 'c'
    and t.typnamespace = any ($1::oid[])
    and t.oid <> all ($2::oid[])
