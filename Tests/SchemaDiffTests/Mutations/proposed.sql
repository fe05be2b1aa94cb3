-- What pg_dump -s or a reader of the catalogs sees and the catalog's model has no agreed name for.

-- mutation: identity sequence renamed
-- expect: table app.customers › column external_id › sequence.name
alter sequence app.customers_external_id_seq rename to customers_numbers;
-- reverse:
alter sequence app.customers_numbers rename to customers_external_id_seq;

-- mutation: identity sequence UNLOGGED
-- expect: table app.customers › column external_id › sequence.persistence
alter sequence app.customers_external_id_seq set unlogged;
-- reverse:
alter sequence app.customers_external_id_seq set logged;

-- mutation: identity sequence granted
-- expect: table app.customers › column external_id › sequence.grants.tm_fixture_reader
grant usage on sequence app.customers_external_id_seq to tm_fixture_reader;
-- reverse:
revoke usage on sequence app.customers_external_id_seq from tm_fixture_reader;

-- mutation: identity sequence with a comment
-- expect: table app.customers › column external_id › sequence.comment
comment on sequence app.customers_external_id_seq is 'Counts.';
-- reverse:
comment on sequence app.customers_external_id_seq is null;

-- mutation: NOT NULL constraint with a comment
-- since: 18
-- expect: table app.plain › column id › notNullConstraint
comment on constraint plain_id_not_null on app.plain is 'It must be.';
-- reverse:
comment on constraint plain_id_not_null on app.plain is null;

-- mutation: foreign key triggers disabled
-- unseen-by-pg-dump
-- expect: table public.orders › constraint orders_customer_fk › disabled
alter table public.orders disable trigger all;
alter table public.orders enable trigger user;
alter table public.orders enable always trigger "Odd Trigger.50%";
-- reverse:
alter table public.orders enable trigger all;
alter table public.orders enable always trigger "Odd Trigger.50%";

-- mutation: function that depends on an extension
-- expect: function app.granted(text) › dependsOnExtensions
alter function app.granted(text) depends on extension plpgsql;
-- reverse:
alter function app.granted(text) no depends on extension plpgsql;

-- mutation: procedure that depends on an extension
-- expect: procedure app.tidy(integer, bigint) › dependsOnExtensions
alter procedure app.tidy(integer, bigint) depends on extension plpgsql;
-- reverse:
alter procedure app.tidy(integer, bigint) no depends on extension plpgsql;

-- mutation: trigger that depends on an extension
-- expect: table app.customers › trigger customers_touch › dependsOnExtensions
alter trigger customers_touch on app.customers depends on extension plpgsql;
-- reverse:
alter trigger customers_touch on app.customers no depends on extension plpgsql;

-- mutation: index that depends on an extension
-- expect: table public.orders › index orders_open_idx › dependsOnExtensions
alter index public.orders_open_idx depends on extension plpgsql;
-- reverse:
alter index public.orders_open_idx no depends on extension plpgsql;

-- mutation: materialized view that depends on an extension
-- expect: materializedView app.totals › dependsOnExtensions
alter materialized view app.totals depends on extension plpgsql;
-- reverse:
alter materialized view app.totals no depends on extension plpgsql;

-- mutation: database owner
-- unseen-by-pg-dump
-- expect: database database › owner
do $$ begin execute format('alter database %I owner to tm_fixture_owner', current_database()); end $$;
-- reverse:
do $$ begin execute format('alter database %I owner to %I', current_database(), current_user); end $$;

-- mutation: database connection limit
-- unseen-by-pg-dump
-- expect: database database › connectionLimit
do $$ begin execute format('alter database %I connection limit 50', current_database()); end $$;
-- reverse:
do $$ begin execute format('alter database %I connection limit -1', current_database()); end $$;

-- mutation: replica identity of a materialized view
-- expect: materializedView app.totals › replicaIdentity
alter table app.totals replica identity full;
-- reverse:
alter table app.totals replica identity default;

-- mutation: system column's privilege
-- expect: table app.plain › column ctid › grants.tm_fixture_reader
grant select (ctid) on app.plain to tm_fixture_reader;
-- reverse:
revoke select (ctid) on app.plain from tm_fixture_reader;

-- mutation: row type of a table granted
-- unseen-by-pg-dump
-- expect: nothing
grant usage on type app.plain to tm_fixture_reader;
-- reverse:
revoke usage on type app.plain from tm_fixture_reader;

-- mutation: identity sequence type
-- unseen-by-pg-dump
-- expect: table app.customers › column external_id › sequence.type
alter sequence app.customers_external_id_seq as bigint;
-- reverse:
alter sequence app.customers_external_id_seq as integer;

-- mutation: NOT NULL constraint of a domain renamed
-- since: 18
-- expect: domain app.quantity › notNullConstraint
alter domain app.quantity rename constraint quantity_not_null to quantity_must_be;
-- reverse:
alter domain app.quantity rename constraint quantity_must_be to quantity_not_null;

-- mutation: function of the server granted
-- expect: function pg_catalog.pg_read_file(text) › grants.tm_fixture_reader
grant execute on function pg_catalog.pg_read_file(text) to tm_fixture_reader;
-- reverse:
revoke execute on function pg_catalog.pg_read_file(text) from tm_fixture_reader;

-- mutation: function of the server revoked from PUBLIC
-- expect: function pg_catalog.pg_sleep(double precision) › grants.PUBLIC
revoke execute on function pg_catalog.pg_sleep(double precision) from public;
-- reverse:
grant execute on function pg_catalog.pg_sleep(double precision) to public;

-- mutation: table of the server granted
-- expect: table pg_catalog.pg_authid › grants.tm_fixture_reader
grant select on pg_catalog.pg_authid to tm_fixture_reader;
-- reverse:
revoke select on pg_catalog.pg_authid from tm_fixture_reader;

-- mutation: language of an extension revoked from PUBLIC
-- expect: language plpgsql › grants.PUBLIC
revoke usage on language plpgsql from public;
-- reverse:
grant usage on language plpgsql to public;

-- mutation: function of an extension granted
-- when: exists (select from pg_extension where extname = 'hstore')
-- expect: function "ünïcode".akeys("ünïcode".hstore) › grants.tm_fixture_reader
grant execute on function "ünïcode".akeys("ünïcode".hstore) to tm_fixture_reader;
-- reverse:
revoke execute on function "ünïcode".akeys("ünïcode".hstore) from tm_fixture_reader;

-- mutation: parameter granted
-- unseen-by-pg-dump
-- expect: nothing
grant set on parameter work_mem to tm_fixture_reader;
-- reverse:
revoke set on parameter work_mem from tm_fixture_reader;

-- mutation: large object created
-- unseen-by-pg-dump
-- expect: nothing
select lo_create(4711);
-- reverse:
select lo_unlink(4711);
