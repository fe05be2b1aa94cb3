-- Indexes; those of a constraint only when they have something that the constraint does not say.
select 'index' as _part, i.indrelid as _parent, ic.relname as _name,
    ic.oid as _oid, --[if edges]
    -- What is plain is put together here: pg_get_indexdef opens the table.
    case when o.oid is null and k.keys is null then pg_get_indexdef(i.indexrelid) end as "definition:index",
    case when o.oid is null and k.keys is not null then k.keys end as "keys:list",
    case when o.oid is null and k.keys is not null then m.amname end as "method",
    o.oid is null and k.keys is not null and i.indisunique as "unique:flag",
    ic.reloptions as "options:options",
    s.spcname as "tablespace",
    not (i.indisvalid and i.indisready) as "invalid:flag",
    case when o.oid is null then p.name end as "parent",
    case when i.indexprs is not null then
        array(select a.attnum || '=' || a.attstattarget from pg_attribute a where a.attrelid = i.indexrelid and nullif(a.attstattarget, -1) is not null)
    end as "statistics:options",
    w.names as "dependsOnExtensions:set",
    d.description as "comment:lines"
from pg_index i
join pg_class c on c.oid = i.indrelid
join pg_class ic on ic.oid = i.indexrelid
join pg_am m on m.oid = ic.relam
-- The keys of an index on columns only, all by the usual operator class and collation; else null.
left join lateral (
    select array_agg(quote_ident(a.attname)
            || case i.indoption[z - 1] when 0 then '' when 1 then ' DESC NULLS LAST' when 2 then ' NULLS FIRST' else ' DESC' end
            order by z) as keys
    from generate_series(1, i.indnatts) z
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[z - 1]
    join pg_opclass oc on oc.oid = i.indclass[z - 1]
    where m.amname = 'btree' and i.indexprs is null and i.indpred is null and i.indnkeyatts = i.indnatts
        and not i.indnullsnotdistinct --[since 15]
        and ic.reloptions is null
    having bool_and(oc.opcdefault and i.indcollation[z - 1] = a.attcollation
        and (oc.opcintype = a.atttypid or oc.opcintype = 25 and a.atttypid = 1043))
        and count(*) = i.indnatts
) k on true
left join pg_constraint o on o.conindid = i.indexrelid and o.conrelid = i.indrelid and o.contype in ('p', 'u', 'x')
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
where c.relkind in ('r', 'p', 'm') and c.relpersistence <> 't'
    and c.relnamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
    and c.oid >= $7::oid and c.oid < $8::oid --[if sliced]
    and (o.oid is null or ic.reloptions is not null or s.oid is not null
        or d.objoid is not null or w.objid is not null or not (i.indisvalid and i.indisready)
        or i.indexprs is not null and exists (select from pg_attribute a where a.attrelid = i.indexrelid and nullif(a.attstattarget, -1) is not null))
