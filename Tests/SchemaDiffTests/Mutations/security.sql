-- Row security, policies, grants, default privileges, schemas and security labels.

-- mutation: row security enabled
-- expect: table app.plain › rowSecurity
alter table app.plain enable row level security;
-- reverse:
alter table app.plain disable row level security;

-- mutation: row security disabled
-- expect: table app.customers › rowSecurity
alter table app.customers disable row level security;
-- reverse:
alter table app.customers enable row level security;

-- mutation: row security forced
-- expect: table app.customers › forceRowSecurity
alter table app.customers force row level security;
-- reverse:
alter table app.customers no force row level security;

-- mutation: row security no longer forced
-- expect: table public.orders › forceRowSecurity
alter table public.orders no force row level security;
-- reverse:
alter table public.orders force row level security;

-- mutation: row security of a partition only
-- expect: table app.events_2024 › rowSecurity
alter table app.events_2024 enable row level security;
-- reverse:
alter table app.events_2024 disable row level security;

-- mutation: policy created
-- expect: table app.customers › policy "All › Of it"
create policy "All › Of it" on app.customers using (true);
-- reverse:
drop policy "All › Of it" on app.customers;

-- mutation: policy dropped
-- expect: table public.orders › policy "Odd Policy.50%"
drop policy "Odd Policy.50%" on public.orders;
-- reverse:
create policy "Odd Policy.50%" on public.orders using (state <> 'it''s 100%') with check (amount > 0);

-- mutation: policy renamed
-- expect: table public.order_lines › policy lines_all
-- expect: table public.order_lines › policy lines_some
alter policy lines_all on public.order_lines rename to lines_some;
-- reverse:
alter policy lines_some on public.order_lines rename to lines_all;

-- mutation: policy command
-- expect: table public.order_lines › policy lines_all › command
drop policy lines_all on public.order_lines;
create policy lines_all on public.order_lines for update to "tm_fixture_Odd Rôle.50%" using (true);
-- reverse:
drop policy lines_all on public.order_lines;
create policy lines_all on public.order_lines to "tm_fixture_Odd Rôle.50%" using (true);

-- mutation: policy RESTRICTIVE
-- expect: table public.order_lines › policy lines_all › restrictive
drop policy lines_all on public.order_lines;
create policy lines_all on public.order_lines as restrictive to "tm_fixture_Odd Rôle.50%" using (true);
-- reverse:
drop policy lines_all on public.order_lines;
create policy lines_all on public.order_lines to "tm_fixture_Odd Rôle.50%" using (true);

-- mutation: policy PERMISSIVE
-- expect: table app.customers › policy customers_write › restrictive
drop policy customers_write on app.customers;
create policy customers_write on app.customers for insert with check (name <> '');
-- reverse:
drop policy customers_write on app.customers;
create policy customers_write on app.customers as restrictive for insert with check (name <> '');

-- mutation: policy for one role fewer
-- expect: table app.customers › policy customers_read › roles
-- expect: role tm_fixture_quiet
alter policy customers_read on app.customers to tm_fixture_still;
-- reverse:
alter policy customers_read on app.customers to tm_fixture_quiet, tm_fixture_still;

-- mutation: policy for PUBLIC
-- expect: table public.order_lines › policy lines_all › roles
alter policy lines_all on public.order_lines to public;
-- reverse:
alter policy lines_all on public.order_lines to "tm_fixture_Odd Rôle.50%";

-- mutation: policy USING
-- expect: table app.customers › policy customers_read › using
alter policy customers_read on app.customers using (balance >= -1 or current_user = 'tm_fixture_reader');
-- reverse:
alter policy customers_read on app.customers using (balance >= 0);

-- mutation: policy USING with a sub-select
-- expect: table app.customers › policy customers_read › using
alter policy customers_read on app.customers using (
    exists (select from public.orders o where o.customer_id = customers.id));
-- reverse:
alter policy customers_read on app.customers using (balance >= 0);

-- mutation: policy WITH CHECK
-- expect: table app.customers › policy customers_write › check
alter policy customers_write on app.customers with check (name <> 'nobody');
-- reverse:
alter policy customers_write on app.customers with check (name <> '');

-- mutation: policy WITH CHECK added
-- expect: table public.order_lines › policy lines_all › check
alter policy lines_all on public.order_lines with check (price > 0);
-- reverse:
drop policy lines_all on public.order_lines;
create policy lines_all on public.order_lines to "tm_fixture_Odd Rôle.50%" using (true);

-- mutation: policy comment
-- expect: table app.customers › policy customers_read › comment
comment on policy customers_read on app.customers is null;
-- reverse:
comment on policy customers_read on app.customers is 'Not those in debt.';

-- mutation: table granted that had the default
-- expect: table app.plain › grants.tm_fixture_reader
grant select on app.plain to tm_fixture_reader;
-- reverse:
revoke select on app.plain from tm_fixture_reader;

-- mutation: table granted to one more
-- expect: table app.customers › grants."tm_fixture_Odd Rôle.50%"
grant select, delete on app.customers to "tm_fixture_Odd Rôle.50%";
-- reverse:
revoke select, delete on app.customers from "tm_fixture_Odd Rôle.50%";

-- mutation: table granted to PUBLIC
-- expect: table app.customers › grants.PUBLIC
grant select on app.customers to public;
-- reverse:
revoke select on app.customers from public;

-- mutation: table granted one more privilege
-- expect: table app.customers › grants.tm_fixture_reader
grant truncate, trigger on app.customers to tm_fixture_reader;
-- reverse:
revoke truncate, trigger on app.customers from tm_fixture_reader;

-- mutation: table granted everything
-- expect: table app.customers › grants.tm_fixture_reader
grant all on app.customers to tm_fixture_reader;
-- reverse:
revoke insert, update, delete, truncate, references, trigger on app.customers from tm_fixture_reader;
do $$
begin
    if current_setting('server_version_num')::integer >= 170000 then
        revoke maintain on app.customers from tm_fixture_reader;
    end if;
end
$$;

-- mutation: table MAINTAIN
-- since: 17
-- expect: table app.customers › grants.tm_fixture_reader
grant maintain on app.customers to tm_fixture_reader;
-- reverse:
revoke maintain on app.customers from tm_fixture_reader;

-- mutation: table revoked
-- expect: table public.orders › grants.tm_fixture_reader
revoke select on public.orders from tm_fixture_reader;
-- reverse:
grant select on public.orders to tm_fixture_reader with grant option;

-- mutation: table revoked from its owner
-- expect: table public.orders › grants.tm_fixture_owner
revoke delete on public.orders from tm_fixture_owner;
-- reverse:
grant delete on public.orders to tm_fixture_owner;

-- mutation: table granted WITH GRANT OPTION
-- expect: table app.customers › grants.tm_fixture_reader
grant select on app.customers to tm_fixture_reader with grant option;
-- reverse:
revoke grant option for select on app.customers from tm_fixture_reader;

-- mutation: table grant option revoked
-- expect: table app.customers › grants.tm_fixture_writer
revoke grant option for insert on app.customers from tm_fixture_writer;
-- reverse:
grant insert on app.customers to tm_fixture_writer with grant option;

-- mutation: table granted by another role
-- expect: table app.customers › grants.tm_fixture_group
set role tm_fixture_writer;
grant select on app.customers to tm_fixture_group;
reset role;
-- reverse:
set role tm_fixture_writer;
revoke select on app.customers from tm_fixture_group;
reset role;

-- mutation: grant made and taken back
-- expect: nothing
grant insert on app.log to tm_fixture_reader;
revoke insert on app.log from tm_fixture_reader;
-- reverse:
revoke all on app.log from tm_fixture_reader;

-- mutation: column granted
-- expect: table app.customers › column balance › grants.tm_fixture_reader
grant update (balance) on app.customers to tm_fixture_reader;
-- reverse:
revoke update (balance) on app.customers from tm_fixture_reader;

-- mutation: column granted one more privilege
-- expect: table app.customers › column name › grants.tm_fixture_writer
grant references (name) on app.customers to tm_fixture_writer;
-- reverse:
revoke references (name) on app.customers from tm_fixture_writer;

-- mutation: column granted WITH GRANT OPTION
-- expect: table app.customers › column note › grants.tm_fixture_writer
grant update (note) on app.customers to tm_fixture_writer with grant option;
-- reverse:
revoke grant option for update (note) on app.customers from tm_fixture_writer;

-- mutation: column revoked
-- expect: table "Odd Schema.50%"."Odd Table.50%" › column "ünïcode" › grants."tm_fixture_Odd Rôle.50%"
revoke insert ("ünïcode") on "Odd Schema.50%"."Odd Table.50%" from "tm_fixture_Odd Rôle.50%";
-- reverse:
grant insert ("ünïcode") on "Odd Schema.50%"."Odd Table.50%" to "tm_fixture_Odd Rôle.50%";

-- mutation: view granted
-- expect: view public.open_orders › grants.tm_fixture_writer
grant select, insert on public.open_orders to tm_fixture_writer;
-- reverse:
revoke select, insert on public.open_orders from tm_fixture_writer;

-- mutation: view column granted
-- expect: view public.open_orders › column amount › grants.tm_fixture_writer
grant select (amount) on public.open_orders to tm_fixture_writer;
-- reverse:
revoke select (amount) on public.open_orders from tm_fixture_writer;

-- mutation: materialized view revoked
-- expect: materializedView app.totals › grants.tm_fixture_reader
revoke select on app.totals from tm_fixture_reader;
-- reverse:
grant select on app.totals to tm_fixture_reader;

-- mutation: partition granted
-- expect: table app.events_2024 › grants.tm_fixture_reader
grant select on app.events_2024 to tm_fixture_reader;
-- reverse:
revoke select on app.events_2024 from tm_fixture_reader;

-- mutation: foreign table granted
-- expect: foreignTable app.stock › grants.tm_fixture_reader
grant select on app.stock to tm_fixture_reader;
-- reverse:
revoke select on app.stock from tm_fixture_reader;

-- mutation: sequence granted
-- expect: sequence public.order_number › grants.tm_fixture_reader
grant select, update on sequence public.order_number to tm_fixture_reader;
-- reverse:
revoke select, update on sequence public.order_number from tm_fixture_reader;

-- mutation: sequence revoked
-- expect: sequence public.order_number › grants.tm_fixture_writer
revoke usage on sequence public.order_number from tm_fixture_writer;
-- reverse:
grant usage on sequence public.order_number to tm_fixture_writer;

-- mutation: serial sequence revoked
-- expect: sequence public.orders_id_seq › grants.tm_fixture_reader
revoke select on sequence public.orders_id_seq from tm_fixture_reader;
-- reverse:
grant select on sequence public.orders_id_seq to tm_fixture_reader;

-- mutation: function revoked from PUBLIC
-- expect: function app.add(integer, integer) › grants.PUBLIC
revoke execute on function app.add(integer, integer) from public;
-- reverse:
grant execute on function app.add(integer, integer) to public;

-- mutation: function granted to PUBLIC
-- expect: function app.granted(text) › grants.PUBLIC
grant execute on function app.granted(text) to public;
-- reverse:
revoke execute on function app.granted(text) from public;

-- mutation: function granted to one more
-- expect: function app.granted(text) › grants.tm_fixture_writer
grant execute on function app.granted(text) to tm_fixture_writer with grant option;
-- reverse:
revoke execute on function app.granted(text) from tm_fixture_writer;

-- mutation: procedure revoked
-- expect: procedure app.tidy(integer, bigint) › grants.tm_fixture_writer
revoke execute on procedure app.tidy(integer, bigint) from tm_fixture_writer;
-- reverse:
grant execute on procedure app.tidy(integer, bigint) to tm_fixture_writer;

-- mutation: schema granted
-- expect: schema app › grants.tm_fixture_reader
grant create on schema app to tm_fixture_reader;
-- reverse:
revoke create on schema app from tm_fixture_reader;

-- mutation: schema grant option revoked
-- expect: schema "Odd Schema.50%" › grants."tm_fixture_Odd Rôle.50%"
revoke grant option for usage on schema "Odd Schema.50%" from "tm_fixture_Odd Rôle.50%";
-- reverse:
grant usage on schema "Odd Schema.50%" to "tm_fixture_Odd Rôle.50%" with grant option;

-- mutation: schema public granted as it was before 15
-- expect: schema public › grants.PUBLIC
grant create on schema public to public;
-- reverse:
revoke create on schema public from public;

-- mutation: enum revoked from PUBLIC
-- expect: enum app.mood › grants.PUBLIC
revoke usage on type app.mood from public;
-- reverse:
grant usage on type app.mood to public;

-- mutation: composite granted
-- expect: composite app.address › grants.tm_fixture_reader
grant usage on type app.address to tm_fixture_reader;
-- reverse:
revoke usage on type app.address from tm_fixture_reader;

-- mutation: domain revoked
-- expect: domain app.email › grants.tm_fixture_reader
revoke usage on domain app.email from tm_fixture_reader;
-- reverse:
grant usage on domain app.email to tm_fixture_reader;

-- mutation: range granted
-- expect: range app.price_range › grants.tm_fixture_reader
grant usage on type app.price_range to tm_fixture_reader;
-- reverse:
revoke usage on type app.price_range from tm_fixture_reader;

-- mutation: base type grant option revoked
-- expect: baseType app.label › grants.tm_fixture_reader
revoke grant option for usage on type app.label from tm_fixture_reader;
-- reverse:
grant usage on type app.label to tm_fixture_reader with grant option;

-- mutation: language revoked from PUBLIC
-- expect: language tm_script › grants.PUBLIC
revoke usage on language tm_script from public;
-- reverse:
grant usage on language tm_script to public;

-- mutation: foreign data wrapper granted
-- expect: foreignDataWrapper tm_remote › grants.tm_fixture_reader
grant usage on foreign data wrapper tm_remote to tm_fixture_reader;
-- reverse:
revoke usage on foreign data wrapper tm_remote from tm_fixture_reader;

-- mutation: server revoked
-- expect: server warehouse › grants.tm_fixture_reader
revoke usage on foreign server warehouse from tm_fixture_reader;
-- reverse:
grant usage on foreign server warehouse to tm_fixture_reader;

-- mutation: default privileges created
-- expect: defaultPrivileges tm_fixture_owner ON TYPES
alter default privileges for role tm_fixture_owner revoke usage on types from public;
-- reverse:
alter default privileges for role tm_fixture_owner grant usage on types to public;

-- mutation: default privileges of a schema created
-- expect: defaultPrivileges "tm_fixture_Odd Rôle.50%" IN SCHEMA "Odd Schema.50%" ON FUNCTIONS
alter default privileges for role "tm_fixture_Odd Rôle.50%" in schema "Odd Schema.50%"
    grant execute on functions to tm_fixture_reader;
-- reverse:
alter default privileges for role "tm_fixture_Odd Rôle.50%" in schema "Odd Schema.50%"
    revoke execute on functions from tm_fixture_reader;

-- mutation: default privileges for schemas
-- expect: defaultPrivileges tm_fixture_owner ON SCHEMAS
alter default privileges for role tm_fixture_owner grant usage on schemas to tm_fixture_reader;
-- reverse:
alter default privileges for role tm_fixture_owner revoke usage on schemas from tm_fixture_reader;

-- mutation: default privileges for large objects
-- since: 18
-- expect: defaultPrivileges tm_fixture_owner ON LARGE OBJECTS
alter default privileges for role tm_fixture_owner grant select on large objects to tm_fixture_reader;
-- reverse:
alter default privileges for role tm_fixture_owner revoke select on large objects from tm_fixture_reader;

-- mutation: default privileges dropped
-- expect: defaultPrivileges tm_fixture_owner ON FUNCTIONS
alter default privileges for role tm_fixture_owner grant execute on functions to public;
-- reverse:
alter default privileges for role tm_fixture_owner revoke execute on functions from public;

-- mutation: default privileges one more privilege
-- expect: defaultPrivileges tm_fixture_owner IN SCHEMA app ON TABLES › grants.tm_fixture_reader
alter default privileges for role tm_fixture_owner in schema app grant insert on tables to tm_fixture_reader;
-- reverse:
alter default privileges for role tm_fixture_owner in schema app revoke insert on tables from tm_fixture_reader;

-- mutation: default privileges one more role
-- expect: defaultPrivileges tm_fixture_owner ON SEQUENCES › grants.tm_fixture_reader
alter default privileges for role tm_fixture_owner grant select on sequences to tm_fixture_reader;
-- reverse:
alter default privileges for role tm_fixture_owner revoke select on sequences from tm_fixture_reader;

-- mutation: default privileges WITH GRANT OPTION
-- expect: defaultPrivileges tm_fixture_owner IN SCHEMA app ON TABLES › grants.tm_fixture_reader
alter default privileges for role tm_fixture_owner in schema app
    grant select on tables to tm_fixture_reader with grant option;
-- reverse:
alter default privileges for role tm_fixture_owner in schema app
    revoke grant option for select on tables from tm_fixture_reader;

-- mutation: default privileges of the owner
-- expect: defaultPrivileges tm_fixture_owner ON SEQUENCES › grants.tm_fixture_owner
alter default privileges for role tm_fixture_owner revoke usage on sequences from tm_fixture_owner;
-- reverse:
alter default privileges for role tm_fixture_owner grant usage on sequences to tm_fixture_owner;

-- mutation: schema created
-- expect: schema fresh
create schema fresh;
-- reverse:
drop schema fresh;

-- mutation: schema owner
-- expect: schema "ünïcode" › owner
alter schema "ünïcode" owner to tm_fixture_owner;
-- reverse:
alter schema "ünïcode" owner to current_user;

-- mutation: schema comment
-- expect: schema "ünïcode" › comment
comment on schema "ünïcode" is 'Größe';
-- reverse:
comment on schema "ünïcode" is 'Größe, naïveté, 数';

-- mutation: schema public without its comment
-- expect: schema public › comment
comment on schema public is null;
-- reverse:
comment on schema public is 'standard public schema';

-- mutation: security label set
-- expect: table app.plain › securityLabels.tidemark
insert into pg_seclabel (objoid, classoid, objsubid, provider, label)
values ('app.plain'::regclass, 'pg_class'::regclass, 0, 'tidemark', 'it''s 100%');
-- reverse:
delete from pg_seclabel where objoid = 'app.plain'::regclass;

-- mutation: security label changed
-- expect: table app.customers › securityLabels.tidemark
update pg_seclabel set label = 'public' where objoid = 'app.customers'::regclass and objsubid = 0;
-- reverse:
update pg_seclabel set label = 'internal' where objoid = 'app.customers'::regclass and objsubid = 0;

-- mutation: security label of another provider
-- expect: table app.customers › securityLabels.other
insert into pg_seclabel (objoid, classoid, objsubid, provider, label)
values ('app.customers'::regclass, 'pg_class'::regclass, 0, 'other', 'x');
-- reverse:
delete from pg_seclabel where objoid = 'app.customers'::regclass and provider = 'other';

-- mutation: security label of a column
-- expect: table app.customers › column note › securityLabels.tidemark
update pg_seclabel set label = 'public' where objoid = 'app.customers'::regclass and objsubid = 5;
-- reverse:
update pg_seclabel set label = 'secret' where objoid = 'app.customers'::regclass and objsubid = 5;

-- mutation: security label of a function
-- expect: function app.add(integer, integer) › securityLabels.tidemark
update pg_seclabel set label = 'secret' where objoid = 'app.add(integer, integer)'::regprocedure;
-- reverse:
update pg_seclabel set label = 'public' where objoid = 'app.add(integer, integer)'::regprocedure;

-- mutation: security label of a schema
-- expect: schema app › securityLabels.tidemark
insert into pg_seclabel (objoid, classoid, objsubid, provider, label)
values ('app'::regnamespace, 'pg_namespace'::regclass, 0, 'tidemark', 'x');
-- reverse:
delete from pg_seclabel where classoid = 'pg_namespace'::regclass;

-- mutation: security label of a type
-- expect: domain app.email › securityLabels.tidemark
insert into pg_seclabel (objoid, classoid, objsubid, provider, label)
values ('app.email'::regtype, 'pg_type'::regclass, 0, 'tidemark', 'x');
-- reverse:
delete from pg_seclabel where classoid = 'pg_type'::regclass;

-- mutation: system column's privilege
-- expect: table app.plain › column ctid
grant select (ctid) on app.plain to tm_fixture_reader;
-- reverse:
revoke select (ctid) on app.plain from tm_fixture_reader;

-- mutation: row type of a table granted
-- unseen-by-pg-dump
-- expect: nothing
-- census: row, array and multirange types
grant usage on type app.plain to tm_fixture_reader;
-- reverse:
revoke usage on type app.plain from tm_fixture_reader;

-- mutation: function of the server granted
-- expect: function pg_catalog.pg_read_file(text) › granted.tm_fixture_reader
grant execute on function pg_catalog.pg_read_file(text) to tm_fixture_reader;
-- reverse:
revoke execute on function pg_catalog.pg_read_file(text) from tm_fixture_reader;

-- mutation: function of the server revoked from PUBLIC
-- expect: function pg_catalog.pg_sleep(double precision) › revoked.PUBLIC
revoke execute on function pg_catalog.pg_sleep(double precision) from public;
-- reverse:
grant execute on function pg_catalog.pg_sleep(double precision) to public;

-- mutation: table of the server granted
-- expect: table pg_catalog.pg_authid › granted.tm_fixture_reader
grant select on pg_catalog.pg_authid to tm_fixture_reader;
-- reverse:
revoke select on pg_catalog.pg_authid from tm_fixture_reader;

-- mutation: language of an extension revoked from PUBLIC
-- expect: language plpgsql › revoked.PUBLIC
revoke usage on language plpgsql from public;
-- reverse:
grant usage on language plpgsql to public;

-- mutation: function of an extension granted
-- when: exists (select from pg_extension where extname = 'hstore')
-- expect: function "ünïcode".akeys("ünïcode".hstore) › granted.tm_fixture_reader
grant execute on function "ünïcode".akeys("ünïcode".hstore) to tm_fixture_reader;
-- reverse:
revoke execute on function "ünïcode".akeys("ünïcode".hstore) from tm_fixture_reader;

-- mutation: column of a table of the server granted
-- expect: table pg_catalog.pg_authid › granted.tm_fixture_reader
grant select (rolname, rolpassword) on pg_catalog.pg_authid to tm_fixture_reader with grant option;
-- reverse:
revoke select (rolname, rolpassword) on pg_catalog.pg_authid from tm_fixture_reader;

-- mutation: schema of the server granted
-- expect: schema pg_catalog › granted.tm_fixture_reader
grant create on schema pg_catalog to tm_fixture_reader;
-- reverse:
revoke create on schema pg_catalog from tm_fixture_reader;

-- mutation: view of the server revoked from PUBLIC
-- expect: view pg_catalog.pg_stats › revoked.PUBLIC
revoke select on pg_catalog.pg_stats from public;
-- reverse:
grant select on pg_catalog.pg_stats to public;

-- mutation: type of the server revoked from PUBLIC
-- expect: baseType pg_catalog.int4 › revoked.PUBLIC
revoke usage on type pg_catalog.int4 from public;
-- reverse:
grant usage on type pg_catalog.int4 to public;

-- mutation: aggregate of the server granted
-- expect: aggregate pg_catalog.max(integer) › granted.tm_fixture_reader
grant execute on function pg_catalog.max(integer) to tm_fixture_reader with grant option;
-- reverse:
revoke execute on function pg_catalog.max(integer) from tm_fixture_reader;

-- mutation: language of the server revoked from PUBLIC
-- unseen-by-pg-dump
-- expect: language sql › revoked.PUBLIC
revoke usage on language sql from public;
-- reverse:
grant usage on language sql to public;
