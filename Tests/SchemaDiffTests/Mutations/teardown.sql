-- Run this in the fixture's database before that is dropped, statement by statement: it takes away what would
-- keep the database from being dropped, and then what cluster.sql made.

alter subscription tm_orders_in disable;
alter subscription tm_orders_in set (slot_name = none);
drop subscription tm_orders_in;
drop subscription tm_spare_in;
alter subscription "tm Odd.In%" disable;
alter subscription "tm Odd.In%" set (slot_name = none);
drop subscription "tm Odd.In%";

drop event trigger if exists tm_note_ddl, "tm Odd.Note%";
drop table if exists app.spaced, app.spaced_later cascade;
drop materialized view if exists app.spaced_totals cascade;
drop index if exists app.spaced_idx;

-- DROP OWNED looks for default privileges of a schema that it has just dropped.
alter default privileges for role tm_fixture_owner in schema app revoke select on tables from tm_fixture_reader;
alter default privileges for role tm_fixture_owner grant execute on functions to public;
alter default privileges for role tm_fixture_owner revoke usage on sequences from tm_fixture_writer;

drop owned by tm_fixture_owner, tm_fixture_reader, tm_fixture_writer, tm_fixture_admin, tm_fixture_group,
    tm_fixture_quiet, tm_fixture_still, "tm_fixture_Odd Rôle.50%" cascade;
drop role tm_fixture_owner, tm_fixture_reader, tm_fixture_writer, tm_fixture_admin, tm_fixture_group,
    tm_fixture_quiet, tm_fixture_still, "tm_fixture_Odd Rôle.50%";
drop tablespace tm_fixture_space;
