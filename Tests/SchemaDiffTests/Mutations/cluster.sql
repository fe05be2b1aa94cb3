-- What belongs to the whole server: run this once, statement by statement, before fixture.sql in any database.
-- teardown.sql takes it away again.

create role tm_fixture_owner;
create role tm_fixture_reader;
create role tm_fixture_writer login connection limit 5 valid until '2040-01-01 00:00:00+00';
create role tm_fixture_admin createdb createrole noinherit;
create role tm_fixture_group;
-- pg_dump prints the roles of a policy in the order of their rows, which a change of one moves: these two never change.
create role tm_fixture_quiet;
create role tm_fixture_still;
create role "tm_fixture_Odd Rôle.50%";

comment on role tm_fixture_reader is 'Reads; writes nothing.';
comment on role "tm_fixture_Odd Rôle.50%" is 'A name that needs quotes everywhere.';

grant tm_fixture_reader to tm_fixture_writer;
grant tm_fixture_group to tm_fixture_admin with admin option;
grant "tm_fixture_Odd Rôle.50%" to tm_fixture_writer;

alter role tm_fixture_reader set statement_timeout = '30s';
alter role tm_fixture_writer set lock_timeout = '5s';
alter role tm_fixture_writer set app.tenant = 'one';

-- A directory inside the data directory, so that the server needs no other.
set allow_in_place_tablespaces = on;
create tablespace tm_fixture_space location '';
