-- Constraints of tables.

-- mutation: primary key added
-- expect: table app.plain › constraint plain_pkey
alter table app.plain add primary key (id);
-- reverse:
alter table app.plain drop constraint plain_pkey;

-- mutation: primary key added to a column that allowed null
-- expect: table app.ordered › constraint ordered_key
-- expect: table app.ordered › column a › notNull
alter table app.ordered add constraint ordered_key primary key (a);
-- reverse:
alter table app.ordered drop constraint ordered_key;
alter table app.ordered alter column a drop not null;

-- mutation: primary key dropped
-- expect: table app.short_lived › constraint short_lived_pkey
alter table app.short_lived drop constraint short_lived_pkey;
-- reverse:
alter table app.short_lived add primary key (id);

-- mutation: primary key of other columns
-- expect: table public.order_lines › constraint order_lines_pkey › definition
alter table public.order_lines replica identity default;
alter table public.order_lines drop constraint order_lines_pkey;
alter table public.order_lines add primary key (line, order_id) include (product);
alter table public.order_lines replica identity using index order_lines_pkey;
-- reverse:
alter table public.order_lines replica identity default;
alter table public.order_lines drop constraint order_lines_pkey;
alter table public.order_lines add primary key (order_id, line) include (product);
alter table public.order_lines replica identity using index order_lines_pkey;

-- mutation: primary key that includes other columns
-- expect: table public.order_lines › constraint order_lines_pkey › definition
alter table public.order_lines replica identity default;
alter table public.order_lines drop constraint order_lines_pkey;
alter table public.order_lines add primary key (order_id, line) include (quantity);
alter table public.order_lines replica identity using index order_lines_pkey;
-- reverse:
alter table public.order_lines replica identity default;
alter table public.order_lines drop constraint order_lines_pkey;
alter table public.order_lines add primary key (order_id, line) include (product);
alter table public.order_lines replica identity using index order_lines_pkey;

-- mutation: primary key of a partitioned table dropped
-- expect: table app.events › constraint events_key
-- expect: table app.events_2024 › constraint events_2024_pkey
-- expect: table app.events_2025 › constraint events_2025_pkey
-- expect: table app.events_2025_a › constraint events_2025_a_pkey
-- expect: table app.events_2025_rest › constraint events_2025_rest_pkey
-- expect: table app.events_rest › constraint events_rest_pkey
alter table app.events drop constraint events_key;
-- reverse:
alter table app.events add constraint events_key primary key (id, at, kind);

-- mutation: UNIQUE added
-- expect: table app.customers › constraint customers_name_born_key
alter table app.customers add unique (name, born);
-- reverse:
alter table app.customers drop constraint customers_name_born_key;

-- mutation: UNIQUE to PRIMARY KEY
-- expect: table app.scratch › constraint scratch_key › type
-- expect: table app.scratch › constraint scratch_key › definition
alter table app.scratch drop constraint scratch_key;
alter table app.scratch add constraint scratch_key primary key (id);
-- reverse:
alter table app.scratch drop constraint scratch_key;
alter table app.scratch add constraint scratch_key unique (id);

-- mutation: UNIQUE NULLS NOT DISTINCT
-- expect: table app.customers › constraint customers_code_unique › definition
alter table app.customers drop constraint customers_code_unique;
alter table app.customers add constraint customers_code_unique unique nulls not distinct (code);
-- reverse:
alter table app.customers drop constraint customers_code_unique;
alter table app.customers add constraint customers_code_unique unique (code);

-- mutation: constraint renamed
-- expect: table app.customers › constraint customers_code_unique
-- expect: table app.customers › constraint "customers › Code"
alter table app.customers rename constraint customers_code_unique to "customers › Code";
-- reverse:
alter table app.customers rename constraint "customers › Code" to customers_code_unique;

-- mutation: foreign key added
-- expect: table app.plain › constraint plain_id_fkey
alter table app.plain add foreign key (id) references public.orders (id);
-- reverse:
alter table app.plain drop constraint plain_id_fkey;

-- mutation: foreign key dropped
-- expect: table public.orders › constraint orders_customer_fk
alter table public.orders drop constraint orders_customer_fk;
-- reverse:
alter table public.orders add constraint orders_customer_fk
    foreign key (customer_id) references app.customers (id) on delete cascade;

-- mutation: foreign key ON DELETE
-- expect: table public.orders › constraint orders_customer_fk › definition
alter table public.orders drop constraint orders_customer_fk;
alter table public.orders add constraint orders_customer_fk
    foreign key (customer_id) references app.customers (id) on delete restrict;
-- reverse:
alter table public.orders drop constraint orders_customer_fk;
alter table public.orders add constraint orders_customer_fk
    foreign key (customer_id) references app.customers (id) on delete cascade;

-- mutation: foreign key ON UPDATE
-- expect: table public.orders › constraint orders_customer_fk › definition
alter table public.orders drop constraint orders_customer_fk;
alter table public.orders add constraint orders_customer_fk
    foreign key (customer_id) references app.customers (id) on update cascade on delete cascade;
-- reverse:
alter table public.orders drop constraint orders_customer_fk;
alter table public.orders add constraint orders_customer_fk
    foreign key (customer_id) references app.customers (id) on delete cascade;

-- mutation: foreign key MATCH FULL
-- expect: table public.orders › constraint orders_customer_fk › definition
alter table public.orders drop constraint orders_customer_fk;
alter table public.orders add constraint orders_customer_fk
    foreign key (customer_id) references app.customers (id) match full on delete cascade;
-- reverse:
alter table public.orders drop constraint orders_customer_fk;
alter table public.orders add constraint orders_customer_fk
    foreign key (customer_id) references app.customers (id) on delete cascade;

-- mutation: foreign key ON DELETE SET NULL of all columns
-- expect: table public.order_lines › constraint order_lines_order_fk › definition
alter table public.order_lines drop constraint order_lines_order_fk;
alter table public.order_lines add constraint order_lines_order_fk
    foreign key (order_id) references public.orders (id) on update cascade on delete set null deferrable;
-- reverse:
alter table public.order_lines drop constraint order_lines_order_fk;
alter table public.order_lines add constraint order_lines_order_fk
    foreign key (order_id) references public.orders (id)
    on update cascade on delete set null (order_id) deferrable;

-- mutation: foreign key to another table
-- expect: table public.order_lines › constraint order_lines_order_fk › definition
alter table public.order_lines drop constraint order_lines_order_fk;
alter table public.order_lines add constraint order_lines_order_fk
    foreign key (order_id) references later.moved (id)
    on update cascade on delete set null (order_id) deferrable;
-- reverse:
alter table public.order_lines drop constraint order_lines_order_fk;
alter table public.order_lines add constraint order_lines_order_fk
    foreign key (order_id) references public.orders (id)
    on update cascade on delete set null (order_id) deferrable;

-- mutation: foreign key to a partitioned table
-- expect: table app.log › column kind
-- expect: table app.log › constraint log_event_fk
alter table app.log add column kind text;
alter table app.log add constraint log_event_fk foreign key (id, at, kind) references app.events (id, at, kind);
-- reverse:
alter table app.log drop constraint log_event_fk;
alter table app.log drop column kind;

-- mutation: foreign key of a partitioned table
-- expect: table app.shards › constraint shards_id_fkey
-- expect: table app.shards_0 › constraint shards_id_fkey
-- expect: table app.shards_1 › constraint shards_id_fkey
alter table app.shards add foreign key (id) references public.orders (id);
-- reverse:
alter table app.shards drop constraint shards_id_fkey;

-- mutation: CHECK added
-- expect: table app.ordered › constraint ordered_a_check
alter table app.ordered add check (a > 0);
-- reverse:
alter table app.ordered drop constraint ordered_a_check;

-- mutation: CHECK changed
-- expect: table public.orders › constraint orders_state_known › definition
alter table public.orders drop constraint orders_state_known;
alter table public.orders add constraint orders_state_known
    check (state in ('open', 'paid', 'shipped', 'lost', 'it''s 100%'));
-- reverse:
alter table public.orders drop constraint orders_state_known;
alter table public.orders add constraint orders_state_known
    check (state in ('open', 'paid', 'shipped', 'it''s 100%'));

-- mutation: CHECK with an odd name dropped
-- expect: table "Odd Schema.50%"."Odd Table.50%" › constraint "Odd.Check 50%"
alter table "Odd Schema.50%"."Odd Table.50%" drop constraint "Odd.Check 50%";
-- reverse:
alter table "Odd Schema.50%"."Odd Table.50%" add constraint "Odd.Check 50%" check ("ünïcode" <> 'x"y');

-- mutation: CHECK no longer NO INHERIT
-- expect: table app.customers › constraint customers_balance_positive › noInherit
alter table app.customers drop constraint customers_balance_positive;
alter table app.customers add constraint customers_balance_positive check (balance >= 0);
-- reverse:
alter table app.customers drop constraint customers_balance_positive;
alter table app.customers add constraint customers_balance_positive check (balance >= 0) no inherit;

-- mutation: CHECK NO INHERIT
-- expect: table app.customers › constraint customers_born_sane › noInherit
alter table app.customers drop constraint customers_born_sane;
alter table app.customers add constraint customers_born_sane check (born > '1900-01-01') no inherit;
comment on constraint customers_born_sane on app.customers is 'Nobody is that old.';
-- reverse:
alter table app.customers drop constraint customers_born_sane;
alter table app.customers add constraint customers_born_sane check (born > '1900-01-01');
comment on constraint customers_born_sane on app.customers is 'Nobody is that old.';

-- mutation: CHECK of a parent
-- expect: table app.animals › constraint animals_named
-- expect: table app.dogs › constraint animals_named
-- expect: table app.cats › constraint animals_named
alter table app.animals add constraint animals_named check (name <> '');
-- reverse:
alter table app.animals drop constraint animals_named;

-- mutation: inherited CHECK made the child's own too
-- expect: table app.dogs › constraint animals_id_positive › inherited
alter table app.dogs add constraint animals_id_positive check (id > 0);
-- reverse:
drop table app.dogs;
create table app.dogs (bark text) inherits (app.animals, app.pets);
alter table app.dogs alter column name set default 'a dog';

-- mutation: CHECK validated
-- expect: table app.customers › constraint customers_name_short › notValid
alter table app.customers validate constraint customers_name_short;
-- reverse:
alter table app.customers drop constraint customers_name_short;
alter table app.customers add constraint customers_name_short check (length(name) < 200) not valid;

-- mutation: CHECK made NOT VALID
-- expect: table public.orders › constraint orders_state_known › notValid
alter table public.orders drop constraint orders_state_known;
alter table public.orders add constraint orders_state_known
    check (state in ('open', 'paid', 'shipped', 'it''s 100%')) not valid;
-- reverse:
alter table public.orders validate constraint orders_state_known;

-- mutation: foreign key made NOT VALID
-- expect: table public.orders › constraint orders_customer_fk › notValid
alter table public.orders drop constraint orders_customer_fk;
alter table public.orders add constraint orders_customer_fk
    foreign key (customer_id) references app.customers (id) on delete cascade not valid;
-- reverse:
alter table public.orders validate constraint orders_customer_fk;

-- mutation: CHECK NOT ENFORCED
-- since: 18
-- expect: table public.orders › constraint orders_state_known › notEnforced
alter table public.orders drop constraint orders_state_known;
alter table public.orders add constraint orders_state_known
    check (state in ('open', 'paid', 'shipped', 'it''s 100%')) not enforced;
-- reverse:
alter table public.orders drop constraint orders_state_known;
alter table public.orders add constraint orders_state_known
    check (state in ('open', 'paid', 'shipped', 'it''s 100%'));

-- mutation: foreign key NOT ENFORCED
-- since: 18
-- expect: table public.orders › constraint orders_customer_fk › notEnforced
alter table public.orders alter constraint orders_customer_fk not enforced;
-- reverse:
alter table public.orders alter constraint orders_customer_fk enforced;

-- mutation: EXCLUDE added
-- expect: table app.log › constraint log_at_excl
alter table app.log add exclude using btree (at with =);
-- reverse:
alter table app.log drop constraint log_at_excl;

-- mutation: EXCLUDE with another operator
-- expect: table public.orders › constraint orders_no_overlap › definition
alter table public.orders drop constraint orders_no_overlap;
alter table public.orders add constraint orders_no_overlap
    exclude using gist (period with -|-) where (state <> 'open');
-- reverse:
alter table public.orders drop constraint orders_no_overlap;
alter table public.orders add constraint orders_no_overlap
    exclude using gist (period with &&) where (state <> 'open');

-- mutation: EXCLUDE with another WHERE
-- expect: table public.orders › constraint orders_no_overlap › definition
alter table public.orders drop constraint orders_no_overlap;
alter table public.orders add constraint orders_no_overlap exclude using gist (period with &&);
-- reverse:
alter table public.orders drop constraint orders_no_overlap;
alter table public.orders add constraint orders_no_overlap
    exclude using gist (period with &&) where (state <> 'open');

-- mutation: foreign key DEFERRABLE
-- expect: table public.orders › constraint orders_customer_fk › deferrable
alter table public.orders alter constraint orders_customer_fk deferrable;
-- reverse:
alter table public.orders alter constraint orders_customer_fk not deferrable;

-- mutation: foreign key no longer DEFERRABLE
-- expect: table public.order_lines › constraint order_lines_order_fk › deferrable
alter table public.order_lines alter constraint order_lines_order_fk not deferrable;
-- reverse:
alter table public.order_lines alter constraint order_lines_order_fk deferrable;

-- mutation: foreign key INITIALLY DEFERRED
-- expect: table public.order_lines › constraint order_lines_order_fk › initiallyDeferred
alter table public.order_lines alter constraint order_lines_order_fk deferrable initially deferred;
-- reverse:
alter table public.order_lines alter constraint order_lines_order_fk deferrable initially immediate;

-- mutation: UNIQUE INITIALLY IMMEDIATE
-- expect: table public.orders › constraint orders_number_key › initiallyDeferred
alter table public.orders drop constraint orders_number_key;
alter table public.orders add constraint orders_number_key unique (number) deferrable;
-- reverse:
alter table public.orders drop constraint orders_number_key;
alter table public.orders add constraint orders_number_key unique (number) deferrable initially deferred;

-- mutation: temporal key
-- since: 18
-- expect: table app.stays › constraint stays_key
alter table app.stays add constraint stays_key unique (room, during without overlaps);
-- reverse:
alter table app.stays drop constraint stays_key;

-- mutation: temporal foreign key
-- since: 18
-- expect: table app.stays › constraint stays_key
-- expect: table app.stays › constraint stays_fk
alter table app.stays add constraint stays_key unique (room, during without overlaps);
alter table app.stays add constraint stays_fk
    foreign key (room, period during) references app.stays (room, period during);
-- reverse:
alter table app.stays drop constraint stays_fk;
alter table app.stays drop constraint stays_key;

-- mutation: constraint comment set
-- expect: table public.orders › constraint orders_customer_fk › comment
comment on constraint orders_customer_fk on public.orders is 'No orders of nobody.';
-- reverse:
comment on constraint orders_customer_fk on public.orders is null;

-- mutation: constraint comment changed
-- expect: table app.customers › constraint customers_born_sane › comment
comment on constraint customers_born_sane on app.customers is 'Nobody is that old, 100%.';
-- reverse:
comment on constraint customers_born_sane on app.customers is 'Nobody is that old.';

-- mutation: foreign key triggers disabled
-- unseen-by-pg-dump
-- expect: table public.orders › constraint orders_customer_fk › disabled
-- expect: table public.orders › constraint orders_number_key › disabled
-- expect: table public.order_lines › constraint order_lines_order_fk › disabled
alter table public.orders disable trigger all;
alter table public.orders enable trigger user;
alter table public.orders enable always trigger "Odd Trigger.50%";
-- reverse:
alter table public.orders enable trigger all;
alter table public.orders enable always trigger "Odd Trigger.50%";
