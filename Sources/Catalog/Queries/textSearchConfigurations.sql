-- Text search configurations.
select 'textSearchConfiguration' as _kind, c.oid as _oid, n.nspname as _schema, c.cfgname as _name,
    pg_get_userbyid(c.cfgowner) as "owner",
    quote_ident(pn.nspname) || '.' || quote_ident(p.prsname) as "parser",
    array(
        select v.text
        from (
            select t.alias, string_agg(m.mapdict::regdictionary::text, ', ' order by m.mapseqno) as dictionaries
            from pg_ts_config_map m
            join ts_token_type(c.cfgparser) t on t.tokid = m.maptokentype
            where m.mapcfg = c.oid
            group by t.alias
        ) g
        cross join lateral (values (1, g.alias), (2, g.dictionaries)) v(position, text)
        order by g.alias, v.position
    ) as "mappings:pairs",
    d.description as "comment:lines"
from pg_ts_config c
join pg_namespace n on n.oid = c.cfgnamespace
join pg_ts_parser p on p.oid = c.cfgparser
join pg_namespace pn on pn.oid = p.prsnamespace
left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_ts_config'::regclass and d.objsubid = 0
where c.cfgnamespace = any ($1::oid[])
    and c.oid <> all ($2::oid[])
