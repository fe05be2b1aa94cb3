-- Indexes; those of a constraint only when they have something that the constraint does not say.
select 'index' as _part, i.indrelid as _parent, ic.relname as _name,
    case when o.oid is null then pg_get_indexdef(i.indexrelid) end as "definition:index",
    ic.reloptions as "options:options",
    s.spcname as "tablespace",
    not (i.indisvalid and i.indisready) as "invalid:flag",
    case when o.oid is null then p.name end as "parent",
    case when i.indexprs is not null then
        array(select a.attnum || '=' || a.attstattarget from pg_attribute a where a.attrelid = i.indexrelid and nullif(a.attstattarget, -1) is not null)
    end as "statistics:options",
    d.description as "comment:lines"
from pg_index i
join pg_class c on c.oid = i.indrelid
join pg_class ic on ic.oid = i.indexrelid
left join pg_constraint o on o.conindid = i.indexrelid and o.conrelid = i.indrelid and o.contype in ('p', 'u', 'x')
left join pg_tablespace s on s.oid = ic.reltablespace
left join (
    select h.inhrelid, quote_ident(pn.nspname) || '.' || quote_ident(pc.relname) as name
    from pg_inherits h
    join pg_class pc on pc.oid = h.inhparent and pc.relkind = 'I'
    join pg_namespace pn on pn.oid = pc.relnamespace
) p on p.inhrelid = i.indexrelid
left join pg_description d on d.objoid = i.indexrelid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
where c.relkind in ('r', 'p', 'm') and c.relpersistence <> 't'
    and c.relnamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
    and (o.oid is null or ic.reloptions is not null or s.oid is not null
        or d.objoid is not null or not (i.indisvalid and i.indisready)
        or i.indexprs is not null and exists (select from pg_attribute a where a.attrelid = i.indexrelid and nullif(a.attstattarget, -1) is not null))
