-- Rules, without those that make a view.
select 'rule' as _part, r.ev_class as _parent, r.rulename as _name,
    r.oid as _oid, --[if edges]
    pg_get_ruledef(r.oid) as "definition:deparsed",
    case r.ev_enabled when 'D' then 'DISABLED' when 'R' then 'REPLICA' when 'A' then 'ALWAYS' end as "enabled",
    d.description as "comment:lines"
from pg_rewrite r
join pg_class c on c.oid = r.ev_class
left join pg_description d on d.objoid = r.oid and d.classoid = 'pg_rewrite'::regclass
where r.rulename <> '_RETURN' and c.relpersistence <> 't'
    and c.relnamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
    and r.ev_class >= $7::oid and r.ev_class < $8::oid --[if sliced]
    and c.oid >= $7::oid and c.oid < $8::oid --[if sliced]
