-- Views and materialized views.
select case c.relkind when 'm' then 'materializedView' else 'view' end as _kind,
    c.oid as _oid, n.nspname as _schema, c.relname as _name,
    pg_get_userbyid(c.relowner) as "owner",
    c.relacl as "grants:grants/r",
    pg_get_viewdef(c.oid) as "definition:query",
    case when t.oid is null then c.reloptions else c.reloptions || array(select 'toast.' || o from unnest(t.reloptions) o) end as "options:options",
    case when c.relkind = 'm' then nullif(m.amname, 'heap') end as "accessMethod",
    s.spcname as "tablespace",
    case when c.relkind = 'm' then
        (select ic.relname from pg_index i join pg_class ic on ic.oid = i.indexrelid where i.indrelid = c.oid and i.indisclustered) end as "clusterOn",
    case when c.relkind = 'm' then case c.relreplident when 'f' then 'FULL' when 'n' then 'NOTHING' when 'i' then coalesce(
        (select 'USING INDEX ' || quote_ident(ic.relname) from pg_index i join pg_class ic on ic.oid = i.indexrelid where i.indrelid = c.oid and i.indisreplident),
        'NOTHING') end end as "replicaIdentity",
    c.relkind = 'm' and not c.relispopulated as "unpopulated:flag",
    array(select l.provider || '=' || l.label from pg_seclabel l where l.objoid = c.oid and l.classoid = 'pg_class'::regclass and l.objsubid = 0) as "securityLabels:options", --[if labels]
    w.names as "dependsOnExtensions:set",
    d.description as "comment:lines"
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_am m on m.oid = c.relam
left join pg_tablespace s on s.oid = c.reltablespace
left join pg_class t on t.oid = c.reltoastrelid and t.reloptions is not null
left join (
    select p.objid, array_agg(quote_ident(e.extname)) as names
    from pg_depend p
    join pg_extension e on e.oid = p.refobjid
    where p.refclassid = 'pg_extension'::regclass and p.deptype = 'x' and p.classid = 'pg_class'::regclass
    group by p.objid
) w on w.objid = c.oid
left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
where c.relkind in ('v', 'm') and c.relpersistence <> 't'
    and c.relnamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
    and c.oid >= $7::oid and c.oid < $8::oid --[if sliced]
