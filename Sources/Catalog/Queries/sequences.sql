-- Sequences; those of identity columns only when they have grants, a comment or a label of their own.
select 'sequence' as _kind, c.oid as _oid, n.nspname as _schema, c.relname as _name,
    case when not i.is_identity then pg_get_userbyid(c.relowner) end as "owner",
    pg_get_userbyid(c.relowner) as _owner,
    c.relacl as "grants:grants/s",
    case when not i.is_identity then format_type(i.seqtypid, null) end as "type",
    case when not i.is_identity and i.seqstart <> case when i.seqincrement > 0 then 1 else -1 end then i.seqstart end as "start:number",
    case when not i.is_identity and i.seqincrement <> 1 then i.seqincrement end as "increment:number",
    case when not i.is_identity and i.seqmin <> case when i.seqincrement > 0 then 1 when i.seqtypid = 21 then -32768 when i.seqtypid = 23 then -2147483648 else -9223372036854775808 end then i.seqmin end as "minimum:number",
    case when not i.is_identity and i.seqmax <> case when i.seqincrement < 0 then -1 when i.seqtypid = 21 then 32767 when i.seqtypid = 23 then 2147483647 else 9223372036854775807 end then i.seqmax end as "maximum:number",
    case when not i.is_identity and i.seqcache <> 1 then i.seqcache end as "cache:number",
    not i.is_identity and i.seqcycle as "cycle:flag",
    case when c.relpersistence = 'u' and not i.is_identity then 'UNLOGGED' end as "persistence",
    quote_ident(rn.nspname) || '.' || quote_ident(r.relname) || '.' || quote_ident(u.attname) as "ownedBy",
    array(select l.provider || '=' || l.label from pg_seclabel l where l.objoid = c.oid and l.classoid = 'pg_class'::regclass and l.objsubid = 0) as "securityLabels:options", --[if labels]
    d.description as "comment:lines"
from (
    -- One look for both kinds of owner.
    select s.*, case when p.deptype = 'a' then p.refobjid end as owner, p.refobjsubid, coalesce(p.deptype = 'i', false) as is_identity
    from pg_sequence s
    left join pg_depend p on p.classid = 'pg_class'::regclass and p.objid = s.seqrelid
        and p.refclassid = 'pg_class'::regclass and p.refobjsubid > 0 and p.deptype in ('a', 'i')
) i
join pg_class c on c.oid = i.seqrelid
join pg_namespace n on n.oid = c.relnamespace
left join pg_class r on r.oid = i.owner
left join pg_namespace rn on rn.oid = r.relnamespace
left join pg_attribute u on u.attrelid = i.owner and u.attnum = i.refobjsubid
left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
where c.relkind = 'S' and c.relpersistence <> 't'
    and c.relnamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
    and (not i.is_identity or c.relacl <> acldefault('s', c.relowner) or d.objoid is not null
        or exists (select from pg_seclabel l where l.objoid = c.oid and l.classoid = 'pg_class'::regclass) --[if labels]
    )
