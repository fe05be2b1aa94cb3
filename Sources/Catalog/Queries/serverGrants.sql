-- Grants on objects of the server and of extensions, as far as they are not those that the object came with; that, and nothing
-- else of these objects. Those of the information schema are left out: the server does not know with which it came.
with members as (
    select d.classid, d.objid from pg_depend d where d.refclassid = 'pg_extension'::regclass and d.deptype = 'e'
),
object as (
    select case c.relkind when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'materializedView' when 'f' then 'foreignTable' else 'table' end as kind,
        'pg_class'::regclass as class, c.oid, 0 as part, null::name as part_name, c.relnamespace as schema, c.relname as name, null as arguments,
        c.relacl as privileges, c.relowner as owner, case c.relkind when 'S' then 's' else 'r' end::"char" as letter
    from pg_class c
    where c.relacl is not null and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and c.relnamespace <> 'information_schema'::regnamespace
    union all
    select case c.relkind when 'v' then 'view' when 'm' then 'materializedView' when 'f' then 'foreignTable' else 'table' end,
        'pg_class'::regclass, c.oid, a.attnum, a.attname, c.relnamespace, c.relname, null, a.attacl, c.relowner, 'c'
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    where a.attacl is not null and c.relnamespace <> 'information_schema'::regnamespace
    union all
    select case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end, 'pg_proc'::regclass, p.oid, 0, null, p.pronamespace, p.proname,
        case when p.prokind = 'a' and p.pronargs = 0 then '*' else oidvectortypes(p.proargtypes) end, p.proacl, p.proowner, 'f'
    from pg_proc p
    where p.proacl is not null
    union all
    select case t.typtype when 'c' then 'composite' when 'd' then 'domain' when 'e' then 'enum' when 'r' then 'range' else 'baseType' end,
        'pg_type'::regclass, t.oid, 0, null, t.typnamespace, t.typname, null, t.typacl, t.typowner, 'T'
    from pg_type t
    where t.typacl is not null
    union all
    select 'schema', 'pg_namespace'::regclass, n.oid, 0, null, null, n.nspname, null, n.nspacl, n.nspowner, 'n'
    from pg_namespace n
    where n.nspacl is not null and n.nspname not in ('public', 'information_schema')
    union all
    select 'language', 'pg_language'::regclass, l.oid, 0, null, null, l.lanname, null, l.lanacl, l.lanowner, 'l'
    from pg_language l
    where l.lanacl is not null
    union all
    select 'foreignDataWrapper', 'pg_foreign_data_wrapper'::regclass, w.oid, 0, null, null, w.fdwname, null, w.fdwacl, w.fdwowner, 'F'
    from pg_foreign_data_wrapper w
    where w.fdwacl is not null
    union all
    select 'server', 'pg_foreign_server'::regclass, s.oid, 0, null, null, s.srvname, null, s.srvacl, s.srvowner, 'S'
    from pg_foreign_server s
    where s.srvacl is not null
),
-- An object that came with no grants of its own came with those that its kind has.
pair as (
    select o.*, coalesce(i.initprivs, acldefault(o.letter, o.owner)) as first
    from object o
    left join pg_init_privs i on i.classoid = o.class and i.objoid = o.oid and i.objsubid = o.part
    where (o.oid < 16384 or (o.class, o.oid) in (select classid, objid from members))
        and (o.schema is null or o.schema <> all ($3::oid[]))
        and o.privileges is distinct from i.initprivs
),
change as (
    select p.oid, p.class, true as granted, case a.grantee when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(a.grantee)) end as grantee,
        a.privilege_type, p.part_name, p.part, case when a.is_grantable then ' WITH GRANT OPTION' else '' end as option
    from pair p, aclexplode(p.privileges) a
    where not exists (
            select from aclexplode(p.first) f
            where f.grantee = a.grantee and f.privilege_type = a.privilege_type and f.is_grantable >= a.is_grantable)
        and (a.grantee = 0 or pg_get_userbyid(a.grantee) not like all ($4::text[]))
    union all
    select p.oid, p.class, false, case a.grantee when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(a.grantee)) end, a.privilege_type, p.part_name, p.part, ''
    from pair p, aclexplode(p.first) a
    where not exists (select from aclexplode(p.privileges) f where f.grantee = a.grantee and f.privilege_type = a.privilege_type)
        and (a.grantee = 0 or pg_get_userbyid(a.grantee) not like all ($4::text[]))
),
line as (
    select c.class, c.oid, c.granted, c.grantee,
        string_agg(c.privilege_type || coalesce(' (' || quote_ident(c.part_name) || ')', '') || c.option, ', '
            order by c.part, c.privilege_type collate "C") as privileges
    from change c
    group by c.class, c.oid, c.granted, c.grantee
)
select o.kind as _kind, n.nspname as _schema, o.name as _name, o.arguments as _arguments,
    array(
        select v.text from line l cross join lateral (values (1, l.grantee), (2, l.privileges)) v(position, text)
        where l.class = o.class and l.oid = o.oid and l.granted
        order by l.grantee collate "C", v.position
    ) as "granted:pairs",
    array(
        select v.text from line l cross join lateral (values (1, l.grantee), (2, l.privileges)) v(position, text)
        where l.class = o.class and l.oid = o.oid and not l.granted
        order by l.grantee collate "C", v.position
    ) as "revoked:pairs"
from (select distinct kind, class, oid, schema, name, arguments from pair) o
left join pg_namespace n on n.oid = o.schema
where (o.class, o.oid) in (select class, oid from change)
