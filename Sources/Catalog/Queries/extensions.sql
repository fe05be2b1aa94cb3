-- Extensions.
select 'extension' as _kind, e.oid as _oid, quote_ident(e.extname) as _identity,
    -- The server's own one belongs to whoever made the server.
    case when e.extname <> 'plpgsql' or e.extowner <> 10 then pg_get_userbyid(e.extowner) end as "owner",
    e.extversion as "version",
    n.nspname as "schema",
    nullif(d.description, a.comment) as "comment:lines"
from pg_extension e
join pg_namespace n on n.oid = e.extnamespace
left join pg_description d on d.objoid = e.oid and d.classoid = 'pg_extension'::regclass and d.objsubid = 0
-- Creating an extension gives it the comment of its control file.
left join pg_available_extensions() a on a.name = e.extname
where not (e.extname like any ($5::text[]) and n.oid <> all ($1::oid[]))
    and e.extnamespace = any ($1::oid[]) --[if partial]
