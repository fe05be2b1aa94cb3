-- Constraints of tables and foreign tables; the copies that the server keeps for each partition that a foreign key refers
-- to are left out.
select 'constraint' as _part, o.conrelid as _parent, o.conname as _name,
    o.oid as _oid, --[if edges]
    case o.contype when 'p' then 'PRIMARY KEY' when 'u' then 'UNIQUE' when 'c' then 'CHECK' when 'f' then 'FOREIGN KEY' when 'x' then 'EXCLUDE' end as "type",
    -- What is plain is put together here, which is much cheaper.
    case
        when o.contype = 'p' and x.indnatts = 1 then 'PRIMARY KEY (' || quote_ident(a.attname) || ')'
        when o.contype = 'f' and cardinality(o.conkey) = 1 and o.confupdtype = 'a' and o.confdeltype = 'a' and o.confmatchtype = 's'
            and not o.conperiod --[since 18]
            then 'FOREIGN KEY (' || quote_ident(a.attname) || ') REFERENCES ' || quote_ident(fn.nspname) || '.' || quote_ident(f.relname)
                || '(' || quote_ident(fa.attname) || ')'
        else pg_get_constraintdef(o.oid)
    end as "definition:constraint",
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
left join pg_attribute a on a.attrelid = o.conrelid and a.attnum = o.conkey[1]
left join pg_index x on x.indexrelid = o.conindid and o.contype = 'p'
left join pg_class f on f.oid = o.confrelid
left join pg_namespace fn on fn.oid = f.relnamespace
left join pg_attribute fa on fa.attrelid = o.confrelid and fa.attnum = o.confkey[1]
left join pg_description d on d.objoid = o.oid and d.classoid = 'pg_constraint'::regclass
left join (
    select distinct tgconstraint from pg_trigger where tgisinternal and tgenabled <> 'O' and tgconstraint <> 0
) t on t.tgconstraint = o.oid
left join pg_constraint u on u.oid = o.conparentid and o.contype = 'f'
where o.contype in ('p', 'u', 'c', 'f', 'x') and u.conrelid is distinct from o.conrelid
    and c.relpersistence <> 't'
    and c.relnamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
    and c.oid >= $7::oid and c.oid < $8::oid --[if sliced]
