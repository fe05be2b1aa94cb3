-- Base types, and shell types that wait to be filled in; not the array types that come with every type.
select 'baseType' as _kind, t.oid as _oid, n.nspname as _schema, t.typname as _name,
    pg_get_userbyid(t.typowner) as "owner",
    t.typacl as "grants:grants/T",
    not t.typisdefined as "shell:flag",
    case when t.typisdefined then t.typinput end as "input:routine",
    case when t.typisdefined then t.typoutput end as "output:routine",
    t.typreceive as "receive:routine",
    t.typsend as "send:routine",
    t.typmodin as "modifierInput:routine",
    t.typmodout as "modifierOutput:routine",
    t.typanalyze as "analyze:routine",
    t.typsubscript as "subscript:routine", --[since 14]
    case when t.typisdefined and t.typlen <> -1 then t.typlen end as "length:number",
    t.typisdefined and t.typbyval as "passedByValue:flag",
    case when t.typisdefined then case t.typalign when 'c' then 'char' when 's' then 'int2' when 'd' then 'double' end end as "alignment",
    case when t.typisdefined then case t.typstorage when 'e' then 'external' when 'm' then 'main' when 'x' then 'extended' end end as "storage",
    case when t.typisdefined then nullif(t.typcategory::text, 'U') end as "category",
    t.typisdefined and t.typispreferred as "preferred:flag",
    t.typdefault as "default:lines",
    case when t.typelem <> 0 then format_type(t.typelem, null) end as "element",
    nullif(t.typdelim::text, ',') as "delimiter",
    t.typcollation <> 0 as "collatable:flag",
    array(select l.provider || '=' || l.label from pg_seclabel l where l.objoid = t.oid and l.classoid = 'pg_type'::regclass and l.objsubid = 0) as "securityLabels:options", --[if labels]
    d.description as "comment:lines"
from pg_type t
join pg_namespace n on n.oid = t.typnamespace
left join pg_type e on e.oid = t.typelem and e.typarray = t.oid
left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_type'::regclass and d.objsubid = 0
where (t.typtype = 'b' and e.oid is null or t.typtype = 'p' and not t.typisdefined)
    and t.typnamespace = any ($1::oid[])
    and t.oid <> all ($2::oid[])
