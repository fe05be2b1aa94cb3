-- Roles that objects in scope name: owners, grantees, those of policies and default privileges; with the roles whose
-- rights they have, and those that have theirs. Never the server's own.
with recursive
here as (select oid from pg_database where datname = current_database()),
-- A scalar sub-query with a limit, so that the server stops looking at the first object that names the role; roles that
-- nothing names are sorted out in one look before.
named as (
    select r.oid as role
    from pg_roles r
    where r.oid in (
        select s.refobjid from pg_shdepend s
        where s.refclassid = 'pg_authid'::regclass and s.deptype in ('o', 'a', 'r') and s.dbid = (select oid from here)
    )
    and (
        select true
        from pg_shdepend s
        where s.refclassid = 'pg_authid'::regclass and s.refobjid = r.oid and s.deptype in ('o', 'a', 'r')
            and s.dbid = (select oid from here)
            and (case s.classid
                when 'pg_class'::regclass then (select c.relnamespace from pg_class c where c.oid = s.objid) = any ($1::oid[])
                when 'pg_proc'::regclass then (select p.pronamespace from pg_proc p where p.oid = s.objid) = any ($1::oid[])
                when 'pg_type'::regclass then (select t.typnamespace from pg_type t where t.oid = s.objid) = any ($1::oid[])
                when 'pg_namespace'::regclass then s.objid = any ($1::oid[])
                when 'pg_policy'::regclass then
                    (select c.relnamespace from pg_policy p join pg_class c on c.oid = p.polrelid where p.oid = s.objid) = any ($1::oid[])
                when 'pg_statistic_ext'::regclass then
                    (select c.relnamespace from pg_statistic_ext x join pg_class c on c.oid = x.stxrelid where x.oid = s.objid) = any ($1::oid[])
                when 'pg_default_acl'::regclass then (select a.defaclnamespace from pg_default_acl a where a.oid = s.objid)
                    = any (array[0]::oid[] || --[if whole]
                    = any ( --[if partial]
                        $1::oid[])
                when 'pg_collation'::regclass then (select c.collnamespace from pg_collation c where c.oid = s.objid) = any ($1::oid[])
                when 'pg_conversion'::regclass then (select c.connamespace from pg_conversion c where c.oid = s.objid) = any ($1::oid[])
                when 'pg_operator'::regclass then (select o.oprnamespace from pg_operator o where o.oid = s.objid) = any ($1::oid[])
                when 'pg_opclass'::regclass then (select o.opcnamespace from pg_opclass o where o.oid = s.objid) = any ($1::oid[])
                when 'pg_opfamily'::regclass then (select o.opfnamespace from pg_opfamily o where o.oid = s.objid) = any ($1::oid[])
                when 'pg_ts_dict'::regclass then (select d.dictnamespace from pg_ts_dict d where d.oid = s.objid) = any ($1::oid[])
                when 'pg_ts_config'::regclass then (select c.cfgnamespace from pg_ts_config c where c.oid = s.objid) = any ($1::oid[])
                when 'pg_largeobject'::regclass then false
                else true --[if whole]
                else false --[if partial]
            end
                -- Grants on objects of the server.
                or s.objid < 16384 and s.classid <> 'pg_largeobject'::regclass --[if whole]
            )
        limit 1
    )
    union select s.refobjid from pg_shdepend s --[if whole]
        where s.dbid = 0 and s.refclassid = 'pg_authid'::regclass and s.classid = 'pg_database'::regclass --[if whole]
            and s.objid = (select oid from here) --[if whole]
    union select s.setrole from pg_db_role_setting s where s.setrole <> 0 and s.setdatabase = (select oid from here) --[if whole]
    union select s.subowner from pg_subscription s where s.subdbid = (select oid from here) --[if subscriptions]
),
member as (
    select m.roleid, m.member, m.admin_option
        , case when m.inherit_option <> r.rolinherit then m.inherit_option end as inherit, m.set_option --[since 16]
    from pg_auth_members m
    join pg_roles r on r.oid = m.member
    -- The right to administer a role that its maker gets by making it (manual, createrole_self_grant) is none of the schema's.
    where not (m.grantor = 10 and m.admin_option and not m.inherit_option and not m.set_option) --[since 16]
),
above as (select role from named union select m.roleid from member m join above a on a.role = m.member),
below as (select role from named union select m.member from member m join below b on b.role = m.roleid where b.role <> 10),
everyone as (select role from above union select role from below)
select 'role' as _kind, r.oid as _oid, quote_ident(r.rolname) as _identity,
    r.rolsuper as "superuser:flag",
    r.rolcreatedb as "createDatabase:flag",
    r.rolcreaterole as "createRole:flag",
    not r.rolinherit as "noInherit:flag",
    r.rolcanlogin as "login:flag",
    r.rolreplication as "replication:flag",
    r.rolbypassrls as "bypassRLS:flag",
    nullif(r.rolconnlimit, -1) as "connectionLimit:number",
    r.rolvaliduntil as "validUntil",
    array(
        select v.text
        from (
            select quote_ident(pg_get_userbyid(m.roleid)) as name,
                concat_ws(', ', case when bool_or(m.admin_option) then 'ADMIN OPTION' end
                    , case when bool_or(m.inherit) then 'INHERIT TRUE' when not bool_or(m.inherit) then 'INHERIT FALSE' end --[since 16]
                    , case when not bool_or(m.set_option) then 'SET FALSE' end --[since 16]
                ) as text
            from member m
            where m.member = r.oid and (m.roleid < 16384 or m.roleid in (select role from everyone))
            group by m.roleid
        ) g
        cross join lateral (values (1, g.name), (2, g.text)) v(position, text)
        order by g.name, v.position
    ) as "memberOf:pairs",
    s.setconfig as "settings:secrets/setting",
    h.setconfig as "settingsInDatabase:secrets/setting",
    array(select l.provider || '=' || l.label from pg_shseclabel l where l.objoid = r.oid and l.classoid = 'pg_authid'::regclass) as "securityLabels:options", --[if labels]
    case when d.description not like 'Tidemark shadow tidemark\_shadow\_%' then d.description end as "comment:lines"
from pg_roles r
left join pg_db_role_setting s on s.setrole = r.oid and s.setdatabase = 0
left join pg_db_role_setting h on h.setrole = r.oid and h.setdatabase = (select oid from here)
left join pg_shdescription d on d.objoid = r.oid and d.classoid = 'pg_authid'::regclass
where r.oid in (select role from everyone)
    and r.oid <> 10 and r.rolname !~ '^pg_'
    and r.rolname not like all ($4::text[])
