-- Columns of tables, foreign tables, views and materialized views; those of the system where somebody has privileges on them.
-- Defaults, sequences and comments are read by queries of their own: joined to all columns they cost much more.
-- NOT NULL is a constraint with a name since 18. Names that end as the server's own do (`_not_null`, with a number where that
-- was taken) are left out: the server made them, perhaps from what table or column were called before. An inherited one is the parent's.
select 'column' as _part, a.attrelid as _parent, a.attname as _name, a.attnum as _order,
    case when a.attacl is not null then pg_get_userbyid(c.relowner) end as _owner,
    case when a.attnum > 0 then format_type(a.atttypid, a.atttypmod) end as "type",
    nullif(a.attnum > 0 and a.attnotnull, false) as "notNull:flag",
    nn.text as "notNullConstraint", --[since 18]
    nn.comment as "notNullComment:lines", --[since 18]
    case when a.attgenerated <> '' then
        (select pg_get_expr(e.adbin, e.adrelid) from pg_attrdef e where e.adrelid = a.attrelid and e.adnum = a.attnum) end as "generated:deparsed",
    case a.attgenerated when 'v' then 'VIRTUAL' end as "generatedKind",
    case a.attidentity when 'a' then 'ALWAYS' when 'd' then 'BY DEFAULT' end as "identity", --[until 16]
    -- Partitions have the identity of their parent.
    case when not c.relispartition then case a.attidentity when 'a' then 'ALWAYS' when 'd' then 'BY DEFAULT' end end as "identity", --[since 17]
    case when a.attcollation <> t.typcollation then a.attcollation::regcollation end as "collation",
    case when a.attstorage <> t.typstorage and c.relkind <> 'v' then
        case a.attstorage when 'p' then 'PLAIN' when 'e' then 'EXTERNAL' when 'm' then 'MAIN' when 'x' then 'EXTENDED' end end as "storage",
    case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end as "compression", --[since 14]
    case when a.attnum > 0 then nullif(a.attstattarget, -1) end as "statistics:number",
    a.attoptions as "options:options",
    a.attfdwoptions as "serverOptions:secrets/column",
    nullif(not a.attislocal and not c.relispartition, false) as "inherited:flag",
    a.attacl as "grants:grants/c",
    array(select l.provider || '=' || l.label from pg_seclabel l where l.objoid = c.oid and l.classoid = 'pg_class'::regclass and l.objsubid = a.attnum) as "securityLabels:options", --[if labels]
    a.atttypid as _type, a.attcollation as _collation
from pg_class c
join pg_attribute a on a.attrelid = c.oid and (a.attnum > 0 or a.attacl is not null) and not a.attisdropped
left join pg_type t on t.oid = a.atttypid
left join ( --[since 18]
    select o.conrelid, o.conkey[1] as attnum, --[since 18]
        nullif(concat_ws(' ', --[since 18]
            -- What the server chose once is kept when table or column are renamed.
            case when o.conname !~ '_not_null[0-9]*$' then quote_ident(o.conname) end, --[since 18]
            case when o.connoinherit then 'NO INHERIT' end, --[since 18]
            case when not o.convalidated then 'NOT VALID' end), '') as text, --[since 18]
        d.description as comment --[since 18]
    from pg_constraint o --[since 18]
    left join pg_description d on d.objoid = o.oid and d.classoid = 'pg_constraint'::regclass --[since 18]
    where o.contype = 'n' and o.conislocal --[since 18]
        and (o.conname !~ '_not_null[0-9]*$' or o.connoinherit or not o.convalidated or d.objoid is not null) --[since 18]
) nn on nn.conrelid = a.attrelid and nn.attnum = a.attnum --[since 18]
where c.relkind in ('r', 'p', 'f', 'v', 'm') and c.relpersistence <> 't'
    and c.relnamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
