-- Defaults of columns, and generated expressions that name no column; a column that is generated has no default, and takes none.
-- A default names no column, and without a relation the server opens none.
select 'column' as _part, e.adrelid as _parent, e.adnum as _order,
    pg_get_expr(e.adbin, 0) as "default:deparsed"
from pg_attrdef e
where e.adrelid >= 16384
    and e.adrelid <> all ($2::oid[])
    and strpos(e.adbin::text, '{VAR ') = 0
