-- Aggregate functions.
select 'aggregate' as _kind, p.oid as _oid, n.nspname as _schema, p.proname as _name,
    case when p.pronargs = 0 then '*' else oidvectortypes(p.proargtypes) end as _arguments,
    pg_get_userbyid(p.proowner) as "owner",
    p.proacl as "grants:grants/f",
    nullif(pg_get_function_arguments(p.oid), '') as "arguments",
    pg_get_function_result(p.oid) as "returns",
    a.aggtransfn as "sfunc:routine",
    format_type(a.aggtranstype, null) as "stype",
    nullif(a.aggtransspace, 0) as "sspace:number",
    a.aggfinalfn as "finalfunc:routine",
    a.aggfinalextra as "finalfuncExtra:flag",
    case when a.aggfinalmodify <> case a.aggkind when 'n' then 'r' else 'w' end then
        case a.aggfinalmodify when 'r' then 'READ_ONLY' when 's' then 'SHAREABLE' when 'w' then 'READ_WRITE' end end as "finalfuncModify",
    a.aggcombinefn as "combinefunc:routine",
    a.aggserialfn as "serialfunc:routine",
    a.aggdeserialfn as "deserialfunc:routine",
    a.agginitval as "initcond:lines",
    a.aggmtransfn as "msfunc:routine",
    a.aggminvtransfn as "minvfunc:routine",
    case when a.aggmtranstype <> 0 then format_type(a.aggmtranstype, null) end as "mstype",
    nullif(a.aggmtransspace, 0) as "msspace:number",
    a.aggmfinalfn as "mfinalfunc:routine",
    a.aggmfinalextra as "mfinalfuncExtra:flag",
    case when a.aggmtransfn <> 0 and a.aggmfinalmodify <> case a.aggkind when 'n' then 'r' else 'w' end then
        case a.aggmfinalmodify when 'r' then 'READ_ONLY' when 's' then 'SHAREABLE' when 'w' then 'READ_WRITE' end end as "mfinalfuncModify",
    a.aggminitval as "minitcond:lines",
    quote_ident(r.nspname) || '.' || o.oprname as "sortop",
    a.aggkind = 'h' as "hypothetical:flag",
    case p.proparallel when 's' then 'SAFE' when 'r' then 'RESTRICTED' end as "parallel",
    array(select s.provider || '=' || s.label from pg_seclabel s where s.objoid = p.oid and s.classoid = 'pg_proc'::regclass and s.objsubid = 0) as "securityLabels:options", --[if labels]
    d.description as "comment:lines"
from pg_proc p
join pg_aggregate a on a.aggfnoid = p.oid
join pg_namespace n on n.oid = p.pronamespace
left join pg_operator o on o.oid = a.aggsortop
left join pg_namespace r on r.oid = o.oprnamespace
left join pg_description d on d.objoid = p.oid and d.classoid = 'pg_proc'::regclass and d.objsubid = 0
where p.pronamespace = any ($1::oid[])
    and p.oid <> all ($2::oid[])
