-- Text search dictionaries.
select 'textSearchDictionary' as _kind, c.oid as _oid, n.nspname as _schema, c.dictname as _name,
    pg_get_userbyid(c.dictowner) as "owner",
    quote_ident(tn.nspname) || '.' || quote_ident(t.tmplname) as "template",
    c.dictinitoption as "options:definitions",
    d.description as "comment:lines"
from pg_ts_dict c
join pg_namespace n on n.oid = c.dictnamespace
join pg_ts_template t on t.oid = c.dicttemplate
join pg_namespace tn on tn.oid = t.tmplnamespace
left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_ts_dict'::regclass and d.objsubid = 0
where c.dictnamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
