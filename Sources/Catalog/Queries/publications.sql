-- Publications.
select 'publication' as _kind, p.oid as _oid, quote_ident(p.pubname) as _identity,
    pg_get_userbyid(p.pubowner) as "owner",
    p.puballtables as "allTables:flag",
    case when not (p.pubinsert and p.pubupdate and p.pubdelete and p.pubtruncate) then
        array_remove(array[case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end,
            case when p.pubdelete then 'delete' end, case when p.pubtruncate then 'truncate' end,
            -- None of them is spelled as CREATE PUBLICATION has it.
            case when not (p.pubinsert or p.pubupdate or p.pubdelete or p.pubtruncate) then '' end], null) end as "operations:list",
    p.pubviaroot as "viaRoot:flag",
    case p.pubgencols when 's' then 'STORED' end as "generatedColumns", --[since 18]
    array(
        select v.text
        from (
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
                concat_ws(' ', '(' || (select string_agg(quote_ident(a.attname), ', ' order by a.attname collate "C") from pg_attribute a where a.attrelid = c.oid and a.attnum = any (r.prattrs)) || ')', --[since 15]
                    'WHERE ' || pg_get_expr(r.prqual, c.oid)) as text --[since 15]
                '' as text --[until 14]
            from pg_publication_rel r
            join pg_class c on c.oid = r.prrelid
            join pg_namespace n on n.oid = c.relnamespace
            where r.prpubid = p.oid
        ) t
        cross join lateral (values (1, t.name), (2, t.text)) v(position, text)
        order by t.name, v.position
    ) as "tables:pairs/deparsed",
    array(select n.nspname from pg_publication_namespace s join pg_namespace n on n.oid = s.pnnspid where s.pnpubid = p.oid) as "schemas:set", --[since 15]
    array(select l.provider || '=' || l.label from pg_seclabel l where l.objoid = p.oid and l.classoid = 'pg_publication'::regclass and l.objsubid = 0) as "securityLabels:options", --[if labels]
    d.description as "comment:lines"
from pg_publication p
left join pg_description d on d.objoid = p.oid and d.classoid = 'pg_publication'::regclass and d.objsubid = 0
where p.oid <> all ($2::oid[])
    and p.pubname not like all ($5::text[])
    and pg_get_userbyid(p.pubowner) not like all ($4::text[])
