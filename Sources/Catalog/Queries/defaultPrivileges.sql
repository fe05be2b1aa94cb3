-- Default privileges. For a schema the list holds what is added, for the whole database all that there is (manual, 53.15).
select 'defaultPrivileges' as _kind, a.oid as _oid,
    quote_ident(r.rolname) || coalesce(' IN SCHEMA ' || quote_ident(n.nspname), '') || ' ON '
        || case a.defaclobjtype when 'r' then 'TABLES' when 'S' then 'SEQUENCES' when 'f' then 'FUNCTIONS' when 'T' then 'TYPES'
            when 'n' then 'SCHEMAS' when 'L' then 'LARGE OBJECTS' end as _identity,
    r.rolname as _owner,
    case a.defaclobjtype when 'r' then a.defaclacl end as "grants:entries/r",
    case a.defaclobjtype when 'S' then a.defaclacl end as "grants:entries/s",
    case a.defaclobjtype when 'f' then a.defaclacl end as "grants:entries/f",
    case a.defaclobjtype when 'T' then a.defaclacl end as "grants:entries/T",
    case a.defaclobjtype when 'n' then a.defaclacl end as "grants:entries/n",
    case a.defaclobjtype when 'L' then a.defaclacl end as "grants:entries/L"
from pg_default_acl a
join pg_roles r on r.oid = a.defaclrole
left join pg_namespace n on n.oid = a.defaclnamespace
where (a.defaclnamespace = any ($1::oid[])
        or a.defaclnamespace = 0 --[if whole]
    )
    and r.rolname not like all ($4::text[])
