-- Roles that objects in scope name: owners, grantees, those of policies and default privileges; with the roles whose
-- rights they have, and those that have theirs. Never the server's own.
with recursive
here as (
    select s.classid, s.objid, s.refobjid as role
    from pg_shdepend s
    where s.refclassid = 'pg_authid'::regclass and s.deptype in ('o', 'a', 'r')
        and s.dbid = (select oid from pg_database where datname = current_database())
),
named as (
    select h.role from here h join pg_class c on c.oid = h.objid where h.classid = 'pg_class'::regclass and c.relnamespace = any ($1::oid[])
    union select h.role from here h join pg_proc p on p.oid = h.objid where h.classid = 'pg_proc'::regclass and p.pronamespace = any ($1::oid[])
    union select h.role from here h join pg_type t on t.oid = h.objid where h.classid = 'pg_type'::regclass and t.typnamespace = any ($1::oid[])
    union select h.role from here h where h.classid = 'pg_namespace'::regclass and h.objid = any ($1::oid[])
    union select h.role from here h join pg_policy p on p.oid = h.objid join pg_class c on c.oid = p.polrelid
        where h.classid = 'pg_policy'::regclass and c.relnamespace = any ($1::oid[])
    union select h.role from here h join pg_default_acl a on a.oid = h.objid
        where h.classid = 'pg_default_acl'::regclass and (a.defaclnamespace = 0 or a.defaclnamespace = any ($1::oid[]))
    union select h.role from here h join pg_statistic_ext x on x.oid = h.objid join pg_class c on c.oid = x.stxrelid
        where h.classid = 'pg_statistic_ext'::regclass and c.relnamespace = any ($1::oid[])
    union select h.role from here h join pg_collation c on c.oid = h.objid where h.classid = 'pg_collation'::regclass and c.collnamespace = any ($1::oid[])
    union select h.role from here h join pg_conversion c on c.oid = h.objid where h.classid = 'pg_conversion'::regclass and c.connamespace = any ($1::oid[])
    union select h.role from here h join pg_operator o on o.oid = h.objid where h.classid = 'pg_operator'::regclass and o.oprnamespace = any ($1::oid[])
    union select h.role from here h join pg_opclass o on o.oid = h.objid where h.classid = 'pg_opclass'::regclass and o.opcnamespace = any ($1::oid[])
    union select h.role from here h join pg_opfamily o on o.oid = h.objid where h.classid = 'pg_opfamily'::regclass and o.opfnamespace = any ($1::oid[])
    union select h.role from here h join pg_ts_dict d on d.oid = h.objid where h.classid = 'pg_ts_dict'::regclass and d.dictnamespace = any ($1::oid[])
    union select h.role from here h join pg_ts_config c on c.oid = h.objid where h.classid = 'pg_ts_config'::regclass and c.cfgnamespace = any ($1::oid[])
    union select h.role from here h where h.classid in ( --[if whole]
        'pg_extension'::regclass, 'pg_language'::regclass, 'pg_foreign_data_wrapper'::regclass, 'pg_foreign_server'::regclass, --[if whole]
        'pg_user_mapping'::regclass, 'pg_event_trigger'::regclass, 'pg_publication'::regclass) --[if whole]
    union select s.refobjid from pg_shdepend s --[if whole]
        where s.dbid = 0 and s.refclassid = 'pg_authid'::regclass and s.classid = 'pg_database'::regclass --[if whole]
            and s.objid = (select oid from pg_database where datname = current_database()) --[if whole]
    union select s.subowner from pg_subscription s --[if subscriptions]
        where s.subdbid = (select oid from pg_database where datname = current_database()) --[if subscriptions]
    union select s.setrole from pg_db_role_setting s --[if whole]
        where s.setrole <> 0 and s.setdatabase = (select oid from pg_database where datname = current_database()) --[if whole]
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
            select pg_get_userbyid(m.roleid) as name,
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
    d.description as "comment:lines"
from pg_roles r
left join pg_db_role_setting s on s.setrole = r.oid and s.setdatabase = 0
left join pg_db_role_setting h on h.setrole = r.oid and h.setdatabase = (select oid from pg_database where datname = current_database())
left join pg_shdescription d on d.objoid = r.oid and d.classoid = 'pg_authid'::regclass
where r.oid in (select role from everyone)
    and r.oid <> 10 and r.rolname !~ '^pg_'
    and r.rolname not like all ($4::text[])
