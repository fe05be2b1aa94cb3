-- Conversions between encodings.
select 'conversion' as _kind, c.oid as _oid, n.nspname as _schema, c.conname as _name,
    pg_get_userbyid(c.conowner) as "owner",
    pg_encoding_to_char(c.conforencoding) as "from",
    pg_encoding_to_char(c.contoencoding) as "to",
    c.conproc as "function:routine",
    c.condefault as "default:flag",
    d.description as "comment:lines"
from pg_conversion c
join pg_namespace n on n.oid = c.connamespace
left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_conversion'::regclass and d.objsubid = 0
where c.connamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
