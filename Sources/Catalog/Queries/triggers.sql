-- Triggers, and the copies of them on partitions.
select 'trigger' as _part, g.tgrelid as _parent, g.tgname as _name,
    g.oid as _oid, --[if edges]
    -- What is plain is put together here, which is much cheaper.
    case when g.tgqual is null and g.tgnargs = 0 and g.tgconstraint = 0 and g.tgattr = ''
            and g.tgoldtable is null and g.tgnewtable is null and g.tgtype & 32 = 0
        then 'CREATE TRIGGER ' || quote_ident(g.tgname)
            || case g.tgtype & 66 when 2 then ' BEFORE ' when 64 then ' INSTEAD OF ' else ' AFTER ' end
            || case g.tgtype & 28 when 4 then 'INSERT' when 8 then 'DELETE' when 12 then 'INSERT OR DELETE' when 16 then 'UPDATE'
                when 20 then 'INSERT OR UPDATE' when 24 then 'DELETE OR UPDATE' else 'INSERT OR DELETE OR UPDATE' end
            || ' ON ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname)
            || case g.tgtype & 1 when 1 then ' FOR EACH ROW' else ' FOR EACH STATEMENT' end
            || ' EXECUTE FUNCTION ' || quote_ident(fn.nspname) || '.' || quote_ident(f.proname) || '()'
        else pg_get_triggerdef(g.oid)
    end as "definition:deparsed",
    case g.tgenabled when 'D' then 'DISABLED' when 'R' then 'REPLICA' when 'A' then 'ALWAYS' end as "enabled",
    w.names as "dependsOnExtensions:set",
    d.description as "comment:lines"
from pg_trigger g
join pg_class c on c.oid = g.tgrelid
join pg_namespace n on n.oid = c.relnamespace
join pg_proc f on f.oid = g.tgfoid
join pg_namespace fn on fn.oid = f.pronamespace
left join pg_trigger u on u.oid = nullif(g.tgparentid, 0)
left join (
    select p.objid, array_agg(quote_ident(e.extname)) as names
    from pg_depend p
    join pg_extension e on e.oid = p.refobjid
    where p.refclassid = 'pg_extension'::regclass and p.deptype = 'x' and p.classid = 'pg_trigger'::regclass
    group by p.objid
) w on w.objid = g.oid
left join pg_description d on d.objoid = g.oid and d.classoid = 'pg_trigger'::regclass
where (not g.tgisinternal
        or g.tgparentid <> 0 and g.tgconstraint = 0 --[until 14]
        or g.tgparentid <> 0 and not u.tgisinternal --[since 15]
    )
    and c.relpersistence <> 't'
    and (c.relnamespace = any ($1::oid[])
        or c.relnamespace = any ($3::oid[]) and f.pronamespace = any ($1::oid[]) --[if managed]
    )
    and c.oid <> all ($2::oid[])
