-- Foreign-data wrappers.
select 'foreignDataWrapper' as _kind, w.oid as _oid, quote_ident(w.fdwname) as _identity,
    pg_get_userbyid(w.fdwowner) as "owner",
    w.fdwacl as "grants:grants/F",
    w.fdwhandler::regproc as "handler:routine",
    w.fdwvalidator::regproc as "validator:routine",
    w.fdwoptions as "options:secrets/wrapper",
    d.description as "comment:lines"
from pg_foreign_data_wrapper w
left join pg_description d on d.objoid = w.oid and d.classoid = 'pg_foreign_data_wrapper'::regclass and d.objsubid = 0
where w.oid <> all ($2::oid[])
    and pg_get_userbyid(w.fdwowner) not like all ($4::text[])
