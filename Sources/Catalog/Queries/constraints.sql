-- Constraints of tables and foreign tables but for CHECK; the copies that the server keeps for each partition that a foreign key
-- refers to are left out. Names of columns and tables are filled in by the reader, which knows them from other queries:
-- pg_get_constraintdef looks each of them up. `_head (_keys) REFERENCES _table(_tableKeys)_tail (_tailKeys)`, or `_head (_keys) INCLUDE (_included)`.
select 'constraint' as _part, o.conrelid as _parent, o.conname as _name, o.oid as _oid,
    case o.contype when 'p' then 'PRIMARY KEY' when 'u' then 'UNIQUE' when 'f' then 'FOREIGN KEY' when 'x' then 'EXCLUDE' end as "type",
    case
        when o.conperiod then null --[since 18]
        when o.contype = 'p' then 'PRIMARY KEY'
        when o.contype = 'f' then 'FOREIGN KEY'
        when x.indnullsnotdistinct then 'UNIQUE NULLS NOT DISTINCT' --[since 15]
        when o.contype = 'u' then 'UNIQUE'
    end as _head,
    o.conkey as _keys,
    case when x.indnkeyatts < x.indnatts then array(select unnest(x.indkey::int2[]) offset x.indnkeyatts) end as _included,
    nullif(o.confrelid, 0) as _table,
    o.confkey as _tableKeys,
    case when o.contype = 'f' and (o.confupdtype <> 'a' or o.confdeltype <> 'a' or o.confmatchtype <> 's') then concat(
        case o.confmatchtype when 'f' then ' MATCH FULL' when 'p' then ' MATCH PARTIAL' end,
        case o.confupdtype when 'r' then ' ON UPDATE RESTRICT' when 'c' then ' ON UPDATE CASCADE' when 'n' then ' ON UPDATE SET NULL' when 'd' then ' ON UPDATE SET DEFAULT' end,
        case o.confdeltype when 'r' then ' ON DELETE RESTRICT' when 'c' then ' ON DELETE CASCADE' when 'n' then ' ON DELETE SET NULL' when 'd' then ' ON DELETE SET DEFAULT' end)
    end as _tail,
    o.confdelsetcols as _tailKeys, --[since 15]
    case
        when o.contype = 'x'
            or o.conperiod --[since 18]
        then pg_get_constraintdef(o.oid)
    end as "definition:constraint",
    nullif(o.condeferrable, false) as "deferrable:flag",
    nullif(o.condeferred, false) as "initiallyDeferred:flag",
    nullif(not o.convalidated, false) as "notValid:flag", --[until 17]
    nullif(not o.convalidated and o.conenforced, false) as "notValid:flag", --[since 18]
    nullif(not o.conenforced, false) as "notEnforced:flag", --[since 18]
    nullif(t.tgconstraint is not null, false) as "disabled:flag",
    nullif(not o.conislocal, false) as "inherited:flag",
    d.description as "comment:lines"
from pg_constraint o
left join pg_index x on x.indexrelid = o.conindid and o.contype in ('p', 'u')
left join pg_description d on d.objoid = o.oid and d.classoid = 'pg_constraint'::regclass
left join (
    select distinct tgconstraint from pg_trigger where tgisinternal and tgenabled <> 'O' and tgconstraint <> 0
) t on t.tgconstraint = o.oid
left join pg_constraint u on u.oid = nullif(o.conparentid, 0) and o.contype = 'f'
where o.contype in ('p', 'u', 'f', 'x') and u.conrelid is distinct from o.conrelid
    and o.conrelid <> 0
    and o.connamespace = any ($1::oid[])
    and o.conrelid <> all ($2::oid[])
