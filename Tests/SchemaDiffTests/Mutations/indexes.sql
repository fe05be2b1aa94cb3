-- Indexes, of tables, partitioned tables and constraints, and extended statistics.

-- mutation: index created
-- expect: table app.plain › index plain_body_idx
create index plain_body_idx on app.plain (body);
-- reverse:
drop index app.plain_body_idx;

-- mutation: index dropped
-- expect: table public.orders › index orders_open_idx
drop index public.orders_open_idx;
-- reverse:
create index orders_open_idx on public.orders using btree (placed_at desc nulls last) where state = 'open';

-- mutation: index created CONCURRENTLY
-- outside-transaction
-- expect: table app.plain › index plain_amount_idx
create index concurrently plain_amount_idx on app.plain (amount);
-- reverse:
drop index concurrently app.plain_amount_idx;

-- mutation: index renamed
-- expect: table public.orders › index orders_open_idx
-- expect: table public.orders › index "orders › Open"
alter index public.orders_open_idx rename to "orders › Open";
-- reverse:
alter index public."orders › Open" rename to orders_open_idx;

-- mutation: index made UNIQUE
-- expect: table public.orders › index orders_open_idx › unique
drop index public.orders_open_idx;
create unique index orders_open_idx on public.orders using btree (placed_at desc nulls last) where state = 'open';
-- reverse:
drop index public.orders_open_idx;
create index orders_open_idx on public.orders using btree (placed_at desc nulls last) where state = 'open';

-- mutation: index method
-- expect: table public.order_lines › index order_lines_product_idx › method
drop index public.order_lines_product_idx;
create index order_lines_product_idx on public.order_lines using btree (product);
-- reverse:
drop index public.order_lines_product_idx;
create index order_lines_product_idx on public.order_lines using hash (product);

-- mutation: index columns
-- expect: table public.orders › index orders_customer_idx › keys
alter table public.orders set without cluster;
drop index public.orders_customer_idx;
create index orders_customer_idx on public.orders (customer_id, state) include (placed_at, amount);
alter table public.orders cluster on orders_customer_idx;
comment on index public.orders_customer_idx is 'For the account page.';
-- reverse:
alter table public.orders set without cluster;
drop index public.orders_customer_idx;
create index orders_customer_idx on public.orders (customer_id) include (placed_at, amount);
alter table public.orders cluster on orders_customer_idx;
comment on index public.orders_customer_idx is 'For the account page.';

-- mutation: index order of a key
-- expect: table public.orders › index orders_open_idx › keys
drop index public.orders_open_idx;
create index orders_open_idx on public.orders using btree (placed_at desc) where state = 'open';
-- reverse:
drop index public.orders_open_idx;
create index orders_open_idx on public.orders using btree (placed_at desc nulls last) where state = 'open';

-- mutation: index expression
-- expect: table public.orders › index orders_lower_idx › keys
drop index public.orders_lower_idx;
create index orders_lower_idx on public.orders (lower(state) collate "C" text_pattern_ops, (amount * 3))
    with (fillfactor = 80);
alter index public.orders_lower_idx alter column 2 set statistics 300;
-- reverse:
drop index public.orders_lower_idx;
create index orders_lower_idx on public.orders (lower(state) collate "C" text_pattern_ops, (amount * 2))
    with (fillfactor = 80);
alter index public.orders_lower_idx alter column 2 set statistics 300;

-- mutation: index operator class
-- expect: table public.orders › index orders_lower_idx › keys
drop index public.orders_lower_idx;
create index orders_lower_idx on public.orders (lower(state) collate "C" text_ops, (amount * 2))
    with (fillfactor = 80);
alter index public.orders_lower_idx alter column 2 set statistics 300;
-- reverse:
drop index public.orders_lower_idx;
create index orders_lower_idx on public.orders (lower(state) collate "C" text_pattern_ops, (amount * 2))
    with (fillfactor = 80);
alter index public.orders_lower_idx alter column 2 set statistics 300;

-- mutation: index collation
-- expect: table public.orders › index orders_lower_idx › keys
drop index public.orders_lower_idx;
create index orders_lower_idx on public.orders (lower(state) text_pattern_ops, (amount * 2)) with (fillfactor = 80);
alter index public.orders_lower_idx alter column 2 set statistics 300;
-- reverse:
drop index public.orders_lower_idx;
create index orders_lower_idx on public.orders (lower(state) collate "C" text_pattern_ops, (amount * 2))
    with (fillfactor = 80);
alter index public.orders_lower_idx alter column 2 set statistics 300;

-- mutation: index option of an operator class
-- expect: table app.customers › index customers_search_idx › keys
drop index app.customers_search_idx;
create index customers_search_idx on app.customers using gist (to_tsvector('simple', note) tsvector_ops (siglen = 200));
-- reverse:
drop index app.customers_search_idx;
create index customers_search_idx on app.customers using gist (to_tsvector('simple', note) tsvector_ops (siglen = 100));

-- mutation: index with a user's operator class
-- expect: table "Odd Schema.50%"."Odd Table.50%" › index tiny_idx
create index tiny_idx on "Odd Schema.50%"."Odd Table.50%" using hash ("a.b" app.tiny_hash_ops);
-- reverse:
drop index "Odd Schema.50%".tiny_idx;

-- mutation: index INCLUDE
-- expect: table public.orders › index orders_customer_idx › include
alter table public.orders set without cluster;
drop index public.orders_customer_idx;
create index orders_customer_idx on public.orders (customer_id) include (placed_at);
alter table public.orders cluster on orders_customer_idx;
comment on index public.orders_customer_idx is 'For the account page.';
-- reverse:
alter table public.orders set without cluster;
drop index public.orders_customer_idx;
create index orders_customer_idx on public.orders (customer_id) include (placed_at, amount);
alter table public.orders cluster on orders_customer_idx;
comment on index public.orders_customer_idx is 'For the account page.';

-- mutation: index NULLS DISTINCT
-- expect: table public.orders › index "Odd Index.50%" › nullsNotDistinct
drop index public."Odd Index.50%";
create unique index "Odd Index.50%" on public.orders ("Odd Column.50%");
-- reverse:
drop index public."Odd Index.50%";
create unique index "Odd Index.50%" on public.orders ("Odd Column.50%") nulls not distinct;

-- mutation: index predicate changed
-- expect: table public.orders › index orders_open_idx › where
drop index public.orders_open_idx;
create index orders_open_idx on public.orders using btree (placed_at desc nulls last) where state = 'paid';
-- reverse:
drop index public.orders_open_idx;
create index orders_open_idx on public.orders using btree (placed_at desc nulls last) where state = 'open';

-- mutation: index predicate dropped
-- expect: table public.orders › index orders_open_idx › where
drop index public.orders_open_idx;
create index orders_open_idx on public.orders using btree (placed_at desc nulls last);
-- reverse:
drop index public.orders_open_idx;
create index orders_open_idx on public.orders using btree (placed_at desc nulls last) where state = 'open';

-- mutation: index option changed
-- expect: table public.orders › index orders_lower_idx › options.fillfactor
alter index public.orders_lower_idx set (fillfactor = 85);
-- reverse:
alter index public.orders_lower_idx set (fillfactor = 80);

-- mutation: index option reset
-- expect: table public.orders › index orders_search_idx › options.fastupdate
alter index public.orders_search_idx reset (fastupdate);
-- reverse:
alter index public.orders_search_idx set (fastupdate = off);

-- mutation: index option set
-- expect: table public.orders › index orders_customer_idx › options.deduplicate_items
alter index public.orders_customer_idx set (deduplicate_items = off);
-- reverse:
alter index public.orders_customer_idx reset (deduplicate_items);

-- mutation: index TABLESPACE set
-- expect: table public.orders › index orders_open_idx › tablespace
alter index public.orders_open_idx set tablespace tm_fixture_space;
-- reverse:
alter index public.orders_open_idx set tablespace pg_default;

-- mutation: index TABLESPACE back to the database's
-- expect: table app.customers › index spaced_idx › tablespace
alter index app.spaced_idx set tablespace pg_default;
-- reverse:
alter index app.spaced_idx set tablespace tm_fixture_space;

-- mutation: index made invalid
-- expect: table public.orders › index orders_open_idx › invalid
update pg_index set indisvalid = false where indexrelid = 'public.orders_open_idx'::regclass;
-- reverse:
update pg_index set indisvalid = true where indexrelid = 'public.orders_open_idx'::regclass;

-- mutation: invalid index rebuilt
-- expect: table later.moved › index moved_invalid_idx › invalid
reindex index later.moved_invalid_idx;
-- reverse:
update pg_index set indisvalid = false where indexrelid = 'later.moved_invalid_idx'::regclass;

-- mutation: invalid index dropped
-- expect: table later.moved › index moved_invalid_idx
-- unseen-by-pg-dump
drop index later.moved_invalid_idx;
-- reverse:
create index moved_invalid_idx on later.moved (n);
update pg_index set indisvalid = false where indexrelid = 'later.moved_invalid_idx'::regclass;

-- mutation: valid index rebuilt
-- expect: nothing
reindex table public.orders;
-- reverse:
analyze public.orders;

-- mutation: index STATISTICS set
-- expect: table public.orders › index orders_search_idx › statistics.1
alter index public.orders_search_idx alter column 1 set statistics 200;
-- reverse:
alter index public.orders_search_idx alter column 1 set statistics -1;

-- mutation: index STATISTICS changed
-- expect: table public.orders › index orders_lower_idx › statistics.2
alter index public.orders_lower_idx alter column 2 set statistics 301;
-- reverse:
alter index public.orders_lower_idx alter column 2 set statistics 300;

-- mutation: index comment set
-- expect: table public.orders › index orders_open_idx › comment
comment on index public.orders_open_idx is 'What is open.';
-- reverse:
comment on index public.orders_open_idx is null;

-- mutation: index comment changed
-- expect: table public.orders › index orders_customer_idx › comment
comment on index public.orders_customer_idx is 'For the account page, 100%.';
-- reverse:
comment on index public.orders_customer_idx is 'For the account page.';

-- mutation: index of a constraint: comment set
-- expect: table app.customers › index customers_pkey
comment on index app.customers_pkey is 'Mine.';
-- reverse:
comment on index app.customers_pkey is null;

-- mutation: index of a constraint: comment changed
-- expect: table public.orders › index orders_pkey › comment
comment on index public.orders_pkey is 'Another key.';
-- reverse:
comment on index public.orders_pkey is 'The key.';

-- mutation: index of a constraint: comment removed
-- expect: table public.orders › index orders_pkey
comment on index public.orders_pkey is null;
-- reverse:
comment on index public.orders_pkey is 'The key.';

-- mutation: index of a constraint: fillfactor
-- expect: table app.customers › index customers_code_unique
alter index app.customers_code_unique set (fillfactor = 70);
-- reverse:
alter index app.customers_code_unique reset (fillfactor);

-- mutation: index of a constraint: tablespace
-- expect: table app.customers › index customers_code_unique
alter index app.customers_code_unique set tablespace tm_fixture_space;
-- reverse:
alter index app.customers_code_unique set tablespace pg_default;

-- mutation: index of an exclusion constraint: fillfactor
-- expect: table public.orders › index orders_no_overlap
alter index public.orders_no_overlap set (fillfactor = 77);
-- reverse:
alter index public.orders_no_overlap reset (fillfactor);

-- mutation: index of a partition no longer attached
-- expect: table app.events_2024 › index events_2024_body_idx › parent
drop index app.events_body_idx;
create index events_body_idx on only app.events using gin (body);
create index events_2024_body_idx on app.events_2024 using gin (body);
-- reverse:
alter index app.events_body_idx attach partition app.events_2024_body_idx;

-- mutation: last index attached makes the parent's valid
-- expect: table app.halves › index halves_body_idx › invalid
-- expect: table app.halves_2 › index halves_2_body_idx › parent
alter index app.halves_body_idx attach partition app.halves_2_body_idx;
-- reverse:
drop index app.halves_body_idx;
create index halves_body_idx on only app.halves (body);
create index halves_1_body_idx on app.halves_1 (body);
create index halves_2_body_idx on app.halves_2 (body);
alter index app.halves_body_idx attach partition app.halves_1_body_idx;

-- mutation: index of a partitioned table
-- expect: table app.shards › index shards_region_idx
-- expect: table app.shards_0 › index shards_0_region_idx
-- expect: table app.shards_1 › index shards_1_region_idx
create index shards_region_idx on app.shards (region);
-- reverse:
drop index app.shards_region_idx;

-- mutation: index of a partition only
-- expect: table app.shards_0 › index shards_0_region_idx
create index shards_0_region_idx on app.shards_0 (region);
-- reverse:
drop index app.shards_0_region_idx;

-- mutation: index option of one partition
-- expect: table app.events_2024 › index events_2024_kind_idx › options.fillfactor
alter index app.events_2024_kind_idx set (fillfactor = 66);
-- reverse:
alter index app.events_2024_kind_idx reset (fillfactor);

-- mutation: index of a materialized view
-- expect: materializedView app.totals › index totals_amount_idx › keys
drop index app.totals_amount_idx;
create index totals_amount_idx on app.totals (amount, customer_id);
-- reverse:
drop index app.totals_amount_idx;
create index totals_amount_idx on app.totals (amount);

-- mutation: extended statistics created
-- expect: table public.order_lines › statistics lines_stats
create statistics public.lines_stats on product, price from public.order_lines;
-- reverse:
drop statistics public.lines_stats;

-- mutation: extended statistics dropped
-- expect: table public.orders › statistics orders_state_stats
drop statistics public.orders_state_stats;
-- reverse:
create statistics public.orders_state_stats (ndistinct, dependencies) on state, customer_id from public.orders;
comment on statistics public.orders_state_stats is 'State follows from the customer.';
alter statistics public.orders_state_stats set statistics 400;

-- mutation: extended statistics kinds
-- expect: table public.orders › statistics orders_state_stats › definition
drop statistics public.orders_state_stats;
create statistics public.orders_state_stats (ndistinct, mcv) on state, customer_id from public.orders;
comment on statistics public.orders_state_stats is 'State follows from the customer.';
alter statistics public.orders_state_stats set statistics 400;
-- reverse:
drop statistics public.orders_state_stats;
create statistics public.orders_state_stats (ndistinct, dependencies) on state, customer_id from public.orders;
comment on statistics public.orders_state_stats is 'State follows from the customer.';
alter statistics public.orders_state_stats set statistics 400;

-- mutation: extended statistics expression
-- expect: table public.orders › statistics orders_all_stats › definition
drop statistics public.orders_all_stats;
create statistics public.orders_all_stats on upper(state), amount, note from public.orders;
-- reverse:
drop statistics public.orders_all_stats;
create statistics public.orders_all_stats on lower(state), amount, note from public.orders;

-- mutation: extended statistics target
-- expect: table public.orders › statistics orders_state_stats › target
alter statistics public.orders_state_stats set statistics 401;
-- reverse:
alter statistics public.orders_state_stats set statistics 400;

-- mutation: extended statistics target set
-- expect: table public.orders › statistics orders_all_stats › target
alter statistics public.orders_all_stats set statistics 10;
-- reverse:
alter statistics public.orders_all_stats set statistics -1;

-- mutation: extended statistics owner
-- expect: table public.orders › statistics orders_all_stats › owner
alter statistics public.orders_all_stats owner to tm_fixture_owner;
-- reverse:
alter statistics public.orders_all_stats owner to current_user;

-- mutation: extended statistics comment
-- expect: table public.orders › statistics orders_state_stats › comment
comment on statistics public.orders_state_stats is 'State and customer.';
-- reverse:
comment on statistics public.orders_state_stats is 'State follows from the customer.';

-- mutation: extended statistics of another schema
-- expect: table app.plain › statistics later."Odd Stats" › target
alter statistics later."Odd Stats" set statistics 12;
-- reverse:
alter statistics later."Odd Stats" set statistics -1;

-- mutation: index that depends on an extension
-- expect: table public.orders › index orders_open_idx › dependsOnExtensions
alter index public.orders_open_idx depends on extension plpgsql;
-- reverse:
alter index public.orders_open_idx no depends on extension plpgsql;
