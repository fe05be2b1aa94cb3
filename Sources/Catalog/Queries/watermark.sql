-- Changes with every change of a catalog that the deparsing functions look at. The sum and not the newest: a transaction that is older than
-- the newest change may be the last to commit.
select concat_ws(' ',
    (select count(*) || '/' || sum(xmin::text::bigint) from pg_class),
    (select count(*) || '/' || sum(xmin::text::bigint) from pg_attribute),
    (select count(*) || '/' || sum(xmin::text::bigint) from pg_attrdef),
    (select count(*) || '/' || sum(xmin::text::bigint) from pg_constraint),
    (select count(*) || '/' || sum(xmin::text::bigint) from pg_index),
    (select count(*) || '/' || sum(xmin::text::bigint) from pg_namespace),
    (select count(*) || '/' || sum(xmin::text::bigint) from pg_policy),
    (select count(*) || '/' || sum(xmin::text::bigint) from pg_proc),
    (select count(*) || '/' || sum(xmin::text::bigint) from pg_rewrite),
    (select count(*) || '/' || sum(xmin::text::bigint) from pg_statistic_ext),
    (select count(*) || '/' || sum(xmin::text::bigint) from pg_trigger),
    (select count(*) || '/' || sum(xmin::text::bigint) from pg_type),
    (select count(*) || '/' || sum(xmin::text::bigint) from pg_collation),
    (select count(*) || '/' || sum(xmin::text::bigint) from pg_operator),
    (select count(*) || '/' || sum(xmin::text::bigint) from pg_opclass),
    (select count(*) || '/' || sum(xmin::text::bigint) from pg_enum),
    (select count(*) || '/' || sum(xmin::text::bigint) from pg_ts_dict),
    (select count(*) || '/' || sum(xmin::text::bigint) from pg_ts_config),
    -- Names of roles are looked up past the snapshot too. Not everybody may read pg_authid, and other databases have roles.
    (select count(*) || '/' || sum(hashtextextended(rolname, oid::bigint)) from pg_roles where oid in (
        select s.refobjid from pg_shdepend s
        where s.refclassid = 'pg_authid'::regclass and s.dbid = (select oid from pg_database where datname = current_database())))
) as mark
