-- Columns of tables, foreign tables, views and materialized views; those of the system where somebody has privileges on them.
-- NOT NULL is a constraint with a name since 18. Names that end as the server's own do (`_not_null`, with a number where that
-- was taken) are left out: the server made them, perhaps from what table or column were called before. An inherited one is the parent's.
select 'column' as _part, a.attrelid as _parent, a.attname as _name, a.attnum as _order,
    case when a.attacl is not null then pg_get_userbyid(c.relowner) end as _owner,
    case when a.attnum > 0 then format_type(a.atttypid, a.atttypmod) end as "type",
    a.attnum > 0 and a.attnotnull as "notNull:flag",
    nn.text as "notNullConstraint", --[since 18]
    nn.comment as "notNullComment:lines", --[since 18]
    -- A default names no column, and without a relation the server opens none.
    case when a.attgenerated = '' then pg_get_expr(e.adbin, 0) end as "default:deparsed",
    case when a.attgenerated <> '' then pg_get_expr(e.adbin, e.adrelid) end as "generated:deparsed",
    case a.attgenerated when 'v' then 'VIRTUAL' end as "generatedKind",
    case a.attidentity when 'a' then 'ALWAYS' when 'd' then 'BY DEFAULT' end as "identity", --[until 16]
    -- Partitions have the identity of their parent.
    case when not c.relispartition then case a.attidentity when 'a' then 'ALWAYS' when 'd' then 'BY DEFAULT' end end as "identity", --[since 17]
    q.options as "sequence:options",
    case when a.attcollation <> t.typcollation then a.attcollation::regcollation end as "collation",
    case when a.attstorage <> t.typstorage and c.relkind <> 'v' then
        case a.attstorage when 'p' then 'PLAIN' when 'e' then 'EXTERNAL' when 'm' then 'MAIN' when 'x' then 'EXTENDED' end end as "storage",
    case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end as "compression", --[since 14]
    case when a.attnum > 0 then nullif(a.attstattarget, -1) end as "statistics:number",
    a.attoptions as "options:options",
    a.attfdwoptions as "serverOptions:secrets/column",
    not a.attislocal and not c.relispartition as "inherited:flag",
    a.attacl as "grants:grants/c",
    array(select l.provider || '=' || l.label from pg_seclabel l where l.objoid = c.oid and l.classoid = 'pg_class'::regclass and l.objsubid = a.attnum) as "securityLabels:options", --[if labels]
    d.description as "comment:lines"
from pg_class c
join pg_attribute a on a.attrelid = c.oid and (a.attnum > 0 or a.attacl is not null) and not a.attisdropped
left join pg_type t on t.oid = a.atttypid
left join pg_attrdef e on e.adrelid = a.attrelid and e.adnum = a.attnum
left join pg_description d on d.objoid = a.attrelid and d.classoid = 'pg_class'::regclass and d.objsubid = a.attnum
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
) nn on nn.conrelid = a.attrelid and nn.attnum = a.attnum --[since 18]
left join (
    select p.refobjid, p.refobjsubid,
        array_remove(array[
            case when s.seqstart <> case when s.seqincrement > 0 then 1 else -1 end then 'start=' || s.seqstart end,
            case when s.seqincrement <> 1 then 'increment=' || s.seqincrement end,
            case when s.seqmin <> case when s.seqincrement > 0 then 1 when s.seqtypid = 21 then -32768 when s.seqtypid = 23 then -2147483648 else -9223372036854775808 end
                then 'minimum=' || s.seqmin end,
            case when s.seqmax <> case when s.seqincrement < 0 then -1 when s.seqtypid = 21 then 32767 when s.seqtypid = 23 then 2147483647 else 9223372036854775807 end
                then 'maximum=' || s.seqmax end,
            case when s.seqcache <> 1 then 'cache=' || s.seqcache end,
            case when s.seqcycle then 'cycle=true' end,
            case when s.seqtypid <> u.atttypid then 'type=' || format_type(s.seqtypid, null) end,
            case when sc.relpersistence <> r.relpersistence then 'persistence=' || case sc.relpersistence when 'u' then 'UNLOGGED' else 'LOGGED' end end, --[since 15]
            case when sc.relname <> r.relname || '_' || u.attname || '_seq' and octet_length(r.relname || '_' || u.attname || '_seq') < 64
                then 'name=' || sc.relname end
        ], null) as options
    from pg_sequence s
    join pg_depend p on p.classid = 'pg_class'::regclass and p.objid = s.seqrelid and p.objsubid = 0
        and p.refclassid = 'pg_class'::regclass and p.deptype = 'i'
    join pg_class sc on sc.oid = s.seqrelid
    join pg_class r on r.oid = p.refobjid
    join pg_attribute u on u.attrelid = p.refobjid and u.attnum = p.refobjsubid
) q on q.refobjid = a.attrelid and q.refobjsubid = a.attnum and a.attidentity <> ''
where c.relkind in ('r', 'p', 'f', 'v', 'm') and c.relpersistence <> 't'
    and c.relnamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
