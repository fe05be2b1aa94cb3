-- User mappings. The view gives options only to whom they concern (manual, 54.37); null may be none or not to be seen.
select 'userMapping' as _kind, m.umid as _oid,
    case when m.umuser = 0 then 'PUBLIC' else quote_ident(m.usename) end || ' SERVER ' || quote_ident(m.srvname) as _identity,
    m.umoptions as "options:secrets/userMapping",
    case when m.umoptions is null and not u.rolsuper and not
        case when m.umuser = 0 then pg_has_role(s.srvowner, 'USAGE')
            else m.usename = current_user and (pg_has_role(s.srvowner, 'USAGE') or has_server_privilege(s.oid, 'USAGE')) end
        then array['options'] end as "unseen:set"
from pg_user_mappings m
join pg_foreign_server s on s.oid = m.srvid
join pg_roles u on u.rolname = current_user
where m.umid <> all ($2::oid[])
    and pg_get_userbyid(s.srvowner) not like all ($4::text[])
