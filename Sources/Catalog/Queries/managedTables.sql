-- Tables that the platform manages and that have policies, or triggers which call functions of the project; that, and nothing else.
select case c.relkind when 'f' then 'foreignTable' else 'table' end as _kind,
    c.oid as _oid, n.nspname as _schema, c.relname as _name,
    true as "managed:flag"
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'f')
    and c.relnamespace = any ($3::oid[])
    and c.oid <> all ($2::oid[])
    and (exists (select from pg_policy p where p.polrelid = c.oid)
        or exists (
            select from pg_trigger g
            join pg_proc f on f.oid = g.tgfoid
            where g.tgrelid = c.oid and not g.tgisinternal and f.pronamespace = any ($1::oid[])))
