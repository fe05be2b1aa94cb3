-- Domains.
select 'domain' as _kind, t.oid as _oid, n.nspname as _schema, t.typname as _name,
    pg_get_userbyid(t.typowner) as "owner",
    t.typacl as "grants:grants/T",
    format_type(t.typbasetype, t.typtypmod) as "type",
    t.typnotnull as "notNull:flag",
    -- A name that the server did not choose.
    (select quote_ident(o.conname) from pg_constraint o where o.contypid = t.oid and o.contype = 'n' and o.conname !~ '_not_null[0-9]*$') as "notNullConstraint", --[since 17]
    coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault) as "default:deparsed",
    case when t.typcollation <> b.typcollation then t.typcollation::regcollation end as "collation",
    array(select l.provider || '=' || l.label from pg_seclabel l where l.objoid = t.oid and l.classoid = 'pg_type'::regclass and l.objsubid = 0) as "securityLabels:options", --[if labels]
    d.description as "comment:lines"
from pg_type t
join pg_namespace n on n.oid = t.typnamespace
join pg_type b on b.oid = t.typbasetype
left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_type'::regclass and d.objsubid = 0
where t.typtype = 'd'
    and t.typnamespace = any ($1::oid[])
    and t.oid <> all ($2::oid[])
