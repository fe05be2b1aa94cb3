-- Foreign servers.
select 'server' as _kind, s.oid as _oid, quote_ident(s.srvname) as _identity,
    pg_get_userbyid(s.srvowner) as "owner",
    s.srvacl as "grants:grants/S",
    w.fdwname as "wrapper",
    s.srvtype as "type",
    s.srvversion as "version",
    s.srvoptions as "options:secrets/server",
    d.description as "comment:lines"
from pg_foreign_server s
join pg_foreign_data_wrapper w on w.oid = s.srvfdw
left join pg_description d on d.objoid = s.oid and d.classoid = 'pg_foreign_server'::regclass and d.objsubid = 0
where s.oid <> all ($2::oid[])
    and pg_get_userbyid(s.srvowner) not like all ($4::text[])
