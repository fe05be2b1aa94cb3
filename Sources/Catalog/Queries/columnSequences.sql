-- What the sequences of identity columns have beyond their defaults.
-- Each catalog is asked by its index, in the order written: sequences are few beside all that these catalogs have.
select 'column' as _part, q.refobjid as _parent, q.refobjsubid as _order,
    q.options as "sequence:options"
from (
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
    from (
        select s.*, p.refobjid, p.refobjsubid
        from pg_sequence s
        join pg_depend p on p.classid = 'pg_class'::regclass and p.objid = s.seqrelid
            and p.refclassid = 'pg_class'::regclass and p.refobjsubid > 0 and p.deptype = 'i'
    ) s
    cross join lateral (select s.refobjid, s.refobjsubid) p
    cross join lateral (select relname, relpersistence from pg_class c where c.oid = s.seqrelid offset 0) sc
    cross join lateral (select relname, relpersistence from pg_class c where c.oid = s.refobjid and c.relnamespace = any ($1::oid[]) offset 0) r
    cross join lateral (
        select attname, atttypid from pg_attribute a where a.attrelid = s.refobjid and a.attnum = s.refobjsubid::int2 and a.attidentity <> '' offset 0
    ) u
) q
where q.options <> '{}' and q.refobjid <> all ($2::oid[])
