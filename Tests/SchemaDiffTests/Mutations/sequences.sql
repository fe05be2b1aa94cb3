-- Sequences that are objects of their own.

-- mutation: sequence created
-- expect: sequence app.fresh
create sequence app.fresh;
-- reverse:
drop sequence app.fresh;

-- mutation: sequence dropped
-- expect: sequence "Odd Schema.50%"."Odd Sequence"
drop sequence "Odd Schema.50%"."Odd Sequence";
-- reverse:
create sequence "Odd Schema.50%"."Odd Sequence";

-- mutation: sequence type
-- expect: sequence "Odd Schema.50%"."Odd Sequence" › type
alter sequence "Odd Schema.50%"."Odd Sequence" as integer;
-- reverse:
alter sequence "Odd Schema.50%"."Odd Sequence" as bigint;

-- mutation: sequence start
-- expect: sequence public.order_number › start
alter sequence public.order_number start 2000;
-- reverse:
alter sequence public.order_number start 1000;

-- mutation: sequence increment
-- expect: sequence public.order_number › increment
alter sequence public.order_number increment 1;
-- reverse:
alter sequence public.order_number increment 10;

-- mutation: sequence that counts down
-- expect: sequence "Odd Schema.50%"."Odd Sequence" › increment
alter sequence "Odd Schema.50%"."Odd Sequence" increment -1 no minvalue no maxvalue start -1 restart;
-- reverse:
alter sequence "Odd Schema.50%"."Odd Sequence" increment 1 no minvalue no maxvalue start 1 restart;

-- mutation: sequence minimum
-- expect: sequence public.order_number › minimum
alter sequence public.order_number minvalue 500;
-- reverse:
alter sequence public.order_number minvalue 1000;

-- mutation: sequence minimum back to the default
-- expect: sequence public.order_number › minimum
alter sequence public.order_number no minvalue;
-- reverse:
alter sequence public.order_number minvalue 1000;

-- mutation: sequence maximum
-- expect: sequence public.order_number › maximum
alter sequence public.order_number maxvalue 500000;
-- reverse:
alter sequence public.order_number maxvalue 999990;

-- mutation: sequence cache
-- expect: sequence public.order_number › cache
alter sequence public.order_number cache 1;
-- reverse:
alter sequence public.order_number cache 5;

-- mutation: sequence NO CYCLE
-- expect: sequence public.order_number › cycle
alter sequence public.order_number no cycle;
-- reverse:
alter sequence public.order_number cycle;

-- mutation: sequence CYCLE
-- expect: sequence "Odd Schema.50%"."Odd Sequence" › cycle
alter sequence "Odd Schema.50%"."Odd Sequence" cycle;
-- reverse:
alter sequence "Odd Schema.50%"."Odd Sequence" no cycle;

-- mutation: sequence owned by nothing
-- expect: sequence public.order_number › ownedBy
alter sequence public.order_number owned by none;
-- reverse:
alter sequence public.order_number owned by public.orders.number;

-- mutation: sequence owned by a column
-- expect: sequence app.scratch_number › ownedBy
alter sequence app.scratch_number owned by app.scratch.id;
-- reverse:
alter sequence app.scratch_number owned by none;

-- mutation: serial sequence owned by another column
-- expect: sequence public.orders_id_seq › ownedBy
alter sequence public.orders_id_seq owned by public.orders."Odd Column.50%";
-- reverse:
alter sequence public.orders_id_seq owned by public.orders.id;

-- mutation: sequence LOGGED
-- expect: sequence app.scratch_number › persistence
alter sequence app.scratch_number set logged;
-- reverse:
alter sequence app.scratch_number set unlogged;

-- mutation: sequence UNLOGGED
-- expect: sequence "Odd Schema.50%"."Odd Sequence" › persistence
alter sequence "Odd Schema.50%"."Odd Sequence" set unlogged;
-- reverse:
alter sequence "Odd Schema.50%"."Odd Sequence" set logged;

-- mutation: sequence owner
-- expect: sequence app.scratch_number › owner
alter sequence app.scratch_number owner to tm_fixture_owner;
-- reverse:
alter sequence app.scratch_number owner to current_user;

-- mutation: sequence comment
-- expect: sequence public.order_number › comment
comment on sequence public.order_number is null;
-- reverse:
comment on sequence public.order_number is 'What stands on the invoice.';

-- mutation: sequence advanced
-- expect: nothing
select nextval('"Odd Schema.50%"."Odd Sequence"'), setval('app.scratch_number', 99);
-- reverse:
alter sequence "Odd Schema.50%"."Odd Sequence" restart;
alter sequence app.scratch_number restart;

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
-- expect: sequence app.customers_external_id_seq
grant usage on sequence app.customers_external_id_seq to tm_fixture_reader;
-- reverse:
revoke usage on sequence app.customers_external_id_seq from tm_fixture_reader;

-- mutation: identity sequence with a comment
-- expect: sequence app.customers_external_id_seq
comment on sequence app.customers_external_id_seq is 'Counts.';
-- reverse:
comment on sequence app.customers_external_id_seq is null;

-- mutation: identity sequence type
-- unseen-by-pg-dump
-- expect: table app.customers › column external_id › sequence.type
alter sequence app.customers_external_id_seq as bigint;
-- reverse:
alter sequence app.customers_external_id_seq as integer;
