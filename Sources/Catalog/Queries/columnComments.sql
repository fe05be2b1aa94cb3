-- Comments on columns.
select 'column' as _part, d.objoid as _parent, d.objsubid as _order, d.description as "comment:lines"
from pg_description d
where d.classoid = 'pg_class'::regclass and d.objsubid > 0
    and d.objoid <> all ($2::oid[])
