-- Changes with every change of a catalog that the deparsing functions look at.
select concat_ws(' ',
    (select count(*) || '/' || max(xmin::text::bigint) from pg_class),
    (select count(*) || '/' || max(xmin::text::bigint) from pg_attribute),
    (select count(*) || '/' || max(xmin::text::bigint) from pg_attrdef),
    (select count(*) || '/' || max(xmin::text::bigint) from pg_constraint),
    (select count(*) || '/' || max(xmin::text::bigint) from pg_index),
    (select count(*) || '/' || max(xmin::text::bigint) from pg_namespace),
    (select count(*) || '/' || max(xmin::text::bigint) from pg_policy),
    (select count(*) || '/' || max(xmin::text::bigint) from pg_proc),
    (select count(*) || '/' || max(xmin::text::bigint) from pg_rewrite),
    (select count(*) || '/' || max(xmin::text::bigint) from pg_statistic_ext),
    (select count(*) || '/' || max(xmin::text::bigint) from pg_trigger),
    (select count(*) || '/' || max(xmin::text::bigint) from pg_type),
    (select count(*) || '/' || max(xmin::text::bigint) from pg_collation),
    (select count(*) || '/' || max(xmin::text::bigint) from pg_operator),
    (select count(*) || '/' || max(xmin::text::bigint) from pg_opclass),
    (select count(*) || '/' || max(xmin::text::bigint) from pg_enum)
) as mark
