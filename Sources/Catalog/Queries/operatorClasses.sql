-- Operator classes.
select 'operatorClass' as _kind, c.oid as _oid,
    quote_ident(n.nspname) || '.' || quote_ident(c.opcname) || ' USING ' || quote_ident(m.amname) as _identity,
    pg_get_userbyid(c.opcowner) as "owner",
    format_type(c.opcintype, null) as "type",
    case when f.opfname <> c.opcname or f.opfnamespace <> c.opcnamespace then quote_ident(fn.nspname) || '.' || quote_ident(f.opfname) end as "family",
    c.opcdefault as "default:flag",
    case when c.opckeytype <> 0 then format_type(c.opckeytype, null) end as "storage",
    array(
        select a.amopstrategy || ' ' || a.amopopr::regoperator
            || coalesce(' FOR ORDER BY ' || quote_ident(sn.nspname) || '.' || quote_ident(s.opfname), '')
        from pg_depend p
        join pg_amop a on a.oid = p.objid
        left join pg_opfamily s on s.oid = a.amopsortfamily
        left join pg_namespace sn on sn.oid = s.opfnamespace
        where p.classid = 'pg_amop'::regclass and p.refclassid = 'pg_opclass'::regclass and p.refobjid = c.oid
        order by a.amopstrategy, a.amopopr::regoperator::text collate "C"
    ) as "operators:list",
    array(
        select a.amprocnum || ' (' || format_type(a.amproclefttype, null) || ', ' || format_type(a.amprocrighttype, null) || ') '
            || a.amproc::oid::regprocedure
        from pg_depend p
        join pg_amproc a on a.oid = p.objid
        where p.classid = 'pg_amproc'::regclass and p.refclassid = 'pg_opclass'::regclass and p.refobjid = c.oid
        order by a.amprocnum, a.amproclefttype::regtype::text collate "C", a.amprocrighttype::regtype::text collate "C"
    ) as "functions:list",
    d.description as "comment:lines"
from pg_opclass c
join pg_namespace n on n.oid = c.opcnamespace
join pg_am m on m.oid = c.opcmethod
join pg_opfamily f on f.oid = c.opcfamily
join pg_namespace fn on fn.oid = f.opfnamespace
left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_opclass'::regclass and d.objsubid = 0
where c.opcnamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
