-- Attributes of composite types.
select 'attribute' as _part, a.attrelid as _parent, a.attname as _name, a.attnum as _order,
    format_type(a.atttypid, a.atttypmod) as "type",
    case when a.attcollation <> t.typcollation then a.attcollation::regcollation end as "collation",
    array(select l.provider || '=' || l.label from pg_seclabel l where l.objoid = c.oid and l.classoid = 'pg_class'::regclass and l.objsubid = a.attnum) as "securityLabels:options", --[if labels]
    d.description as "comment:lines"
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = a.attnum
where c.relkind = 'c'
    and c.relnamespace = any ($1::oid[])
    and c.reltype <> all ($2::oid[])
