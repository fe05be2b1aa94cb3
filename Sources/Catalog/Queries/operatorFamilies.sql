-- Operator families with what was added to them outside any class.
select 'operatorFamily' as _kind, f.oid as _oid,
    quote_ident(n.nspname) || '.' || quote_ident(f.opfname) || ' USING ' || quote_ident(m.amname) as _identity,
    pg_get_userbyid(f.opfowner) as "owner",
    array(
        select a.amopstrategy || ' ' || a.amopopr::regoperator
            || coalesce(' FOR ORDER BY ' || quote_ident(sn.nspname) || '.' || quote_ident(s.opfname), '')
        from pg_depend p
        join pg_amop a on a.oid = p.objid
        left join pg_opfamily s on s.oid = a.amopsortfamily
        left join pg_namespace sn on sn.oid = s.opfnamespace
        where p.classid = 'pg_amop'::regclass and p.refclassid = 'pg_opfamily'::regclass and p.refobjid = f.oid and a.amopfamily = f.oid
        order by a.amopstrategy, a.amopopr::regoperator::text collate "C"
    ) as "operators:list",
    array(
        select a.amprocnum || ' (' || format_type(a.amproclefttype, null) || ', ' || format_type(a.amprocrighttype, null) || ') '
            || a.amproc::oid::regprocedure
        from pg_depend p
        join pg_amproc a on a.oid = p.objid
        where p.classid = 'pg_amproc'::regclass and p.refclassid = 'pg_opfamily'::regclass and p.refobjid = f.oid and a.amprocfamily = f.oid
        order by a.amprocnum, a.amproclefttype::regtype::text collate "C", a.amprocrighttype::regtype::text collate "C"
    ) as "functions:list",
    d.description as "comment:lines"
from pg_opfamily f
join pg_namespace n on n.oid = f.opfnamespace
join pg_am m on m.oid = f.opfmethod
left join pg_description d on d.objoid = f.oid and d.classoid = 'pg_opfamily'::regclass and d.objsubid = 0
where f.opfnamespace = any ($1::oid[])
    and f.oid <> all ($2::oid[])
