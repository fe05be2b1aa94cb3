-- Indexes; those of a constraint only when they have something that the constraint does not say.
-- The definition of those with expressions or a condition is the server's, which opens the table for it; of the others the reader
-- puts it together, and asks the server where something is not as usual.
select 'index' as _part, i.indrelid as _parent, ic.relname as _name, i.indexrelid as _oid,
    case when o.oid is null then pg_get_indexdef(i.indexrelid) end as "definition:index", --[if sliced]
    case when o.oid is null then i.indkey end as _keys, --[without sliced]
    i.indclass as _classes, --[without sliced]
    i.indcollation as _collations, --[without sliced]
    i.indoption as _orders, --[without sliced]
    nullif(i.indnkeyatts, i.indnatts) as _keyCount, --[without sliced]
    case when o.oid is null then m.amname end as "method", --[without sliced]
    case when o.oid is null then nullif(i.indisunique, false) end as "unique:flag", --[without sliced]
    nullif(i.indnullsnotdistinct, false) as _nullsNotDistinct, --[since 15]
    ic.reloptions as "options:options",
    s.spcname as "tablespace",
    nullif(not (i.indisvalid and i.indisready), false) as "invalid:flag",
    case when o.oid is null then p.name end as "parent",
    case when i.indexprs is not null then
        array(select a.attnum || '=' || a.attstattarget from pg_attribute a where a.attrelid = i.indexrelid and nullif(a.attstattarget, -1) is not null)
    end as "statistics:options",
    w.names as "dependsOnExtensions:set",
    d.description as "comment:lines"
from pg_index i
join pg_class ic on ic.oid = i.indexrelid
join pg_am m on m.oid = ic.relam
left join pg_constraint o on o.conindid = i.indexrelid and o.conrelid = i.indrelid and o.contype in ('p', 'u', 'x')
    and o.conrelid >= $7::oid and o.conrelid < $8::oid --[if sliced]
left join pg_tablespace s on s.oid = ic.reltablespace
left join (
    select h.inhrelid, quote_ident(pn.nspname) || '.' || quote_ident(pc.relname) as name
    from pg_inherits h
    join pg_class pc on pc.oid = h.inhparent and pc.relkind = 'I'
    join pg_namespace pn on pn.oid = pc.relnamespace
) p on p.inhrelid = i.indexrelid
left join (
    select p.objid, array_agg(quote_ident(e.extname)) as names
    from pg_depend p
    join pg_extension e on e.oid = p.refobjid
    where p.refclassid = 'pg_extension'::regclass and p.deptype = 'x' and p.classid = 'pg_class'::regclass
    group by p.objid
) w on w.objid = i.indexrelid
left join pg_description d on d.objoid = i.indexrelid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
where ic.relpersistence <> 't'
    and ic.relnamespace = any ($1::oid[])
    and i.indrelid <> all ($2::oid[])
    and i.indrelid >= $7::oid and i.indrelid < $8::oid --[if sliced]
    and (i.indexprs is not null or i.indpred is not null) --[if sliced]
    and i.indexprs is null and i.indpred is null --[without sliced]
    and (o.oid is null or ic.reloptions is not null or s.oid is not null
        or d.objoid is not null or w.objid is not null or not (i.indisvalid and i.indisready)
        or i.indexprs is not null and exists (select from pg_attribute a where a.attrelid = i.indexrelid and nullif(a.attstattarget, -1) is not null))
