-- Ordinary, partitioned and foreign tables.
select case c.relkind when 'f' then 'foreignTable' else 'table' end as _kind,
    c.oid as _oid, n.nspname as _schema, c.relname as _name,
    pg_get_userbyid(c.relowner) as "owner",
    c.relacl as "grants:grants/r",
    case c.relpersistence when 'u' then 'UNLOGGED' end as "persistence",
    nullif(m.amname, 'heap') as "accessMethod",
    s.spcname as "tablespace",
    case when t.oid is null then c.reloptions else c.reloptions || array(select 'toast.' || o from unnest(t.reloptions) o) end as "options:options",
    case case when c.relkind <> 'f' then c.relreplident end when 'f' then 'FULL' when 'n' then 'NOTHING' when 'i' then coalesce(x.identity, 'NOTHING') end as "replicaIdentity",
    x.clustered as "clusterOn",
    c.relrowsecurity as "rowSecurity:flag",
    c.relforcerowsecurity as "forceRowSecurity:flag",
    case when c.reloftype <> 0 then format_type(c.reloftype, null) end as "ofType",
    case when not c.relispartition then i.parents end as "inherits:list",
    case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as "partitionBy:deparsed",
    case when c.relispartition then i.parents[1] end as "partitionOf",
    case when c.relispartition then pg_get_expr(c.relpartbound, c.oid) end as "bound:deparsed",
    i.pending as "detachPending:flag", --[since 14]
    v.srvname as "server",
    f.ftoptions as "serverOptions:secrets/table",
    array(select l.provider || '=' || l.label from pg_seclabel l where l.objoid = c.oid and l.classoid = 'pg_class'::regclass and l.objsubid = 0) as "securityLabels:options", --[if labels]
    d.description as "comment:lines"
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_am m on m.oid = c.relam
left join pg_tablespace s on s.oid = c.reltablespace
left join pg_class t on t.oid = c.reltoastrelid and t.reloptions is not null
left join pg_foreign_table f on f.ftrelid = c.oid
left join pg_foreign_server v on v.oid = f.ftserver
left join (
    select i.inhrelid,
        bool_or(i.inhdetachpending) as pending, --[since 14]
        array_agg(quote_ident(pn.nspname) || '.' || quote_ident(p.relname) order by i.inhseqno) as parents
    from pg_inherits i
    join pg_class p on p.oid = i.inhparent and p.relkind in ('r', 'p', 'f')
    join pg_namespace pn on pn.oid = p.relnamespace
    group by i.inhrelid
) i on i.inhrelid = c.oid
left join (
    select i.indrelid,
        max(ic.relname) filter (where i.indisclustered) as clustered,
        'USING INDEX ' || max(quote_ident(ic.relname)) filter (where i.indisreplident) as identity
    from pg_index i join pg_class ic on ic.oid = i.indexrelid
    where i.indisclustered or i.indisreplident
    group by i.indrelid
) x on x.indrelid = c.oid
left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
where c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't'
    and c.relnamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
