-- Tables as a whole, and inheritance.

-- mutation: table created
-- expect: table app.fresh
create table app.fresh (id integer primary key, body text default 'x');
-- reverse:
drop table app.fresh;

-- mutation: table dropped
-- expect: table app.short_lived
drop table app.short_lived;
-- reverse:
create table app.short_lived (id integer primary key, body text default 'x');
comment on table app.short_lived is 'To be dropped.';

-- mutation: table with an odd name created
-- expect: table "Odd Schema.50%"."a ""b"".c%d"
create table "Odd Schema.50%"."a ""b"".c%d" ();
-- reverse:
drop table "Odd Schema.50%"."a ""b"".c%d";

-- mutation: table renamed
-- expect: table app.short_lived
-- expect: table app.renamed
alter table app.short_lived rename to renamed;
-- reverse:
alter table app.renamed rename to short_lived;

-- mutation: table moved to another schema
-- expect: table later.moved
-- expect: table app.moved
alter table later.moved set schema app;
-- reverse:
alter table app.moved set schema later;

-- mutation: table UNLOGGED
-- expect: table app.other_heap › persistence
alter table app.other_heap set unlogged;
-- reverse:
alter table app.other_heap set logged;

-- mutation: table LOGGED
-- expect: table app.scratch › persistence
alter table app.scratch set logged;
-- reverse:
alter table app.scratch set unlogged;

-- mutation: table access method set
-- expect: table app.plain › accessMethod
alter table app.plain set access method tm_heap;
-- reverse:
alter table app.plain set access method heap;

-- mutation: table access method back to heap
-- expect: table app.other_heap › accessMethod
alter table app.other_heap set access method heap;
-- reverse:
alter table app.other_heap set access method tm_heap;

-- mutation: access method of a partitioned table
-- since: 17
-- expect: table app.shards › accessMethod
alter table app.shards set access method tm_heap;
-- reverse:
alter table app.shards set access method default;

-- mutation: table TABLESPACE set
-- expect: table app.plain › tablespace
alter table app.plain set tablespace tm_fixture_space;
-- reverse:
alter table app.plain set tablespace pg_default;

-- mutation: table TABLESPACE back to the database's
-- expect: table app.spaced › tablespace
alter table app.spaced set tablespace pg_default;
-- reverse:
alter table app.spaced set tablespace tm_fixture_space;

-- mutation: storage parameter added
-- expect: table app.plain › options.fillfactor
alter table app.plain set (fillfactor = 60);
-- reverse:
alter table app.plain reset (fillfactor);

-- mutation: storage parameter changed
-- expect: table app.scratch › options.fillfactor
alter table app.scratch set (fillfactor = 55);
-- reverse:
alter table app.scratch set (fillfactor = 50);

-- mutation: storage parameter reset
-- expect: table app.scratch › options.fillfactor
alter table app.scratch reset (fillfactor);
-- reverse:
alter table app.scratch set (fillfactor = 50);

-- mutation: autovacuum parameter
-- expect: table app.plain › options.autovacuum_analyze_threshold
alter table app.plain set (autovacuum_analyze_threshold = 1234);
-- reverse:
alter table app.plain reset (autovacuum_analyze_threshold);

-- mutation: storage parameter of the TOAST table
-- expect: table app.customers › options.toast.autovacuum_vacuum_threshold
alter table app.customers set (toast.autovacuum_vacuum_threshold = 99);
-- reverse:
alter table app.customers reset (toast.autovacuum_vacuum_threshold);

-- mutation: TOAST parameter changed
-- expect: table public.orders › options.toast.autovacuum_enabled
alter table public.orders set (toast.autovacuum_enabled = on);
-- reverse:
alter table public.orders set (toast.autovacuum_enabled = off);

-- mutation: two storage parameters at once
-- expect: table app.log › options.fillfactor
-- expect: table app.log › options.parallel_workers
alter table app.log set (fillfactor = 44, parallel_workers = 2);
-- reverse:
alter table app.log reset (fillfactor, parallel_workers);

-- mutation: storage parameter of a partition
-- expect: table app.events_2024 › options.autovacuum_enabled
alter table app.events_2024 reset (autovacuum_enabled);
-- reverse:
alter table app.events_2024 set (autovacuum_enabled = off);

-- mutation: replica identity FULL
-- expect: table app.plain › replicaIdentity
alter table app.plain replica identity full;
-- reverse:
alter table app.plain replica identity default;

-- mutation: replica identity NOTHING
-- expect: table app.log › replicaIdentity
alter table app.log replica identity nothing;
-- reverse:
alter table app.log replica identity default;

-- mutation: replica identity from an index to the default
-- expect: table public.order_lines › replicaIdentity
alter table public.order_lines replica identity default;
-- reverse:
alter table public.order_lines replica identity using index order_lines_pkey;

-- mutation: replica identity from FULL to an index
-- expect: table "Odd Schema.50%"."Odd Table.50%" › replicaIdentity
alter table "Odd Schema.50%"."Odd Table.50%" replica identity using index "Odd Table.50%_pkey";
-- reverse:
alter table "Odd Schema.50%"."Odd Table.50%" replica identity full;

-- mutation: CLUSTER ON set
-- expect: table app.customers › clusterOn
alter table app.customers cluster on customers_pkey;
-- reverse:
alter table app.customers set without cluster;

-- mutation: CLUSTER ON another index
-- expect: table public.orders › clusterOn
alter table public.orders cluster on orders_pkey;
-- reverse:
alter table public.orders cluster on orders_customer_idx;

-- mutation: CLUSTER ON taken away
-- expect: table public.orders › clusterOn
alter table public.orders set without cluster;
-- reverse:
alter table public.orders cluster on orders_customer_idx;

-- mutation: table made typed
-- expect: table app.typed_later › ofType
alter table app.typed_later of app.reading;
-- reverse:
alter table app.typed_later not of;

-- mutation: typed table made plain
-- expect: table app.readings › ofType
alter table app.readings not of;
-- reverse:
alter table app.readings of app.reading;

-- mutation: parent added to a table
-- expect: table app.strays › inherits
alter table app.strays inherit app.pets;
-- reverse:
alter table app.strays no inherit app.pets;

-- mutation: parent taken from a table that has its own columns
-- expect: table app.cats › inherits
alter table app.cats no inherit app.animals;
-- reverse:
alter table app.cats inherit app.animals;

-- mutation: a second parent
-- expect: table app.cats › inherits
-- expect: table app.cats › column owner_name
-- expect: table app.cats › column age
alter table app.cats add column owner_name text, add column age integer;
alter table app.cats inherit app.pets;
-- reverse:
alter table app.cats no inherit app.pets;
alter table app.cats drop column owner_name, drop column age;

-- mutation: order of the parents
-- expect: table app.dogs › inherits
-- expect: table app.dogs › columnOrder
drop table app.dogs;
create table app.dogs (bark text) inherits (app.pets, app.animals);
alter table app.dogs alter column name set default 'a dog';
-- reverse:
drop table app.dogs;
create table app.dogs (bark text) inherits (app.animals, app.pets);
alter table app.dogs alter column name set default 'a dog';

-- mutation: column order
-- expect: table app.ordered › columnOrder
alter publication tm_later_out drop table app.ordered;
drop table app.ordered;
create table app.ordered (b text, a integer, c date);
alter publication tm_later_out add table app.ordered;
-- reverse:
alter publication tm_later_out drop table app.ordered;
drop table app.ordered;
create table app.ordered (a integer, b text, c date);
alter publication tm_later_out add table app.ordered;

-- mutation: table owner
-- expect: table app.plain › owner
alter table app.plain owner to tm_fixture_owner;
-- reverse:
alter table app.plain owner to current_user;

-- mutation: table comment set
-- expect: table app.plain › comment
comment on table app.plain is 'Nothing special, 100%.';
-- reverse:
comment on table app.plain is null;

-- mutation: table comment changed
-- expect: table public.orders › comment
comment on table public.orders is 'What was bought; ''quoted''.';
-- reverse:
comment on table public.orders is 'What was bought.';

-- mutation: table comment of several lines changed
-- expect: table "Odd Schema.50%"."Odd Table.50%" › comment
comment on table "Odd Schema.50%"."Odd Table.50%" is E'Two\nlines, no tab, a backslash \\ and ''quotes''.';
-- reverse:
comment on table "Odd Schema.50%"."Odd Table.50%" is E'Two\nlines, a tab\t, a backslash \\ and ''quotes''.';

-- mutation: table comment removed
-- expect: table app.customers › comment
comment on table app.customers is null;
-- reverse:
comment on table app.customers is 'Who buys.';

-- mutation: table turned into a view of the same name
-- expect: table app.strays
-- expect: view app.strays
drop table app.strays;
create view app.strays as select null::text as owner_name, 1 as age;
-- reverse:
drop view app.strays;
create table app.strays (owner_name text, age integer);

-- mutation: rows, statistics and a rewrite
-- expect: nothing
insert into app.log (line, id) values ('x', 1), ('y', 2);
analyze app.log;
alter table app.log add column extra integer default 1;
alter table app.log drop column extra;
-- reverse:
truncate app.log;

-- mutation: table replaced by an equal one
-- expect: nothing
drop table app.strays;
create table app.strays (owner_name text, age integer);
-- reverse:
analyze app.strays;
