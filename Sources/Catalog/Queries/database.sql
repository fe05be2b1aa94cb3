-- The database itself; its name, encoding and locale are no part of the schema, nor is what initdb says of the first one, nor
-- what Tidemark says of those that it makes on a server that somebody named.
select 'database' as _kind, d.oid as _oid, 'database' as _identity,
    pg_get_userbyid(d.datdba) as "owner", --[if plain]
    d.datacl as "grants:grants/d", --[if plain]
    nullif(d.datconnlimit, -1) as "connectionLimit:number",
    array(select o from unnest(s.setconfig) o where split_part(o, '=', 1) not like all ($5::text[])) as "settings:secrets/setting",
    array(select l.provider || '=' || l.label from pg_shseclabel l where l.objoid = d.oid and l.classoid = 'pg_database'::regclass) as "securityLabels:options", --[if labels]
    case when (d.datname <> 'postgres' or c.description <> 'default administrative connection database')
        and c.description not like 'Tidemark shadow tidemark\_shadow\_%' then c.description end as "comment:lines"
from pg_database d
left join pg_db_role_setting s on s.setdatabase = d.oid and s.setrole = 0
left join pg_shdescription c on c.objoid = d.oid and c.classoid = 'pg_database'::regclass
where d.datname = current_database()
