-- What is there and not compared. Expected is what is left out on purpose: it belongs to somebody else or was asked for.
with members as (
    select d.classid, d.objid
    from pg_depend d
    join pg_extension e on e.oid = d.refobjid
    where d.refclassid = 'pg_extension'::regclass and d.deptype = 'e' and e.extname <> 'plpgsql'
),
relations as (
    select count(distinct c.reltablespace) filter (where c.reltablespace <> 0 and c.relnamespace = any ($1::oid[])) as tablespaces,
        count(*) filter (where c.oid >= 16384 and c.relkind in ('r', 'p', 'f', 'v', 'm', 'S', 'c')
            and c.relnamespace in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
            and not exists (select from members m where m.classid = 'pg_class'::regclass and m.objid = c.oid)) as hidden
    from pg_class c
),
outside as (
    select c.relnamespace as schema from pg_class c where c.relnamespace = any ($6::oid[]) and c.relkind in ('r', 'p', 'f', 'v', 'm', 'S', 'c')
    union all
    select p.pronamespace from pg_proc p where p.pronamespace = any ($6::oid[])
    union all
    select t.typnamespace from pg_type t where t.typnamespace = any ($6::oid[]) and t.typrelid = 0 and t.typelem = 0 and t.typtype in ('b', 'd', 'e', 'r')
)
select 'objects of extensions' as what, count(*) as count, true as expected,
    'they come with their extension, of which the version is compared' as reason, 1 as position
from members
union all
select 'objects in schema ' || quote_ident(n.nspname), count(*), true,
    case when n.oid = any ($3::oid[]) then 'the platform manages it' else 'it is not among the schemas to look at' end, 2
from outside o
join pg_namespace n on n.oid = o.schema
group by n.oid, n.nspname
union all --[if partial]
select 'objects that are in no schema', sum(count), true, 'only some schemas are looked at', 3 --[if partial]
from ( --[if partial]
    select count(*) from pg_language where oid >= 16384 --[if partial]
    union all select count(*) from pg_am where oid >= 16384 --[if partial]
    union all select count(*) from pg_foreign_data_wrapper --[if partial]
    union all select count(*) from pg_foreign_server --[if partial]
    union all select count(*) from pg_user_mappings --[if partial]
    union all select count(*) from pg_event_trigger --[if partial]
    union all select count(*) from pg_publication --[if partial]
    union all select count(*) from pg_default_acl where defaclnamespace = 0 --[if partial]
    union all select count(*) from pg_extension where extname <> 'plpgsql' and extnamespace <> all ($1::oid[]) --[if partial]
    union all select count(subname) from pg_subscription where subdbid = (select oid from pg_database where datname = current_database()) --[if partial]
) x --[if partial]
union all
select 'large objects', count(*), false, 'not modelled', 4
from (select from pg_largeobject_metadata limit 100001) x
union all
select 'tablespaces', tablespaces, false, 'where they are and what they are set to is not modelled', 5 from relations
union all
select 'grants on settings', count(*), false, 'not modelled', 6 from pg_parameter_acl --[since 15]
union all --[since 15]
select 'replication slots', count(*), false, 'not modelled', 7 from pg_replication_slots where database = current_database()
union all
select 'replication origins', count(*), false, 'not modelled', 8 from pg_replication_origin where roname !~ '^pg_[0-9]'
union all
select 'objects that somebody put into the schemas of the server', r.hidden + count(p.oid), false, 'not modelled', 9
from relations r
left join pg_proc p on p.oid >= 16384 and p.pronamespace in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
    and not exists (select from members m where m.classid = 'pg_proc'::regclass and m.objid = p.oid)
group by r.hidden
union all
select 'row, array and multirange types with a comment or grants', count(*), false, 'not modelled', 10
from pg_type t
left join pg_class c on c.oid = t.typrelid
where (t.typacl is not null or t.oid in (select objoid from pg_description where classoid = 'pg_type'::regclass))
    and t.oid >= 16384 and t.typnamespace = any ($1::oid[])
    and (c.relkind <> 'c' or t.typtype = 'm' or exists (select from pg_type e where e.typarray = t.oid))
union all
select 'operators that others only announce', count(*), false, 'they do nothing yet', 11
from pg_operator o
where o.oprcode = 0 and o.oprnamespace = any ($1::oid[])
union all
select 'policies on tables of extensions', count(*), false, 'the server does not record whether the extension made them', 13
from pg_policy p
join pg_class c on c.oid = p.polrelid
join members m on m.classid = 'pg_class'::regclass and m.objid = c.oid
where c.relnamespace = any ($1::oid[])
union all
select 'tables of extensions with row-level security', count(*), false, 'the server does not record whether the extension asked for it', 14
from pg_class c
join members m on m.classid = 'pg_class'::regclass and m.objid = c.oid
where c.relrowsecurity and c.relnamespace = any ($1::oid[])
union all --[if labels]
select 'security labels of objects of extensions', count(*), false, 'the server does not record whether the extension set them', 15 --[if labels]
from pg_seclabel l --[if labels]
join members m on m.classid = l.classoid and m.objid = l.objoid --[if labels]
union all --[without subscriptions]
select 'subscriptions', count(subname), false, 'this role may not read them', 12 --[without subscriptions]
from pg_subscription --[without subscriptions]
where subdbid = (select oid from pg_database where datname = current_database()) --[without subscriptions]
order by position, what
