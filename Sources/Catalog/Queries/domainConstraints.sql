-- Constraints of domains.
select 'constraint' as _part, o.contypid as _parent, o.conname as _name,
    o.oid as _oid, --[if edges]
    'CHECK' as "type",
    pg_get_constraintdef(o.oid) as "definition:constraint",
    not o.convalidated as "notValid:flag",
    d.description as "comment:lines"
from pg_constraint o
join pg_type t on t.oid = o.contypid
left join pg_description d on d.objoid = o.oid and d.classoid = 'pg_constraint'::regclass
where o.contype = 'c' and o.contypid <> 0
    and t.typnamespace = any ($1::oid[])
    and t.oid <> all ($2::oid[])
