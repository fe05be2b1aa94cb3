-- Triggers, and the copies of them on partitions.
select 'trigger' as _part, g.tgrelid as _parent, g.tgname as _name,
    g.oid as _oid, --[if edges]
    pg_get_triggerdef(g.oid) as "definition:deparsed",
    case g.tgenabled when 'D' then 'DISABLED' when 'R' then 'REPLICA' when 'A' then 'ALWAYS' end as "enabled",
    w.names as "dependsOnExtensions:set",
    d.description as "comment:lines"
from pg_trigger g
join pg_class c on c.oid = g.tgrelid
join pg_proc f on f.oid = g.tgfoid --[if managed]
left join pg_trigger u on u.oid = g.tgparentid
left join (
    select p.objid, array_agg(quote_ident(e.extname)) as names
    from pg_depend p
    join pg_extension e on e.oid = p.refobjid
    where p.refclassid = 'pg_extension'::regclass and p.deptype = 'x' and p.classid = 'pg_trigger'::regclass
    group by p.objid
) w on w.objid = g.oid
left join pg_description d on d.objoid = g.oid and d.classoid = 'pg_trigger'::regclass
where (not g.tgisinternal
        or g.tgparentid <> 0 and g.tgconstraint = 0 --[until 14]
        or g.tgparentid <> 0 and not u.tgisinternal --[since 15]
    )
    and c.relpersistence <> 't'
    and (c.relnamespace = any ($1::oid[])
        or c.relnamespace = any ($3::oid[]) and f.pronamespace = any ($1::oid[]) --[if managed]
    )
    and c.oid <> all ($2::oid[])
    and c.oid >= $7::oid and c.oid < $8::oid --[if sliced]
