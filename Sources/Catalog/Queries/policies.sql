-- Policies of row-level security.
select 'policy' as _part, p.polrelid as _parent, p.polname as _name,
    p.oid as _oid, --[if edges]
    case p.polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE' else 'ALL' end as "command",
    not p.polpermissive as "restrictive:flag",
    case cardinality(p.polroles)
        when 1 then case when p.polroles[1] <> 0 then array[pg_get_userbyid(p.polroles[1])] end
        when 2 then array[pg_get_userbyid(p.polroles[1]), pg_get_userbyid(p.polroles[2])]
        else array(select pg_get_userbyid(r) from unnest(p.polroles) r)
    end as "roles:set",
    pg_get_expr(p.polqual, p.polrelid) as "using:deparsed",
    pg_get_expr(p.polwithcheck, p.polrelid) as "check:deparsed",
    d.description as "comment:lines"
from pg_policy p
join pg_class c on c.oid = p.polrelid
left join pg_description d on d.objoid = p.oid and d.classoid = 'pg_policy'::regclass
where (c.relnamespace = any ($1::oid[])
        or c.relnamespace = any ($3::oid[]) --[if managed]
    )
    and c.oid <> all ($2::oid[])
    and p.polrelid >= $7::oid and p.polrelid < $8::oid --[if sliced]
    and c.oid >= $7::oid and c.oid < $8::oid --[if sliced]
