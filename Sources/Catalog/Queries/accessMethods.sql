-- Access methods for tables and indexes.
select 'accessMethod' as _kind, m.oid as _oid, quote_ident(m.amname) as _identity,
    case m.amtype when 't' then 'TABLE' when 'i' then 'INDEX' end as "type",
    m.amhandler::regproc as "handler:routine",
    d.description as "comment:lines"
from pg_am m
left join pg_description d on d.objoid = m.oid and d.classoid = 'pg_am'::regclass and d.objsubid = 0
where m.oid >= 16384
    and m.oid <> all ($2::oid[])
