-- Aggregate functions.
select 'aggregate' as _kind, p.oid as _oid, n.nspname as _schema, p.proname as _name,
    case when p.pronargs = 0 then '*' else oidvectortypes(p.proargtypes) end as _arguments,
    pg_get_userbyid(p.proowner) as "owner",
    p.proacl as "grants:grants/f",
    nullif(pg_get_function_arguments(p.oid), '') as "arguments",
    pg_get_function_result(p.oid) as "returns",
    array(
        select v.text
        from (values
            ('sfunc', nullif(a.aggtransfn::regproc::text, '-')),
            ('stype', format_type(a.aggtranstype, null)),
            ('sspace', nullif(a.aggtransspace, 0)::text),
            ('finalfunc', nullif(a.aggfinalfn::regproc::text, '-')),
            ('finalfunc_extra', case when a.aggfinalextra then '' end),
            ('finalfunc_modify', case when a.aggfinalmodify <> case a.aggkind when 'n' then 'r' else 'w' end then
                case a.aggfinalmodify when 'r' then 'READ_ONLY' when 's' then 'SHAREABLE' when 'w' then 'READ_WRITE' end end),
            ('combinefunc', nullif(a.aggcombinefn::regproc::text, '-')),
            ('serialfunc', nullif(a.aggserialfn::regproc::text, '-')),
            ('deserialfunc', nullif(a.aggdeserialfn::regproc::text, '-')),
            ('initcond', a.agginitval),
            ('msfunc', nullif(a.aggmtransfn::regproc::text, '-')),
            ('minvfunc', nullif(a.aggminvtransfn::regproc::text, '-')),
            ('mstype', case when a.aggmtranstype <> 0 then format_type(a.aggmtranstype, null) end),
            ('msspace', nullif(a.aggmtransspace, 0)::text),
            ('mfinalfunc', nullif(a.aggmfinalfn::regproc::text, '-')),
            ('mfinalfunc_extra', case when a.aggmfinalextra then '' end),
            ('mfinalfunc_modify', case when a.aggmtransfn <> 0 and a.aggmfinalmodify <> case a.aggkind when 'n' then 'r' else 'w' end then
                case a.aggmfinalmodify when 'r' then 'READ_ONLY' when 's' then 'SHAREABLE' when 'w' then 'READ_WRITE' end end),
            ('minitcond', a.aggminitval),
            ('sortop', quote_ident(r.nspname) || '.' || o.oprname),
            ('hypothetical', case when a.aggkind = 'h' then '' end)
        ) f(key, value)
        -- A function of the server without its schema, which regproc writes only where there is another of the name.
        cross join lateral (values (1, f.key), (2, case when f.key like '%func' then regexp_replace(f.value, '^pg_catalog\.', '') else f.value end)) v(position, text)
        where f.value is not null
    ) as "transition:pairs",
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
