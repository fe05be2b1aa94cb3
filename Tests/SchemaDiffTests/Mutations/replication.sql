-- Publications and subscriptions.

-- mutation: publication created
-- expect: publication tm_fresh
create publication tm_fresh;
-- reverse:
drop publication tm_fresh;

-- mutation: publication dropped
-- expect: publication "tm Odd.Out%"
drop publication "tm Odd.Out%";
-- reverse:
create publication "tm Odd.Out%";

-- mutation: publication FOR ALL TABLES
-- expect: publication "tm Odd.Out%" › allTables
drop publication "tm Odd.Out%";
create publication "tm Odd.Out%" for all tables;
-- reverse:
drop publication "tm Odd.Out%";
create publication "tm Odd.Out%";

-- mutation: publication operations
-- expect: publication tm_everything › operations
alter publication tm_everything set (publish = 'insert, update, delete');
-- reverse:
alter publication tm_everything set (publish = 'insert, update');

-- mutation: publication of all operations to none
-- expect: publication "tm Odd.Out%" › operations
alter publication "tm Odd.Out%" set (publish = '');
-- reverse:
alter publication "tm Odd.Out%" set (publish = 'insert, update, delete, truncate');

-- mutation: publication via the root
-- expect: publication tm_orders_out › viaRoot
alter publication tm_orders_out set (publish_via_partition_root = false);
-- reverse:
alter publication tm_orders_out set (publish_via_partition_root = true);

-- mutation: publication of generated columns
-- since: 18
-- expect: publication tm_orders_out › generatedColumns
alter publication tm_orders_out set (publish_generated_columns = stored);
-- reverse:
alter publication tm_orders_out set (publish_generated_columns = none);

-- mutation: publication table added
-- expect: publication "tm Odd.Out%" › tables.app.events
alter publication "tm Odd.Out%" add table app.events;
-- reverse:
alter publication "tm Odd.Out%" drop table app.events;

-- mutation: publication table with an odd name added
-- expect: publication "tm Odd.Out%" › tables."Odd Schema.50%"."Odd Table.50%"
alter publication "tm Odd.Out%" add table "Odd Schema.50%"."Odd Table.50%" ("Odd ""Key""", "ünïcode");
-- reverse:
alter publication "tm Odd.Out%" drop table "Odd Schema.50%"."Odd Table.50%";

-- mutation: publication table dropped
-- expect: publication tm_orders_out › tables.app.plain
alter publication tm_orders_out drop table app.plain;
-- reverse:
alter publication tm_orders_out add table app.plain;

-- mutation: publication table columns
-- expect: publication tm_orders_out › tables.public.orders
alter publication tm_orders_out set table public.orders (id, number) where (state <> 'open'), app.plain;
-- reverse:
alter publication tm_orders_out set table public.orders (id, number, state) where (state <> 'open'), app.plain;

-- mutation: publication table all columns
-- expect: publication tm_orders_out › tables.public.orders
alter publication tm_orders_out set table public.orders where (state <> 'open'), app.plain;
-- reverse:
alter publication tm_orders_out set table public.orders (id, number, state) where (state <> 'open'), app.plain;

-- mutation: publication table WHERE
-- expect: publication tm_orders_out › tables.public.orders
alter publication tm_orders_out set table public.orders (id, number, state) where (state <> 'paid'), app.plain;
-- reverse:
alter publication tm_orders_out set table public.orders (id, number, state) where (state <> 'open'), app.plain;

-- mutation: publication table without WHERE
-- expect: publication tm_orders_out › tables.public.orders
alter publication tm_orders_out set table public.orders (id, number, state), app.plain;
-- reverse:
alter publication tm_orders_out set table public.orders (id, number, state) where (state <> 'open'), app.plain;

-- mutation: publication schema added
-- expect: publication tm_later_out › schemas
alter publication tm_later_out add tables in schema "ünïcode";
-- reverse:
alter publication tm_later_out drop tables in schema "ünïcode";

-- mutation: publication schema dropped
-- expect: publication tm_later_out › schemas
alter publication tm_later_out drop tables in schema later;
-- reverse:
alter publication tm_later_out add tables in schema later;

-- mutation: publication owner
-- expect: publication tm_orders_out › owner
-- expect: database database › grants.tm_fixture_owner
do $$ begin execute format('grant create on database %I to tm_fixture_owner', current_database()); end $$;
alter publication tm_orders_out owner to tm_fixture_owner;
-- reverse:
alter publication tm_orders_out owner to current_user;
do $$ begin execute format('revoke create on database %I from tm_fixture_owner', current_database()); end $$;

-- mutation: publication comment
-- expect: publication tm_orders_out › comment
comment on publication tm_orders_out is null;
-- reverse:
comment on publication tm_orders_out is 'For the warehouse.';

-- mutation: subscription created
-- expect: subscription tm_fresh
create subscription tm_fresh connection 'host=127.0.0.1 port=1' publication a with (connect = false, slot_name = none);
-- reverse:
drop subscription tm_fresh;

-- mutation: subscription dropped
-- expect: subscription tm_spare_in
drop subscription tm_spare_in;
-- reverse:
create subscription tm_spare_in connection 'host=127.0.0.1 port=1' publication a with (connect = false, slot_name = none);

-- mutation: subscription enabled
-- unseen-by-pg-dump
-- expect: subscription "tm Odd.In%" › enabled
alter subscription "tm Odd.In%" enable;
-- reverse:
alter subscription "tm Odd.In%" disable;

-- mutation: subscription publications
-- expect: subscription tm_orders_in › publications
alter subscription tm_orders_in set publication a, "B b", c with (refresh = false);
-- reverse:
alter subscription tm_orders_in set publication a, "B b" with (refresh = false);

-- mutation: subscription slot
-- expect: subscription "tm Odd.In%" › slot
alter subscription "tm Odd.In%" set (slot_name = 'tm_other_slot');
-- reverse:
alter subscription "tm Odd.In%" set (slot_name = 'tm_odd_slot');

-- mutation: subscription without a slot
-- expect: subscription "tm Odd.In%" › slot
alter subscription "tm Odd.In%" set (slot_name = none);
-- reverse:
alter subscription "tm Odd.In%" set (slot_name = 'tm_odd_slot');

-- mutation: subscription binary
-- expect: subscription tm_orders_in › binary
alter subscription tm_orders_in set (binary = false);
-- reverse:
alter subscription tm_orders_in set (binary = true);

-- mutation: subscription streaming
-- expect: subscription tm_orders_in › streaming
alter subscription tm_orders_in set (streaming = off);
-- reverse:
alter subscription tm_orders_in set (streaming = on);

-- mutation: subscription streaming in parallel
-- since: 16
-- expect: subscription tm_orders_in › streaming
alter subscription tm_orders_in set (streaming = parallel);
-- reverse:
alter subscription tm_orders_in set (streaming = on);

-- mutation: subscription synchronous commit
-- expect: subscription "tm Odd.In%" › synchronousCommit
alter subscription "tm Odd.In%" set (synchronous_commit = 'local');
-- reverse:
alter subscription "tm Odd.In%" set (synchronous_commit = 'remote_apply');

-- mutation: subscription two-phase
-- expect: subscription tm_spare_in › twoPhase
drop subscription tm_spare_in;
create subscription tm_spare_in connection 'host=127.0.0.1 port=1' publication a
    with (connect = false, slot_name = none, two_phase = true);
-- reverse:
drop subscription tm_spare_in;
create subscription tm_spare_in connection 'host=127.0.0.1 port=1' publication a with (connect = false, slot_name = none);

-- mutation: subscription disabled on error
-- expect: subscription tm_spare_in › disableOnError
alter subscription tm_spare_in set (disable_on_error = true);
-- reverse:
alter subscription tm_spare_in set (disable_on_error = false);

-- mutation: subscription origin
-- since: 16
-- expect: subscription tm_spare_in › origin
alter subscription tm_spare_in set (origin = none);
-- reverse:
alter subscription tm_spare_in set (origin = any);

-- mutation: subscription password required
-- since: 16
-- expect: subscription tm_spare_in › passwordRequired
alter subscription tm_spare_in set (password_required = false);
-- reverse:
alter subscription tm_spare_in set (password_required = true);

-- mutation: subscription run as owner
-- since: 16
-- expect: subscription tm_spare_in › runAsOwner
alter subscription tm_spare_in set (run_as_owner = true);
-- reverse:
alter subscription tm_spare_in set (run_as_owner = false);

-- mutation: subscription failover
-- since: 17
-- expect: subscription tm_spare_in › failover
drop subscription tm_spare_in;
create subscription tm_spare_in connection 'host=127.0.0.1 port=1' publication a
    with (connect = false, slot_name = none, failover = true);
-- reverse:
drop subscription tm_spare_in;
create subscription tm_spare_in connection 'host=127.0.0.1 port=1' publication a with (connect = false, slot_name = none);

-- mutation: subscription connection
-- withheld
-- expect: nothing
alter subscription tm_orders_in connection 'host=127.0.0.1 port=2 dbname=nowhere password=secret';
-- reverse:
alter subscription tm_orders_in connection 'host=127.0.0.1 port=1 dbname=nowhere password=secret';

-- mutation: subscription comment
-- expect: subscription tm_orders_in › comment
comment on subscription tm_orders_in is null;
-- reverse:
comment on subscription tm_orders_in is 'From nowhere.';

-- mutation: subscription owner
-- expect: subscription tm_spare_in › owner
-- expect: role tm_fixture_owner › superuser
alter role tm_fixture_owner superuser;
alter subscription tm_spare_in owner to tm_fixture_owner;
-- reverse:
alter subscription tm_spare_in owner to current_user;
alter role tm_fixture_owner nosuperuser;
