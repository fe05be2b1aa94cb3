-- Extended statistics.
select 'statistics' as _part, x.stxrelid as _parent, case when n.oid <> c.relnamespace then quote_ident(n.nspname) || '.' else '' end || quote_ident(x.stxname) as _identity,
    x.oid as _oid, --[if edges]
    pg_get_statisticsobjdef(x.oid) as "definition:deparsed",
    pg_get_userbyid(x.stxowner) as "owner",
    nullif(x.stxstattarget, -1) as "target:number",
    d.description as "comment:lines"
from pg_statistic_ext x
join pg_namespace n on n.oid = x.stxnamespace
join pg_class c on c.oid = x.stxrelid
left join pg_description d on d.objoid = x.oid and d.classoid = 'pg_statistic_ext'::regclass
where c.relnamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
