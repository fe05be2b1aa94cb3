-- Operators; those that others only announce as commutator or negator are not there yet.
select 'operator' as _kind, o.oid as _oid,
    quote_ident(n.nspname) || '.' || o.oprname || '(' || case when o.oprleft = 0 then 'NONE' else format_type(o.oprleft, null) end
        || ', ' || case when o.oprright = 0 then 'NONE' else format_type(o.oprright, null) end || ')' as _identity,
    pg_get_userbyid(o.oprowner) as "owner",
    o.oprcode as "function:routine",
    quote_ident(cn.nspname) || '.' || c.oprname as "commutator",
    quote_ident(nn.nspname) || '.' || g.oprname as "negator",
    o.oprrest as "restrict:routine",
    o.oprjoin as "join:routine",
    o.oprcanhash as "hashes:flag",
    o.oprcanmerge as "merges:flag",
    d.description as "comment:lines"
from pg_operator o
join pg_namespace n on n.oid = o.oprnamespace
left join pg_operator c on c.oid = o.oprcom
left join pg_namespace cn on cn.oid = c.oprnamespace
left join pg_operator g on g.oid = o.oprnegate
left join pg_namespace nn on nn.oid = g.oprnamespace
left join pg_description d on d.objoid = o.oid and d.classoid = 'pg_operator'::regclass and d.objsubid = 0
where o.oprcode <> 0
    and o.oprnamespace = any ($1::oid[])
    and o.oid <> all ($2::oid[])
