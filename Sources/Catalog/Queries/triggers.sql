-- Triggers; the copies on partitions only when their state is another than that of the original.
select 'trigger' as _part, g.tgrelid as _parent, g.tgname as _name,
    case when g.tgparentid = 0 then pg_get_triggerdef(g.oid) end as "definition:lines",
    case g.tgenabled when 'D' then 'DISABLED' when 'R' then 'REPLICA' when 'A' then 'ALWAYS' when 'O' then case when g.tgparentid <> 0 then 'ORIGIN' end end as "enabled",
    d.description as "comment:lines"
from pg_trigger g
join pg_class c on c.oid = g.tgrelid
left join pg_trigger u on u.oid = g.tgparentid
left join pg_description d on d.objoid = g.oid and d.classoid = 'pg_trigger'::regclass
where (not g.tgisinternal and g.tgparentid = 0 or g.tgparentid <> 0 and not u.tgisinternal and g.tgenabled <> u.tgenabled)
    and c.relpersistence <> 't'
    and c.relnamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
