-- CHECK constraints of tables and foreign tables, as pg_get_constraintdef has them without their states.
select 'constraint' as _part, o.conrelid as _parent, o.conname as _name,
    o.oid as _oid, --[if edges]
    'CHECK' as "type",
    'CHECK (' || pg_get_expr(o.conbin, o.conrelid) || ')' as "definition:deparsed",
    nullif(not o.convalidated, false) as "notValid:flag", --[until 17]
    nullif(not o.convalidated and o.conenforced, false) as "notValid:flag", --[since 18]
    nullif(not o.conenforced, false) as "notEnforced:flag", --[since 18]
    nullif(o.connoinherit, false) as "noInherit:flag",
    nullif(not o.conislocal, false) as "inherited:flag",
    d.description as "comment:lines"
from pg_constraint o
left join pg_description d on d.objoid = o.oid and d.classoid = 'pg_constraint'::regclass
where o.contype = 'c'
    and o.connamespace = any ($1::oid[])
    and o.conrelid <> all ($2::oid[])
    and o.conrelid <> 0
    and o.conrelid >= $7::oid and o.conrelid < $8::oid --[if sliced]
