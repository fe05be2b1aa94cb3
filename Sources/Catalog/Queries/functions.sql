-- Functions, window functions and procedures.
select case p.prokind when 'p' then 'procedure' else 'function' end as _kind,
    p.oid as _oid, n.nspname as _schema, p.proname as _name, oidvectortypes(p.proargtypes) as _arguments,
    pg_get_userbyid(p.proowner) as "owner",
    p.proacl as "grants:grants/f",
    nullif(pg_get_function_arguments(p.oid), '') as "arguments:deparsed",
    pg_get_function_result(p.oid) as "returns",
    l.lanname as "language",
    case when p.prosqlbody is null then p.prosrc end as "body:lines", --[since 14]
    pg_get_function_sqlbody(p.oid) as "body:deparsed", --[since 14]
    p.prosrc as "body:lines", --[until 13]
    p.prokind = 'w' as "window:flag",
    case p.provolatile when 'i' then 'IMMUTABLE' when 's' then 'STABLE' end as "volatility",
    case p.proparallel when 's' then 'SAFE' when 'r' then 'RESTRICTED' end as "parallel",
    p.proisstrict as "strict:flag",
    p.proleakproof as "leakproof:flag",
    p.prosecdef as "securityDefiner:flag",
    case when p.procost <> case when l.lanname in ('internal', 'c') then 1 else 100 end then p.procost end as "cost:number",
    case when p.proretset and p.prorows <> 1000 then p.prorows end as "rows:number",
    p.prosupport as "support:routine",
    p.proconfig as "settings:secrets/setting",
    case when p.protrftypes is not null then array(select format_type(y, null) from unnest(p.protrftypes) y) end as "transforms:list",
    p.probin as "library",
    array(select s.provider || '=' || s.label from pg_seclabel s where s.objoid = p.oid and s.classoid = 'pg_proc'::regclass and s.objsubid = 0) as "securityLabels:options", --[if labels]
    w.names as "dependsOnExtensions:set",
    d.description as "comment:lines"
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
join pg_language l on l.oid = p.prolang
left join (
    select p.objid, array_agg(quote_ident(e.extname)) as names
    from pg_depend p
    join pg_extension e on e.oid = p.refobjid
    where p.refclassid = 'pg_extension'::regclass and p.deptype = 'x' and p.classid = 'pg_proc'::regclass
    group by p.objid
) w on w.objid = p.oid
left join pg_description d on d.objoid = p.oid and d.classoid = 'pg_proc'::regclass and d.objsubid = 0
where p.prokind in ('f', 'w', 'p')
    and p.pronamespace = any ($1::oid[])
    and p.oid <> all ($2::oid[])
    -- Constructors that the server makes with a range type.
    and not exists (select from pg_depend i where i.classid = 'pg_proc'::regclass and i.objid = p.oid and i.deptype = 'i')
