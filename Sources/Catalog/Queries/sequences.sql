-- Sequences; those of identity columns only when they have grants, a comment or a label of their own.
select 'sequence' as _kind, c.oid as _oid, n.nspname as _schema, c.relname as _name,
    case when i.objid is null then pg_get_userbyid(c.relowner) end as "owner",
    pg_get_userbyid(c.relowner) as _owner,
    c.relacl as "grants:grants/s",
    case when i.objid is null then format_type(s.seqtypid, null) end as "type",
    case when i.objid is null and s.seqstart <> case when s.seqincrement > 0 then 1 else -1 end then s.seqstart end as "start:number",
    case when i.objid is null and s.seqincrement <> 1 then s.seqincrement end as "increment:number",
    case when i.objid is null and s.seqmin <> case when s.seqincrement > 0 then 1 when s.seqtypid = 21 then -32768 when s.seqtypid = 23 then -2147483648 else -9223372036854775808 end then s.seqmin end as "minimum:number",
    case when i.objid is null and s.seqmax <> case when s.seqincrement < 0 then -1 when s.seqtypid = 21 then 32767 when s.seqtypid = 23 then 2147483647 else 9223372036854775807 end then s.seqmax end as "maximum:number",
    case when i.objid is null and s.seqcache <> 1 then s.seqcache end as "cache:number",
    i.objid is null and s.seqcycle as "cycle:flag",
    case when c.relpersistence = 'u' and i.objid is null then 'UNLOGGED' end as "persistence",
    quote_ident(rn.nspname) || '.' || quote_ident(r.relname) || '.' || quote_ident(u.attname) as "ownedBy",
    array(select l.provider || '=' || l.label from pg_seclabel l where l.objoid = c.oid and l.classoid = 'pg_class'::regclass and l.objsubid = 0) as "securityLabels:options", --[if labels]
    d.description as "comment:lines"
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_sequence s on s.seqrelid = c.oid
left join pg_depend i on i.classid = 'pg_class'::regclass and i.objid = c.oid and i.objsubid = 0 and i.deptype = 'i' and i.refclassid = 'pg_class'::regclass
left join pg_depend w on w.classid = 'pg_class'::regclass and w.objid = c.oid and w.objsubid = 0 and w.deptype = 'a' and w.refclassid = 'pg_class'::regclass and w.refobjsubid > 0
left join pg_class r on r.oid = w.refobjid
left join pg_namespace rn on rn.oid = r.relnamespace
left join pg_attribute u on u.attrelid = w.refobjid and u.attnum = w.refobjsubid
left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
where c.relkind = 'S' and c.relpersistence <> 't'
    and c.relnamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
    and (i.objid is null or c.relacl <> acldefault('s', c.relowner) or d.objoid is not null
        or exists (select from pg_seclabel l where l.objoid = c.oid and l.classoid = 'pg_class'::regclass) --[if labels]
    )
