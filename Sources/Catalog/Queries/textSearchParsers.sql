-- Text search parsers.
select 'textSearchParser' as _kind, p.oid as _oid, n.nspname as _schema, p.prsname as _name,
    p.prsstart as "start:routine",
    p.prstoken as "token:routine",
    p.prsend as "end:routine",
    p.prsheadline as "headline:routine",
    p.prslextype as "lexTypes:routine",
    d.description as "comment:lines"
from pg_ts_parser p
join pg_namespace n on n.oid = p.prsnamespace
left join pg_description d on d.objoid = p.oid and d.classoid = 'pg_ts_parser'::regclass and d.objsubid = 0
where p.prsnamespace = any ($1::oid[])
    and p.oid <> all ($2::oid[])
