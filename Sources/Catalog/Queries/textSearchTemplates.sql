-- Text search templates.
select 'textSearchTemplate' as _kind, t.oid as _oid, n.nspname as _schema, t.tmplname as _name,
    t.tmplinit as "init:routine",
    t.tmpllexize as "lexize:routine",
    d.description as "comment:lines"
from pg_ts_template t
join pg_namespace n on n.oid = t.tmplnamespace
left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_ts_template'::regclass and d.objsubid = 0
where t.tmplnamespace = any ($1::oid[])
    and t.oid <> all ($2::oid[])
