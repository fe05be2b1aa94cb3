-- Range types. Their multirange types are no objects of their own (manual, CREATE TYPE).
select 'range' as _kind, t.oid as _oid, n.nspname as _schema, t.typname as _name,
    pg_get_userbyid(t.typowner) as "owner",
    t.typacl as "grants:grants/T",
    format_type(r.rngsubtype, null) as "subtype",
    case when not o.opcdefault then quote_ident(p.nspname) || '.' || quote_ident(o.opcname) end as "operatorClass",
    case when r.rngcollation <> s.typcollation then r.rngcollation::regcollation end as "collation",
    r.rngcanonical as "canonical:routine",
    r.rngsubdiff as "subtypeDifference:routine",
    case when m.typnamespace <> t.typnamespace or m.typname <> --[since 14]
        case when t.typname like '%range%' --[since 14]
            then left(overlay(t.typname placing 'multirange' from position('range' in t.typname) for 5), 63) --[since 14]
            else left(t.typname, 52) || '_multirange' end --[since 14]
        then format_type(m.oid, null) end as "multirange", --[since 14]
    array(select l.provider || '=' || l.label from pg_seclabel l where l.objoid = t.oid and l.classoid = 'pg_type'::regclass and l.objsubid = 0) as "securityLabels:options", --[if labels]
    d.description as "comment:lines"
from pg_range r
join pg_type t on t.oid = r.rngtypid
join pg_namespace n on n.oid = t.typnamespace
join pg_type s on s.oid = r.rngsubtype
join pg_opclass o on o.oid = r.rngsubopc
join pg_namespace p on p.oid = o.opcnamespace
join pg_type m on m.oid = r.rngmultitypid --[since 14]
left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_type'::regclass and d.objsubid = 0
where t.typnamespace = any ($1::oid[])
    and t.oid <> all ($2::oid[])
