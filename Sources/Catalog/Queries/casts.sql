-- Casts, but for those that the server makes with a range type.
select 'cast' as _kind, c.oid as _oid,
    format_type(c.castsource, null) || ' AS ' || format_type(c.casttarget, null) as _identity,
    case c.castcontext when 'i' then 'IMPLICIT' when 'a' then 'ASSIGNMENT' end as "context",
    case c.castmethod when 'b' then 'WITHOUT FUNCTION' when 'i' then 'WITH INOUT' end as "method",
    case when c.castfunc <> 0 then c.castfunc::regprocedure end as "function",
    d.description as "comment:lines"
from pg_cast c
join pg_type s on s.oid = c.castsource
join pg_type t on t.oid = c.casttarget
left join pg_proc f on f.oid = c.castfunc
left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_cast'::regclass and d.objsubid = 0
where c.oid >= 16384
    and c.oid <> all ($2::oid[])
    and not exists (select from pg_depend i where i.classid = 'pg_cast'::regclass and i.objid = c.oid and i.deptype = 'i')
    and (s.typnamespace = any ($1::oid[]) or t.typnamespace = any ($1::oid[]) or f.pronamespace = any ($1::oid[])
        or greatest(s.typnamespace, t.typnamespace, f.pronamespace) < 16384 --[if whole]
    )
