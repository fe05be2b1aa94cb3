-- Constraints of tables and foreign tables; the copies that the server keeps for partitions of foreign keys are left out.
select 'constraint' as _part, o.conrelid as _parent, o.conname as _name,
    case o.contype when 'p' then 'PRIMARY KEY' when 'u' then 'UNIQUE' when 'c' then 'CHECK' when 'f' then 'FOREIGN KEY' when 'x' then 'EXCLUDE' end as "type",
    pg_get_constraintdef(o.oid) as "definition:constraint",
    o.condeferrable as "deferrable:flag",
    o.condeferred as "initiallyDeferred:flag",
    not o.convalidated as "notValid:flag", --[until 17]
    not o.convalidated and o.conenforced as "notValid:flag", --[since 18]
    not o.conenforced as "notEnforced:flag", --[since 18]
    o.contype = 'c' and o.connoinherit as "noInherit:flag",
    not o.conislocal as "inherited:flag",
    d.description as "comment:lines"
from pg_constraint o
join pg_class c on c.oid = o.conrelid
left join pg_description d on d.objoid = o.oid and d.classoid = 'pg_constraint'::regclass
where o.contype in ('p', 'u', 'c', 'f', 'x') and not (o.contype = 'f' and o.conparentid <> 0)
    and c.relpersistence <> 't'
    and c.relnamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
