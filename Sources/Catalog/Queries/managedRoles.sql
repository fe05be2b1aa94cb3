-- The platform's roles that are members of roles which are not and which something here names; that, and nothing else.
with granted as (
    select m.member, quote_ident(g.rolname) as name, case when bool_or(m.admin_option) then 'ADMIN OPTION' else '' end as text
    from pg_auth_members m
    join pg_roles g on g.oid = m.roleid
    where g.rolname not like all ($4::text[]) and g.rolname !~ '^pg_' and g.oid <> 10
        and exists (
            select from pg_shdepend s
            where s.refclassid = 'pg_authid'::regclass and s.refobjid = g.oid and s.deptype in ('o', 'a', 'r')
                and s.dbid = (select oid from pg_database where datname = current_database()))
        and not (m.grantor = 10 and m.admin_option and not m.inherit_option and not m.set_option) --[since 16]
    group by m.member, g.rolname
)
select 'role' as _kind, r.oid as _oid, quote_ident(r.rolname) as _identity,
    true as "managed:flag",
    array(
        select v.text
        from granted g
        cross join lateral (values (1, g.name), (2, g.text)) v(position, text)
        where g.member = r.oid
        order by g.name, v.position
    ) as "memberOf:pairs"
from pg_roles r
where r.rolname like any ($4::text[]) and r.oid <> 10
    and r.oid in (select member from granted)
