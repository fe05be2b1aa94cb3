-- Views, materialized views and rules.

-- mutation: view created
-- expect: view app.fresh
create view app.fresh as select 1 as one;
-- reverse:
drop view app.fresh;

-- mutation: view dropped
-- expect: view "Odd Schema.50%"."Odd View.50%"
drop view "Odd Schema.50%"."Odd View.50%";
-- reverse:
create view "Odd Schema.50%"."Odd View.50%" with (security_invoker = true) as
    select "Odd ""Key""" as "Odd Key", "a.b" from "Odd Schema.50%"."Odd Table.50%";

-- mutation: view body
-- expect: view app.cheap_orders › definition
create or replace view app.cheap_orders with (check_option = local) as
    select id, state, amount from public.orders where amount < 20;
-- reverse:
create or replace view app.cheap_orders with (check_option = local) as
    select id, state, amount from public.orders where amount < 10;

-- mutation: view over a view: body
-- expect: view app.summary › definition
create or replace view app.summary as
    select state, count(*) as orders, sum(orders.amount) as amount
    from public.open_orders join public.orders using (id)
    group by state;
-- reverse:
create or replace view app.summary as
    select state, count(*) as orders, sum(amount) as amount from public.open_orders join public.orders using (id, amount)
    group by state;

-- mutation: view with one more column
-- expect: view app.all_notes › definition
-- expect: view app.all_notes › column extra
create or replace view app.all_notes as
    select id, note, 1 as extra from app.customers union all select id, note, 2 from public.orders;
-- reverse:
drop view app.all_notes;
create view app.all_notes as select id, note from app.customers union all select id, note from public.orders;
alter view app.all_notes owner to tm_fixture_owner;
create rule notes_insert as on insert to app.all_notes do instead
    insert into app.log (line) values (new.note) returning id::bigint, line;

-- mutation: view column type
-- expect: view app.all_notes › definition
-- expect: view app.all_notes › column id › type
-- expect: view app.all_notes › rule notes_insert › definition
drop view app.all_notes;
create view app.all_notes as select id, note::text from public.orders;
alter view app.all_notes owner to tm_fixture_owner;
create rule notes_insert as on insert to app.all_notes do instead
    insert into app.log (line) values (new.note) returning id, line;
-- reverse:
drop view app.all_notes;
create view app.all_notes as select id, note from app.customers union all select id, note from public.orders;
alter view app.all_notes owner to tm_fixture_owner;
create rule notes_insert as on insert to app.all_notes do instead
    insert into app.log (line) values (new.note) returning id::bigint, line;

-- mutation: view column renamed
-- expect: view app.cheap_orders › definition
-- expect: view app.cheap_orders › column amount
-- expect: view app.cheap_orders › column cost
alter view app.cheap_orders rename column amount to cost;
-- reverse:
alter view app.cheap_orders rename column cost to amount;

-- mutation: view that follows the new name of a column
-- expect: table app.stays › column guest
-- expect: table app.stays › column visitor
-- expect: view app.guests › definition
alter table app.stays rename column guest to visitor;
-- reverse:
alter table app.stays rename column visitor to guest;

-- mutation: view security_invoker set
-- expect: view app.cheap_orders › options.security_invoker
alter view app.cheap_orders set (security_invoker = on);
-- reverse:
alter view app.cheap_orders reset (security_invoker);

-- mutation: view security_invoker reset
-- expect: view "Odd Schema.50%"."Odd View.50%" › options.security_invoker
alter view "Odd Schema.50%"."Odd View.50%" reset (security_invoker);
-- reverse:
alter view "Odd Schema.50%"."Odd View.50%" set (security_invoker = true);

-- mutation: view security_barrier
-- expect: view public.open_orders › options.security_barrier
alter view public.open_orders reset (security_barrier);
-- reverse:
alter view public.open_orders set (security_barrier = true);

-- mutation: view WITH CASCADED CHECK OPTION
-- expect: view app.cheap_orders › options.check_option
create or replace view app.cheap_orders as select id, state, amount from public.orders where amount < 10
    with cascaded check option;
-- reverse:
create or replace view app.cheap_orders as select id, state, amount from public.orders where amount < 10
    with local check option;

-- mutation: view WITH CHECK OPTION taken away
-- expect: view app.cheap_orders › options.check_option
alter view app.cheap_orders reset (check_option);
-- reverse:
alter view app.cheap_orders set (check_option = local);

-- mutation: view column default set
-- expect: view app.cheap_orders › column id › default
alter view app.cheap_orders alter column id set default nextval('public.order_number');
-- reverse:
alter view app.cheap_orders alter column id drop default;

-- mutation: view column default dropped
-- expect: view app.cheap_orders › column state › default
alter view app.cheap_orders alter column state drop default;
-- reverse:
alter view app.cheap_orders alter column state set default 'open';

-- mutation: view column comment
-- expect: view public.open_orders › column customer › comment
comment on column public.open_orders.customer is 'By its name.';
-- reverse:
comment on column public.open_orders.customer is 'By name.';

-- mutation: view comment
-- expect: view public.open_orders › comment
comment on view public.open_orders is null;
-- reverse:
comment on view public.open_orders is 'What is still to do.';

-- mutation: view owner
-- expect: view app.all_notes › owner
alter view app.all_notes owner to tm_fixture_admin;
-- reverse:
alter view app.all_notes owner to tm_fixture_owner;

-- mutation: view replaced by an equal one
-- expect: nothing
create or replace view app.cheap_orders with (check_option = local) as
    select orders.id, orders.state, amount from orders where (orders.amount < 10::numeric);
-- reverse:
create or replace view app.cheap_orders with (check_option = local) as
    select id, state, amount from public.orders where amount < 10;

-- mutation: materialized view created
-- expect: materializedView app.fresh
create materialized view app.fresh as select 1 as one;
-- reverse:
drop materialized view app.fresh;

-- mutation: materialized view dropped
-- expect: materializedView app.spaced_totals
drop materialized view app.spaced_totals;
-- reverse:
create materialized view app.spaced_totals tablespace tm_fixture_space as select 1 as one;

-- mutation: materialized view body
-- expect: materializedView app.spaced_totals › definition
drop materialized view app.spaced_totals;
create materialized view app.spaced_totals tablespace tm_fixture_space as select 2 as one;
-- reverse:
drop materialized view app.spaced_totals;
create materialized view app.spaced_totals tablespace tm_fixture_space as select 1 as one;

-- mutation: materialized view option
-- expect: materializedView app.totals › options.fillfactor
alter materialized view app.totals set (fillfactor = 75);
-- reverse:
alter materialized view app.totals set (fillfactor = 70);

-- mutation: materialized view TOAST option
-- expect: materializedView app.empty_totals › options.toast.autovacuum_enabled
alter materialized view app.empty_totals set (toast.autovacuum_enabled = off);
-- reverse:
alter materialized view app.empty_totals reset (toast.autovacuum_enabled);

-- mutation: materialized view tablespace
-- expect: materializedView app.spaced_totals › tablespace
alter materialized view app.spaced_totals set tablespace pg_default;
-- reverse:
alter materialized view app.spaced_totals set tablespace tm_fixture_space;

-- mutation: materialized view access method
-- expect: materializedView app.totals › accessMethod
alter materialized view app.totals set access method tm_heap;
-- reverse:
alter materialized view app.totals set access method heap;

-- mutation: materialized view CLUSTER ON
-- expect: materializedView app.totals › clusterOn
alter materialized view app.totals cluster on totals_amount_idx;
-- reverse:
alter materialized view app.totals cluster on totals_customer_idx;

-- mutation: materialized view CLUSTER ON taken away
-- expect: materializedView app.totals › clusterOn
alter materialized view app.totals set without cluster;
-- reverse:
alter materialized view app.totals cluster on totals_customer_idx;

-- mutation: materialized view populated
-- unseen-by-pg-dump
-- expect: materializedView app.empty_totals › unpopulated
refresh materialized view app.empty_totals;
-- reverse:
refresh materialized view app.empty_totals with no data;

-- mutation: materialized view emptied
-- unseen-by-pg-dump
-- expect: materializedView app.totals › unpopulated
refresh materialized view app.totals with no data;
-- reverse:
refresh materialized view app.totals;

-- mutation: materialized view refreshed
-- expect: nothing
refresh materialized view app.totals;
-- reverse:
analyze app.totals;

-- mutation: materialized view column statistics
-- expect: materializedView app.totals › column amount › statistics
alter materialized view app.totals alter column amount set statistics 33;
-- reverse:
alter materialized view app.totals alter column amount set statistics -1;

-- mutation: materialized view column storage
-- expect: materializedView app.empty_totals › column two › storage
alter materialized view app.empty_totals alter column two set storage external;
-- reverse:
alter materialized view app.empty_totals alter column two set storage extended;

-- mutation: materialized view column compression
-- expect: materializedView app.empty_totals › column two › compression
alter materialized view app.empty_totals alter column two set compression pglz;
-- reverse:
alter materialized view app.empty_totals alter column two set compression default;

-- mutation: materialized view column option
-- expect: materializedView app.totals › column amount › options.n_distinct
alter materialized view app.totals alter column amount set (n_distinct = 3);
-- reverse:
alter materialized view app.totals alter column amount reset (n_distinct);

-- mutation: materialized view column comment
-- expect: materializedView app.totals › column amount › comment
comment on column app.totals.amount is 'All of it.';
-- reverse:
comment on column app.totals.amount is null;

-- mutation: materialized view comment
-- expect: materializedView app.totals › comment
comment on materialized view app.totals is 'Refreshed at noon.';
-- reverse:
comment on materialized view app.totals is 'Refreshed at night.';

-- mutation: materialized view owner
-- expect: materializedView app.empty_totals › owner
alter materialized view app.empty_totals owner to tm_fixture_admin;
-- reverse:
alter materialized view app.empty_totals owner to tm_fixture_owner;

-- mutation: rule created
-- expect: table app.plain › rule plain_quiet
create rule plain_quiet as on delete to app.plain do instead nothing;
-- reverse:
drop rule plain_quiet on app.plain;

-- mutation: rule of a view created
-- expect: view app.guests › rule guests_insert
create rule guests_insert as on insert to app.guests
    do instead insert into app.stays (room, guest) values (new.room, new.guest);
-- reverse:
drop rule guests_insert on app.guests;

-- mutation: rule dropped
-- expect: table app.log › rule "Odd Rule.50%"
drop rule "Odd Rule.50%" on app.log;
-- reverse:
create rule "Odd Rule.50%" as on update to app.log where old.line <> new.line
    do also (insert into app.plain (id, body) values (old.id, new.line); delete from app.plain where id = new.id);

-- mutation: rule body
-- expect: table app.log › rule log_notify › definition
create or replace rule log_notify as on insert to app.log do also notify changed_again;
-- reverse:
create or replace rule log_notify as on insert to app.log do also notify changed;

-- mutation: rule condition
-- expect: table app.log › rule log_no_delete › definition
create or replace rule log_no_delete as on delete to app.log where old.id > 5 do instead nothing;
-- reverse:
create or replace rule log_no_delete as on delete to app.log do instead nothing;

-- mutation: rule of a view
-- expect: view app.all_notes › rule notes_insert › definition
create or replace rule notes_insert as on insert to app.all_notes do instead
    insert into app.log (line) values (upper(new.note)) returning id::bigint, line;
-- reverse:
create or replace rule notes_insert as on insert to app.all_notes do instead
    insert into app.log (line) values (new.note) returning id::bigint, line;

-- mutation: rule disabled
-- expect: table app.log › rule log_no_delete › enabled
alter table app.log disable rule log_no_delete;
-- reverse:
alter table app.log enable rule log_no_delete;

-- mutation: rule enabled
-- expect: table app.log › rule log_notify › enabled
alter table app.log enable rule log_notify;
-- reverse:
alter table app.log disable rule log_notify;

-- mutation: rule ENABLE REPLICA
-- expect: table app.log › rule log_no_delete › enabled
alter table app.log enable replica rule log_no_delete;
-- reverse:
alter table app.log enable rule log_no_delete;

-- mutation: rule ENABLE ALWAYS
-- expect: table app.log › rule log_notify › enabled
alter table app.log enable always rule log_notify;
-- reverse:
alter table app.log disable rule log_notify;

-- mutation: rule renamed
-- expect: table app.log › rule log_no_delete
-- expect: table app.log › rule "log › No"
alter rule log_no_delete on app.log rename to "log › No";
-- reverse:
alter rule "log › No" on app.log rename to log_no_delete;

-- mutation: rule comment
-- expect: table app.log › rule log_no_delete › comment
comment on rule log_no_delete on app.log is 'The log stays, 100%.';
-- reverse:
comment on rule log_no_delete on app.log is 'The log stays.';

-- mutation: materialized view that depends on an extension
-- expect: materializedView app.totals › dependsOnExtensions
alter materialized view app.totals depends on extension plpgsql;
-- reverse:
alter materialized view app.totals no depends on extension plpgsql;

-- mutation: replica identity of a materialized view
-- expect: materializedView app.totals › replicaIdentity
alter table app.totals replica identity full;
-- reverse:
alter table app.totals replica identity default;
