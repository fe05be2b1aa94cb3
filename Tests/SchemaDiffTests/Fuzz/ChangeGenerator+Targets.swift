extension ChangeGenerator {
    /// The kinds that are drawn, those with much to them more often.
    static let kinds = [
        "table", "table", "table", "table", "column", "column", "column", "column", "view",
        "materialized view", "index",
        "constraint", "trigger", "policy", "rule", "function", "function", "procedure", "sequence",
        "enum", "composite", "domain",
        "schema", "role", "publication", "statistics", "event trigger", "server", "wrapper",
        "foreign table", "database", "collation",
        "language", "range",
    ]

    /// What there is to be changed: kind, name, table, detail.
    static let targetsQuery = """
        with relation as (
            select c.*, quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.oid >= 16384 and n.nspname !~ '^pg_'
                and not exists (select from pg_catalog.pg_depend d where d.objid = c.oid and d.deptype = 'e')
        ),
        routine as (
            select p.*, quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')' as name
            from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
            where p.oid >= 16384
                and not exists (select from pg_catalog.pg_depend d where d.objid = p.oid and d.deptype in ('e', 'i'))
        ),
        type as (
            select t.*, quote_ident(n.nspname) || '.' || quote_ident(t.typname) as name
            from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
            where t.oid >= 16384 and n.nspname !~ '^pg_'
                and not exists (select from pg_catalog.pg_depend d where d.objid = t.oid and d.deptype = 'e')
        )
        select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
                when 'f' then 'foreign table' else 'table' end, c.name, '', ''
        from relation c where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
            and not exists (select from pg_catalog.pg_depend d where d.objid = c.oid and d.deptype = 'i' and c.relkind = 'S')
        union all
        select 'column', quote_ident(a.attname), c.name, format_type(a.atttypid, null)
        from pg_catalog.pg_attribute a join relation c on c.oid = a.attrelid
        where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
        union all
        select 'index', c.name, t.name, quote_ident(c.relname)
        from pg_catalog.pg_index i join relation c on c.oid = i.indexrelid join relation t on t.oid = i.indrelid
        union all
        select 'constraint', quote_ident(o.conname), t.name, o.contype::text
        from pg_catalog.pg_constraint o join relation t on t.oid = o.conrelid where o.contype <> 'n'
        union all
        select 'trigger', quote_ident(g.tgname), t.name, t.relkind::text
        from pg_catalog.pg_trigger g join relation t on t.oid = g.tgrelid where not g.tgisinternal
        union all
        select 'policy', quote_ident(p.polname), t.name, p.polcmd::text
        from pg_catalog.pg_policy p join relation t on t.oid = p.polrelid
        union all
        select 'rule', quote_ident(r.rulename), t.name, ''
        from pg_catalog.pg_rewrite r join relation t on t.oid = r.ev_class where r.rulename <> '_RETURN'
        union all
        select case p.prokind when 'p' then 'procedure' else 'function' end, p.name, '', p.prorettype::pg_catalog.regtype::text
        from routine p where p.prokind in ('f', 'p')
        union all
        select case t.typtype when 'e' then 'enum' when 'd' then 'domain' when 'r' then 'range' else 'composite' end, t.name, '',
            format_type(t.typbasetype, null)
        from type t left join pg_catalog.pg_class c on c.oid = t.typrelid
        where t.typtype in ('e', 'd', 'r') or (t.typtype = 'c' and c.relkind = 'c')
        union all
        select 'schema', quote_ident(n.nspname), '', '' from pg_catalog.pg_namespace n where n.oid >= 16384 and n.nspname !~ '^pg_'
        union all
        select 'role', quote_ident(r.rolname), '', '' from pg_catalog.pg_roles r where r.oid >= 16384
        union all
        select 'publication', quote_ident(p.pubname), '', p.puballtables::text from pg_catalog.pg_publication p
        union all
        select 'statistics', quote_ident(n.nspname) || '.' || quote_ident(x.stxname), t.name, ''
        from pg_catalog.pg_statistic_ext x join pg_catalog.pg_namespace n on n.oid = x.stxnamespace
        join relation t on t.oid = x.stxrelid
        union all
        select 'event trigger', quote_ident(e.evtname), '', '' from pg_catalog.pg_event_trigger e
        union all
        select 'server', quote_ident(s.srvname), '', '' from pg_catalog.pg_foreign_server s
        union all
        select 'wrapper', quote_ident(w.fdwname), '', '' from pg_catalog.pg_foreign_data_wrapper w
        union all
        select 'language', quote_ident(l.lanname), '', '' from pg_catalog.pg_language l where l.oid >= 16384
        union all
        select 'collation', quote_ident(n.nspname) || '.' || quote_ident(c.collname), '', ''
        from pg_catalog.pg_collation c join pg_catalog.pg_namespace n on n.oid = c.collnamespace where c.oid >= 16384
        union all
        select 'database', 'database', '', ''
        order by 1, 2, 3
        """
}
