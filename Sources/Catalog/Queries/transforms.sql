-- Transforms between types and languages.
select 'transform' as _kind, r.oid as _oid,
    format_type(r.trftype, null) || ' LANGUAGE ' || quote_ident(l.lanname) as _identity,
    case when r.trffromsql <> 0 then r.trffromsql::regprocedure end as "fromSQL",
    case when r.trftosql <> 0 then r.trftosql::regprocedure end as "toSQL",
    d.description as "comment:lines"
from pg_transform r
join pg_type t on t.oid = r.trftype
join pg_language l on l.oid = r.trflang
left join pg_description d on d.objoid = r.oid and d.classoid = 'pg_transform'::regclass and d.objsubid = 0
where r.oid <> all ($2::oid[])
    and (t.typnamespace = any ($1::oid[])
        or t.typnamespace < 16384 --[if whole]
    )
