-- Constraints of tables and foreign tables; the copies that the server keeps for each partition that a foreign key refers
-- to are left out.
select 'constraint' as _part, o.conrelid as _parent, o.conname as _name,
    case o.contype when 'p' then 'PRIMARY KEY' when 'u' then 'UNIQUE' when 'c' then 'CHECK' when 'f' then 'FOREIGN KEY' when 'x' then 'EXCLUDE' end as "type",
    pg_get_constraintdef(o.oid) as "definition:constraint",
    o.condeferrable as "deferrable:flag",
    o.condeferred as "initiallyDeferred:flag",
    not o.convalidated as "notValid:flag", --[until 17]
    not o.convalidated and o.conenforced as "notValid:flag", --[since 18]
    not o.conenforced as "notEnforced:flag", --[since 18]
    o.contype = 'c' and o.connoinherit as "noInherit:flag",
    t.tgconstraint is not null as "disabled:flag",
    not o.conislocal as "inherited:flag",
    d.description as "comment:lines"
from pg_constraint o
join pg_class c on c.oid = o.conrelid
left join pg_description d on d.objoid = o.oid and d.classoid = 'pg_constraint'::regclass
left join (
    select distinct tgconstraint from pg_trigger where tgisinternal and tgenabled <> 'O' and tgconstraint <> 0
) t on t.tgconstraint = o.oid
left join pg_constraint u on u.oid = o.conparentid and o.contype = 'f'
where o.contype in ('p', 'u', 'c', 'f', 'x') and u.conrelid is distinct from o.conrelid
    and c.relpersistence <> 't'
    and c.relnamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
