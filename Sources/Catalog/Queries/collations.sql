-- Collations of the database's encoding.
select 'collation' as _kind, c.oid as _oid, n.nspname as _schema, c.collname as _name,
    pg_get_userbyid(c.collowner) as "owner",
    case c.collprovider when 'i' then 'icu' when 'b' then 'builtin' when 'd' then 'default' end as "provider",
    case when c.collprovider <> 'c' or c.collcollate = c.collctype then c.collcollate end as "locale", --[until 14]
    coalesce(c.colliculocale, case when c.collcollate = c.collctype then c.collcollate end) as "locale", --[between 15 16]
    coalesce(c.colllocale, case when c.collcollate = c.collctype then c.collcollate end) as "locale", --[since 17]
    case when c.collprovider = 'c' and c.collcollate <> c.collctype then c.collcollate end as "lcCollate",
    case when c.collprovider = 'c' and c.collcollate <> c.collctype then c.collctype end as "lcCtype",
    not c.collisdeterministic as "nondeterministic:flag",
    c.collicurules as "rules:lines", --[since 16]
    d.description as "comment:lines"
from pg_collation c
join pg_namespace n on n.oid = c.collnamespace
left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_collation'::regclass and d.objsubid = 0
where c.collencoding in (-1, pg_char_to_encoding(getdatabaseencoding()))
    and c.collnamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
