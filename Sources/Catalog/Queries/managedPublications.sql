-- Publications of the platform with the tables that the project has added to them; that, and nothing else.
select 'publication' as _kind, p.oid as _oid, quote_ident(p.pubname) as _identity,
    true as "managed:flag",
    array(
        select v.text
        from pg_publication_rel r
        join pg_class c on c.oid = r.prrelid
        join pg_namespace n on n.oid = c.relnamespace
        cross join lateral (values
            (1, quote_ident(n.nspname) || '.' || quote_ident(c.relname)),
            (2, concat_ws(' ', '(' || (select string_agg(quote_ident(a.attname), ', ' order by a.attname collate "C") from pg_attribute a where a.attrelid = c.oid and a.attnum = any (r.prattrs)) || ')', --[since 15]
                'WHERE ' || pg_get_expr(r.prqual, c.oid))) --[since 15]
            (2, '') --[until 14]
        ) v(position, text)
        where r.prpubid = p.oid and c.relnamespace = any ($1::oid[])
        order by n.nspname, c.relname, v.position
    ) as "tables:pairs/deparsed"
from pg_publication p
where p.pubname like any ($5::text[])
    and exists (
        select from pg_publication_rel r
        join pg_class c on c.oid = r.prrelid
        where r.prpubid = p.oid and c.relnamespace = any ($1::oid[]))
