-- Longer than 400 lines because it is one database: every kind of object that a catalog holds, at least twice, with
-- what depends on it. Needs a superuser, cluster.sql, and PostgreSQL 15 or later; nothing of contrib.
-- The mutations of the other files each change one thing of it.

set client_min_messages = warning;
set check_function_bodies = on;

-- Schemas ------------------------------------------------------------------------------------------------------------

create schema app authorization tm_fixture_owner;
comment on schema app is 'The shop.';
grant usage on schema app to tm_fixture_reader, tm_fixture_writer;
create schema "Odd Schema.50%";
grant usage on schema "Odd Schema.50%" to "tm_fixture_Odd Rôle.50%" with grant option;
create schema "ünïcode";
comment on schema "ünïcode" is 'Größe, naïveté, 数';
create schema later;
-- Every role is named by something, so that no mutation brings a role into the catalog that was not there.
grant usage on schema later to tm_fixture_admin, tm_fixture_group;

-- Extensions: at versions that are not the newest, where the server has them beside plpgsql ----------------------------

do $$
begin
    if exists (select from pg_available_extension_versions where name = 'hstore' and version = '1.7') then
        create extension hstore schema "ünïcode" version '1.7';
        comment on extension hstore is 'Pairs.';
    end if;
    if exists (select from pg_available_extension_versions where name = 'btree_gist' and version = '1.6') then
        create extension btree_gist schema later version '1.6';
    end if;
end
$$;

-- Languages, access methods ------------------------------------------------------------------------------------------

create function app.call_handler() returns language_handler language c as '$libdir/plpgsql', 'plpgsql_call_handler';
create function app.inline_handler(internal) returns void language c as '$libdir/plpgsql', 'plpgsql_inline_handler';
create function app.language_validator(oid) returns void language c as '$libdir/plpgsql', 'plpgsql_validator';
create trusted language tm_script handler app.call_handler inline app.inline_handler validator app.language_validator;
comment on language tm_script is 'plpgsql by another name.';
create language "tm Odd.script%" handler app.call_handler;

create access method tm_heap type table handler heap_tableam_handler;
comment on access method tm_heap is 'heap by another name.';
create access method "tm Odd.btree%" type index handler bthandler;

-- Types --------------------------------------------------------------------------------------------------------------

create type app.mood as enum ('calm', 'busy', 'it''s 100%');
comment on type app.mood is 'How a customer feels.';
create type "Odd Schema.50%"."Odd Enum" as enum ('Ä', 'b c', 'd.e');

create type app.colour as enum ('red', 'green', 'blue');

create type app.address as (street text collate "C", zip character varying(10), country character(2));
comment on type app.address is 'Where to send it.';
comment on column app.address.zip is 'As the post writes it.';
create type app.reading as (at timestamp with time zone, amount numeric(10, 2));
create type app.box3 as (low integer, high integer, name text);
create type "ünïcode"."Ort" as ("Länge" double precision, "Breite" double precision);

create domain app.email as text collate "C" default 'nobody@example.com' constraint email_has_at check (value like '%@%');
comment on domain app.email is 'An address for mail.';
comment on constraint email_has_at on domain app.email is 'Nothing stricter.';
create domain app.quantity as integer not null constraint quantity_positive check (value > 0);
create domain app.percentage as numeric(5, 2) constraint percentage_low check (value >= 0);
alter domain app.percentage add constraint percentage_high check (value <= 100) not valid;
create domain app.serial_number as text;
grant usage on domain app.email to tm_fixture_reader;
create domain "Odd Schema.50%"."Odd Domain" as "Odd Schema.50%"."Odd Enum" default 'b c';

create function app.price_difference(numeric, numeric) returns double precision
    language sql immutable as 'select ($1 - $2)::double precision';
create type app.price_range as range (subtype = numeric, subtype_diff = app.price_difference);
comment on type app.price_range is 'From the cheapest to the dearest.';
create type app.step_range;
create function app.step_canonical(app.step_range) returns app.step_range
    language internal immutable strict as 'int4range_canonical';
create type app.step_range as range (
    subtype = integer, canonical = app.step_canonical, subtype_diff = int4range_subdiff,
    multirange_type_name = app.steps
);
create type "ünïcode".word_range as range (subtype = text, subtype_opclass = text_pattern_ops, collation = "C");

create type app.spans as range (subtype = double precision, subtype_diff = float8mi);

create type app.tiny;
create function app.tiny_in(cstring) returns app.tiny language internal immutable strict as 'int4in';
create function app.tiny_out(app.tiny) returns cstring language internal immutable strict as 'int4out';
create function app.tiny_recv(internal) returns app.tiny language internal immutable strict as 'int4recv';
create function app.tiny_send(app.tiny) returns bytea language internal immutable strict as 'int4send';
create type app.tiny (
    input = app.tiny_in, output = app.tiny_out, receive = app.tiny_recv, send = app.tiny_send,
    like = integer, category = 'N', default = '7', delimiter = ';'
);
comment on type app.tiny is 'integer by another name.';
create type app.label;
create function app.label_in(cstring, oid, integer) returns app.label language internal immutable strict as 'varcharin';
create function app.label_out(app.label) returns cstring language internal immutable strict as 'varcharout';
create function app.label_in_again(cstring, oid, integer) returns app.label
    language internal immutable strict as 'varcharin';
create function app.label_out_again(app.label) returns cstring language internal immutable strict as 'varcharout';
create function app.label_recv(internal, oid, integer) returns app.label
    language internal immutable strict as 'varcharrecv';
create function app.label_send(app.label) returns bytea language internal immutable strict as 'varcharsend';
create function app.label_typmod_in(cstring[]) returns integer language internal immutable strict as 'varchartypmodin';
create function app.label_typmod_out(integer) returns cstring language internal immutable strict as 'varchartypmodout';
create function app.label_analyze(internal) returns boolean language internal strict as 'range_typanalyze';
create function app.label_subscript(internal) returns internal
    language internal immutable strict as 'raw_array_subscript_handler';
create type app.label (
    input = app.label_in, output = app.label_out, typmod_in = app.label_typmod_in, typmod_out = app.label_typmod_out,
    internallength = variable, alignment = int4, storage = extended, collatable = true
);
grant usage on type app.label to tm_fixture_reader with grant option;
create type app.blob;
create function app.blob_in(cstring) returns app.blob language internal immutable strict as 'uuid_in';
create function app.blob_out(app.blob) returns cstring language internal immutable strict as 'uuid_out';
create type app.blob (input = app.blob_in, output = app.blob_out, internallength = 16, alignment = char);
create type app.pending;
comment on type app.pending is 'A shell: to be filled in later.';
create type "Odd Schema.50%"."Odd Shell";

-- Collations, conversions, casts -------------------------------------------------------------------------------------

create collation app.bytes (provider = libc, locale = 'C');
comment on collation app.bytes is 'By the bytes.';
create collation "Odd Schema.50%"."Odd Collation" (provider = libc, lc_collate = 'C', lc_ctype = 'POSIX');

do $$
begin
    if exists (select from pg_collation where collname = 'de-x-icu') then
        create collation app.german (provider = icu, locale = 'de');
    end if;
end
$$;

create conversion app.latin_in for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
comment on conversion app.latin_in is 'The built-in one again.';
create default conversion "ünïcode"."Größe" for 'LATIN2' to 'UTF8' from iso8859_to_utf8;
create function app.latin_to_unicode(integer, integer, cstring, internal, integer, boolean) returns integer
    language c strict as '$libdir/utf8_and_iso8859_1', 'iso8859_1_to_utf8';

create function app.tiny_to_text(app.tiny) returns text language sql immutable as 'select app.tiny_out($1)::text';
create function app.tiny_to_text_again(app.tiny) returns text
    language sql immutable as 'select app.tiny_out($1)::text || ''''';
create cast (app.tiny as text) with function app.tiny_to_text(app.tiny) as assignment;
comment on cast (app.tiny as text) is 'For reports.';
create cast (app.tiny as integer) without function as implicit;
create cast (app.mood as character varying) with inout;

-- Functions ----------------------------------------------------------------------------------------------------------

create function app.add(a integer, b integer default 1) returns integer
    language sql immutable strict parallel safe as $$ select a + b $$;
comment on function app.add(integer, integer) is 'One more, or as many as you like.';
create function app.slow(inout n numeric, out label text, variadic rest text[])
    language plpgsql stable security definer cost 1000 set search_path = pg_catalog, pg_temp set work_mem = '8MB'
as $body$
begin
    -- a line with a $dollar$ in it
    label := array_to_string(rest, ', ');
end
$body$;
create function app.series(up_to integer) returns setof integer
    language sql stable rows 10 leakproof as $$ select generate_series(1, up_to) $$;
create function app.pairs() returns table (key text, value jsonb)
    language plpgsql as $$ begin return query select 'a', '{}'::jsonb; end $$;
create function app.atomic(p integer) returns integer
    language sql
begin atomic
    select p + 1;
end;
create function app.unfinished(d date default current_date) returns date language sql return d + 1;
create function app.row_number_again() returns bigint language internal window immutable as 'window_row_number';
create function app.touch() returns trigger
    language plpgsql as $$ begin return new; end $$;
create function app.nothing() returns trigger
    language plpgsql as $$ begin return null; end $$;
create function app.add_support(internal) returns internal language internal strict as 'generate_series_int4_support';
create function app.from_point(internal) returns internal language internal immutable strict as 'domain_recv';
create function app.to_point(internal) returns "ünïcode"."Ort" language internal immutable strict as 'record_recv';
create function app.from_address(internal) returns internal language internal immutable strict as 'domain_recv';
create function app.from_address_again(internal) returns internal language internal immutable strict as 'domain_recv';
create function app.to_address(internal) returns app.address language internal immutable strict as 'record_recv';
create function app.to_address_again(internal) returns app.address language internal immutable strict as 'record_recv';
create function "Odd Schema.50%"."Odd Function.100%"("Odd Argument" text default 'it''s "quoted"') returns text
    language sql as $$ select "Odd Argument" $$;
create function app.granted(text) returns text language sql as $$ select $1 $$;
revoke all on function app.granted(text) from public;
grant execute on function app.granted(text) to tm_fixture_reader;
create procedure app.tidy(in days integer default 30, inout removed bigint default 0)
    language plpgsql as $$ begin removed := days; end $$;
comment on procedure app.tidy(integer, bigint) is 'Takes away what is old.';
grant execute on procedure app.tidy(integer, bigint) to tm_fixture_writer;
create procedure "ünïcode"."Aufräumen"() language sql as $$ select 1 $$;
create function app.of_row(mood app.mood) returns app.address language sql as $$ select null::app.address $$;
alter function app.of_row(app.mood) owner to tm_fixture_owner;

create transform for "ünïcode"."Ort" language plpgsql
    (from sql with function app.from_point(internal), to sql with function app.to_point(internal));
comment on transform for "ünïcode"."Ort" language plpgsql is 'Both ways.';
create transform for app.address language plpgsql (from sql with function app.from_address(internal));
create function app.distance("ünïcode"."Ort") returns double precision
    transform for type "ünïcode"."Ort" language plpgsql as $$ begin return 0; end $$;

-- Aggregates ---------------------------------------------------------------------------------------------------------

create function app.plus(bigint, integer) returns bigint language sql immutable as 'select $1 + coalesce($2, 0)';
create function app.plus_again(bigint, integer) returns bigint language sql immutable as 'select $1 + coalesce($2, 0)';
create function app.minus(bigint, integer) returns bigint language sql immutable as 'select $1 - coalesce($2, 0)';
create function app.minus_again(bigint, integer) returns bigint language sql immutable as 'select $1 - coalesce($2, 0)';
create function app.together(bigint, bigint) returns bigint language sql immutable as 'select $1 + $2';
create function app.together_again(bigint, bigint) returns bigint language sql immutable as 'select $2 + $1';
create function app.sum_done(bigint) returns numeric language sql immutable as 'select $1::numeric';
create function app.sum_done_again(bigint) returns numeric language sql immutable as 'select $1::numeric + 0';
create aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);
comment on aggregate app.total(integer) is 'A sum with everything an aggregate can have.';
create aggregate app.smallest(integer) (sfunc = int4smaller, stype = integer, sortop = <);
create aggregate app.medians(integer) (sfunc = app.plus, stype = bigint, initcond = '5');
create aggregate app.averages(numeric) (
    sfunc = numeric_avg_accum, stype = internal, finalfunc = numeric_avg, combinefunc = numeric_avg_combine,
    serialfunc = numeric_avg_serialize, deserialfunc = numeric_avg_deserialize
);
create aggregate app.percentile(double precision order by double precision) (
    sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_cont_float8_final
);
create aggregate app.place(variadic "any" order by variadic "any") (
    sfunc = ordered_set_transition_multi, stype = internal, finalfunc = rank_final, finalfunc_extra, hypothetical
);

-- Operators, classes, families ---------------------------------------------------------------------------------------

create function app.tiny_lt(app.tiny, app.tiny) returns boolean language internal immutable strict as 'int4lt';
create function app.tiny_le(app.tiny, app.tiny) returns boolean language internal immutable strict as 'int4le';
create function app.tiny_eq(app.tiny, app.tiny) returns boolean language internal immutable strict as 'int4eq';
create function app.tiny_ne(app.tiny, app.tiny) returns boolean language internal immutable strict as 'int4ne';
create function app.tiny_ge(app.tiny, app.tiny) returns boolean language internal immutable strict as 'int4ge';
create function app.tiny_gt(app.tiny, app.tiny) returns boolean language internal immutable strict as 'int4gt';
create function app.tiny_cmp(app.tiny, app.tiny) returns integer language internal immutable strict as 'btint4cmp';
create function app.tiny_hash(app.tiny) returns integer language internal immutable strict as 'hashint4';
create function app.tiny_hash_again(app.tiny) returns integer language internal immutable strict as 'hashint4';
create function app.tiny_hash_wide(app.tiny, bigint) returns bigint
    language internal immutable strict as 'hashint4extended';
create operator app.< (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_lt,
    commutator = operator(app.>), negator = operator(app.>=), restrict = scalarltsel, join = scalarltjoinsel);
create operator app.<= (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_le,
    commutator = operator(app.>=), negator = operator(app.>), restrict = scalarlesel, join = scalarlejoinsel);
create operator app.= (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_eq,
    commutator = operator(app.=), negator = operator(app.<>), restrict = eqsel, join = eqjoinsel, hashes, merges);
create operator app.<> (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_ne,
    commutator = operator(app.<>), negator = operator(app.=), restrict = neqsel, join = neqjoinsel);
create operator app.>= (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_ge,
    commutator = operator(app.<=), negator = operator(app.<), restrict = scalargesel, join = scalargejoinsel);
create operator app.> (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_gt,
    commutator = operator(app.<), negator = operator(app.<=), restrict = scalargtsel, join = scalargtjoinsel);
comment on operator app.= (app.tiny, app.tiny) is 'As for integers.';
create operator app.### (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_eq);
create operator app.#< (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_lt);
create operator app.#> (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_gt);
create operator app.!!! (rightarg = app.tiny, function = app.tiny_to_text);

create operator class app.tiny_ops default for type app.tiny using btree as
    operator 1 app.<, operator 2 app.<=, operator 3 app.=, operator 4 app.>=, operator 5 app.>,
    function 1 app.tiny_cmp(app.tiny, app.tiny);
comment on operator class app.tiny_ops using btree is 'The order of integers.';
create operator family app.tiny_hashing using hash;
comment on operator family app.tiny_hashing using hash is 'One family for what hashes like integers.';
create operator class app.tiny_hash_ops for type app.tiny using hash family app.tiny_hashing as
    operator 1 app.=, function 1 app.tiny_hash(app.tiny);
create operator family app.loose using btree;
alter operator family app.loose using btree add
    operator 1 pg_catalog.< (integer, bigint), operator 2 pg_catalog.<= (integer, bigint),
    operator 3 pg_catalog.= (integer, bigint), operator 4 pg_catalog.>= (integer, bigint),
    operator 5 pg_catalog.> (integer, bigint), function 1 (integer, bigint) btint48cmp(integer, bigint);
create operator family app.other_hashing using hash;
create operator family "Odd Schema.50%"."Odd Family" using gist;
create operator class "Odd Schema.50%"."Odd Class" for type app.blob using gist
    family "Odd Schema.50%"."Odd Family" as storage integer;

-- Text search --------------------------------------------------------------------------------------------------------

create text search parser app.words
    (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, headline = prsd_headline, lextypes = prsd_lextype);
comment on text search parser app.words is 'The default one again.';
create text search parser "ünïcode"."Wörter"
    (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
create text search parser app.spare
    (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
create text search template app.plain (init = dsimple_init, lexize = dsimple_lexize);
comment on text search template app.plain is 'The simple one again.';
create text search template "ünïcode"."Einfach" (lexize = dsimple_lexize);
create text search dictionary app.short (template = app.plain, accept = 'false');
comment on text search dictionary app.short is 'Takes what is short.';
create text search dictionary "ünïcode"."Wörterbuch" (template = simple);
create text search configuration app.plain_text (parser = pg_catalog.default);
alter text search configuration app.plain_text add mapping for asciiword, word with app.short, simple;
alter text search configuration app.plain_text add mapping for email with simple;
comment on text search configuration app.plain_text is 'For notes.';
create text search configuration "ünïcode"."Suche" (parser = app.words);

-- Sequences ----------------------------------------------------------------------------------------------------------

create sequence public.order_number as integer start 1000 increment 10 minvalue 1000 maxvalue 999990 cache 5 cycle;
comment on sequence public.order_number is 'What stands on the invoice.';
grant usage on sequence public.order_number to tm_fixture_writer;
create sequence "Odd Schema.50%"."Odd Sequence";
create unlogged sequence app.scratch_number;

-- Tables -------------------------------------------------------------------------------------------------------------

create table app.customers (
    id bigint generated always as identity (start with 100 increment by 5 cache 10) primary key,
    external_id integer generated by default as identity,
    email app.email not null,
    name text not null default 'unnamed',
    note text,
    code character varying(20) collate "C",
    balance numeric(10, 2) not null default 0,
    tags text[] not null default '{}',
    born date,
    seen timestamp with time zone default now(),
    mood app.mood default 'calm',
    home app.address,
    document jsonb,
    caption text generated always as (upper(name)) stored,
    constraint customers_code_unique unique (code),
    constraint customers_balance_positive check (balance >= 0) no inherit,
    constraint customers_born_sane check (born > '1900-01-01')
);
comment on table app.customers is 'Who buys.';
comment on column app.customers.note is 'Free text.';
comment on constraint customers_born_sane on app.customers is 'Nobody is that old.';
alter table app.customers add constraint customers_name_short check (length(name) < 200) not valid;
alter table app.customers alter column note set storage external;
alter table app.customers alter column document set compression pglz;
alter table app.customers alter column code set statistics 500;
alter table app.customers alter column code set (n_distinct = -0.5);
grant select on app.customers to tm_fixture_reader;
grant select, insert on app.customers to tm_fixture_writer with grant option;
grant update (name, note), references (id) on app.customers to tm_fixture_writer;

create table public.orders (
    id serial primary key,
    number integer not null default nextval('public.order_number'),
    customer_id bigint not null,
    placed_at timestamp with time zone not null default now(),
    shipped_at timestamp with time zone,
    state text not null default 'open',
    note character varying(200),
    amount numeric(12, 2),
    period tstzrange,
    "Odd Column.50%" text,
    constraint orders_customer_fk foreign key (customer_id) references app.customers (id) on delete cascade,
    constraint orders_number_key unique (number) deferrable initially deferred,
    constraint orders_state_known check (state in ('open', 'paid', 'shipped', 'it''s 100%')),
    constraint orders_no_overlap exclude using gist (period with &&) where (state <> 'open')
);
comment on table public.orders is 'What was bought.';
comment on column public.orders."Odd Column.50%" is 'Needs quotes.';
alter table public.orders owner to tm_fixture_owner;
alter sequence public.order_number owner to tm_fixture_owner;
alter sequence public.order_number owned by public.orders.number;
grant select on public.orders to tm_fixture_reader with grant option;
grant select on sequence public.orders_id_seq to tm_fixture_reader;
create index orders_customer_idx on public.orders (customer_id) include (placed_at, amount);
create index orders_open_idx on public.orders using btree (placed_at desc nulls last) where state = 'open';
create index orders_lower_idx on public.orders (lower(state) collate "C" text_pattern_ops, (amount * 2))
    with (fillfactor = 80);
alter index public.orders_lower_idx alter column 2 set statistics 300;
comment on index public.orders_customer_idx is 'For the account page.';
comment on index public.orders_pkey is 'The key.';
create unique index "Odd Index.50%" on public.orders ("Odd Column.50%") nulls not distinct;
create index orders_period_idx on public.orders using gist (period);
create index orders_search_idx on public.orders using gin (to_tsvector('simple', note)) with (fastupdate = off);
alter table public.orders cluster on orders_customer_idx;
alter table public.orders set (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.05, toast.autovacuum_enabled = off);

create table public.order_lines (
    order_id integer not null,
    line smallint not null,
    product text not null,
    quantity app.quantity,
    discount app.percentage,
    price numeric(10, 2),
    primary key (order_id, line) include (product),
    constraint order_lines_order_fk foreign key (order_id) references public.orders (id)
        on update cascade on delete set null (order_id) deferrable
);
alter table public.order_lines add constraint order_lines_price_fk check (price >= 0) not valid;
alter table public.order_lines replica identity using index order_lines_pkey;
create index order_lines_product_idx on public.order_lines using hash (product);

create table "Odd Schema.50%"."Odd Table.50%" (
    "Odd ""Key""" integer generated by default as identity primary key,
    "ünïcode" text default 'naïve ''quoted''',
    "select" "Odd Schema.50%"."Odd Enum",
    "100%" "Odd Schema.50%"."Odd Domain",
    "a.b" app.tiny,
    constraint "Odd.Check 50%" check ("ünïcode" <> 'x"y')
);
comment on table "Odd Schema.50%"."Odd Table.50%" is E'Two\nlines, a tab\t, a backslash \\ and ''quotes''.';
alter table "Odd Schema.50%"."Odd Table.50%" replica identity full;
grant select, update on "Odd Schema.50%"."Odd Table.50%" to "tm_fixture_Odd Rôle.50%";
grant insert ("ünïcode") on "Odd Schema.50%"."Odd Table.50%" to "tm_fixture_Odd Rôle.50%";

create unlogged table app.scratch (
    id integer not null, body text, constraint scratch_key unique (id)
) with (fillfactor = 50);
create table app.plain (id integer not null, body text, amount integer);
create table app.other_heap (id integer) using tm_heap;
create table app.spaced (id integer) tablespace tm_fixture_space;
create index customers_search_idx on app.customers using gist (to_tsvector('simple', note) tsvector_ops (siglen = 100));
create index spaced_idx on app.customers (born) tablespace tm_fixture_space;
create table app.short_lived (id integer primary key, body text default 'x');
comment on table app.short_lived is 'To be dropped.';
create table app.log (at timestamp with time zone default now(), line text, id integer);
create table app.stays (room int4range, during daterange, guest text);
create table app.ordered (a integer, b text, c date);
create table later.moved (id integer primary key, n integer);
create index moved_invalid_idx on later.moved (n);

create table app.readings of app.reading (at with options not null, constraint readings_positive check (amount > 0));
create table app.typed_later (at timestamp with time zone, amount numeric(10, 2));

-- Inheritance --------------------------------------------------------------------------------------------------------

create table app.animals (id integer not null, name text default 'nobody', constraint animals_id_positive check (id > 0));
create table app.pets (owner_name text, age integer);
create table app.dogs (bark text) inherits (app.animals, app.pets);
create table app.cats (id integer not null, name text, lives integer, constraint animals_id_positive check (id > 0));
alter table app.cats inherit app.animals;
alter table app.dogs alter column name set default 'a dog';
create table app.strays (owner_name text, age integer);

-- Partitions ---------------------------------------------------------------------------------------------------------

create table app.events (
    id bigint not null, at timestamp with time zone not null, kind text not null, body jsonb,
    constraint events_key primary key (id, at, kind)
) partition by range (at);
comment on table app.events is 'What happened.';
create table app.events_2024 partition of app.events
    for values from ('2024-01-01 00:00:00+00') to ('2025-01-01 00:00:00+00');
create table app.events_2025 partition of app.events
    for values from ('2025-01-01 00:00:00+00') to ('2026-01-01 00:00:00+00')
    partition by list (kind);
create table app.events_2025_a partition of app.events_2025 for values in ('a', 'b', null);
create table app.events_2025_rest partition of app.events_2025 default;
create table app.events_rest partition of app.events default;
create index events_kind_idx on app.events (kind);
create index events_body_idx on only app.events using gin (body);
create index events_2024_body_idx on app.events_2024 using gin (body);
alter index app.events_body_idx attach partition app.events_2024_body_idx;
alter table app.events_2024 alter column body set storage external;
alter table app.events_2024 set (autovacuum_enabled = off);

create table app.shards (id integer not null, region text collate "C") partition by hash (id);
create table app.shards_0 partition of app.shards for values with (modulus 2, remainder 0);
create table app.shards_1 partition of app.shards for values with (modulus 2, remainder 1);
create table app.regions (region text, n integer) partition by list (lower(region) collate "C" text_pattern_ops);
create table app.regions_eu partition of app.regions for values in ('at', 'de', 'fr');
create table app.regions_free (region text, n integer);

create table app.halves (n integer, body text) partition by list (n);
create table app.halves_1 partition of app.halves for values in (1);
create table app.halves_2 partition of app.halves for values in (2);
create index halves_body_idx on only app.halves (body);
create index halves_1_body_idx on app.halves_1 (body);
create index halves_2_body_idx on app.halves_2 (body);
alter index app.halves_body_idx attach partition app.halves_1_body_idx;
create table app.shards_too (id integer not null, region text collate "C") partition by hash (id);
create table app.eras (year integer, half text) partition by range (year, half);
create table app.eras_old partition of app.eras for values from (minvalue, minvalue) to (1900, 'a');
create table app.eras_rest partition of app.eras default;

-- Views, rules -------------------------------------------------------------------------------------------------------

create view public.open_orders with (security_barrier) as
    select o.id, o.number, o.amount, c.name as customer from public.orders o join app.customers c on c.id = o.customer_id
    where o.state = 'open';
comment on view public.open_orders is 'What is still to do.';
comment on column public.open_orders.customer is 'By name.';
grant select on public.open_orders to tm_fixture_reader;
create view app.cheap_orders with (check_option = local) as select id, state, amount from public.orders where amount < 10;
create view app.all_notes as select id, note from app.customers union all select id, note from public.orders;
alter view app.all_notes owner to tm_fixture_owner;
alter view app.cheap_orders alter column state set default 'open';
create view "Odd Schema.50%"."Odd View.50%" with (security_invoker = true) as
    select "Odd ""Key""" as "Odd Key", "a.b" from "Odd Schema.50%"."Odd Table.50%";
create view app.summary as
    select state, count(*) as orders, sum(amount) as amount from public.open_orders join public.orders using (id, amount)
    group by state;

create view app.guests as select room, guest from app.stays where guest <> '';

create materialized view app.totals as select customer_id, sum(amount) as amount from public.orders group by customer_id;
comment on materialized view app.totals is 'Refreshed at night.';
create unique index totals_customer_idx on app.totals (customer_id);
create index totals_amount_idx on app.totals (amount);
alter materialized view app.totals cluster on totals_customer_idx;
alter materialized view app.totals set (fillfactor = 70);
grant select on app.totals to tm_fixture_reader;
create materialized view app.empty_totals as select 1 as one, 'x'::text as two with no data;
create materialized view app.spaced_totals tablespace tm_fixture_space as select 1 as one;
alter materialized view app.empty_totals owner to tm_fixture_owner;

create rule log_no_delete as on delete to app.log do instead nothing;
comment on rule log_no_delete on app.log is 'The log stays.';
create rule "Odd Rule.50%" as on update to app.log where old.line <> new.line
    do also (insert into app.plain (id, body) values (old.id, new.line); delete from app.plain where id = new.id);
create rule log_notify as on insert to app.log do also notify changed;
alter table app.log disable rule log_notify;
create rule notes_insert as on insert to app.all_notes do instead
    insert into app.log (line) values (new.note) returning id::bigint, line;

-- Triggers, event triggers -------------------------------------------------------------------------------------------

create trigger customers_touch before insert or update of name, note on app.customers
    for each row when (new.name is distinct from 'nobody') execute function app.touch('a', 'it''s', '50%');
comment on trigger customers_touch on app.customers is 'Does nothing, with arguments.';
create trigger customers_changed after update on app.customers
    referencing old table as before new table as after for each statement execute function app.nothing();
create trigger customers_emptied after truncate on app.customers for each statement execute function app.nothing();
alter table app.customers disable trigger customers_emptied;
create constraint trigger orders_paid after insert or update on public.orders from app.customers
    deferrable initially deferred for each row execute function app.nothing();
create trigger "Odd Trigger.50%" before delete on public.orders for each row execute function app.touch();
alter table public.orders enable always trigger "Odd Trigger.50%";
create trigger open_orders_insert instead of insert on public.open_orders for each row execute function app.touch();
create trigger events_touch before insert on app.events for each row execute function app.touch();

create trigger log_looked before insert on app.log for each row execute function app.nothing();

create function app.note_ddl() returns event_trigger language plpgsql as $$ begin null; end $$;
create function app.note_ddl_again() returns event_trigger language plpgsql as $$ begin null; end $$;
create event trigger tm_note_ddl on ddl_command_end when tag in ('CREATE TABLE', 'DROP ROUTINE')
    execute function app.note_ddl();
comment on event trigger tm_note_ddl is 'Looks at tables.';
create event trigger "tm Odd.Note%" on sql_drop execute function app.note_ddl();
alter event trigger "tm Odd.Note%" disable;

-- Extended statistics ------------------------------------------------------------------------------------------------

create statistics public.orders_state_stats (ndistinct, dependencies) on state, customer_id from public.orders;
comment on statistics public.orders_state_stats is 'State follows from the customer.';
alter statistics public.orders_state_stats set statistics 400;
create statistics public.orders_all_stats on lower(state), amount, note from public.orders;
create statistics later."Odd Stats" (mcv) on id, amount from app.plain;

-- Row security -------------------------------------------------------------------------------------------------------

alter table app.customers enable row level security;
alter table public.orders enable row level security;
alter table public.orders force row level security;
create policy customers_read on app.customers for select to tm_fixture_quiet, tm_fixture_still using (balance >= 0);
comment on policy customers_read on app.customers is 'Not those in debt.';
create policy customers_write on app.customers as restrictive for insert with check (name <> '');
create policy "Odd Policy.50%" on public.orders using (state <> 'it''s 100%') with check (amount > 0);
create policy lines_all on public.order_lines to "tm_fixture_Odd Rôle.50%" using (true);

-- Foreign data -------------------------------------------------------------------------------------------------------

create function app.fdw_handler() returns fdw_handler language internal as 'tsm_bernoulli_handler';
create function app.fdw_validator(text[], oid) returns boolean language sql as 'select true';
create foreign data wrapper tm_remote options (debug 'false', mode 'it''s');
comment on foreign data wrapper tm_remote is 'Leads nowhere.';
grant usage on foreign data wrapper tm_remote to tm_fixture_writer;
create foreign data wrapper "tm Odd.Wrapper%" validator app.fdw_validator;
create server warehouse type 'postgres' version '15' foreign data wrapper tm_remote
    options (host 'warehouse.example.com', dbname 'stock', secret_key 'do not look');
comment on server warehouse is 'Another database.';
grant usage on foreign server warehouse to tm_fixture_reader;
create server "Odd Server.50%" foreign data wrapper "tm Odd.Wrapper%";
create server spare foreign data wrapper tm_remote;
create user mapping for tm_fixture_reader server warehouse options (user 'reader', password 'do not look');
create user mapping for public server "Odd Server.50%";
create foreign table app.stock (
    id integer options (column_name 'stock_id') not null, product text default 'nothing', amount integer
) server warehouse options (schema_name 'public', table_name 'stock');
comment on foreign table app.stock is 'What is left.';
alter foreign table app.stock add constraint stock_amount check (amount >= 0);
create foreign table "Odd Schema.50%"."Odd Foreign.50%" ("Odd Column" text) server "Odd Server.50%";
create foreign table app.strays_far (owner_name text, age integer) server warehouse;
create foreign table app.regions_far partition of app.regions for values in ('us') server warehouse;

-- Publications, subscriptions ----------------------------------------------------------------------------------------

create publication tm_everything for all tables with (publish = 'insert, update');
create publication tm_orders_out for table public.orders (id, number, state) where (state <> 'open'), app.plain
    with (publish_via_partition_root = true);
comment on publication tm_orders_out is 'For the warehouse.';
create publication tm_later_out for tables in schema later, table app.ordered with (publish = 'insert');
create publication "tm Odd.Out%";
create subscription tm_orders_in connection 'host=127.0.0.1 port=1 dbname=nowhere password=secret'
    publication a, "B b" with (connect = false, binary = true, streaming = true);
comment on subscription tm_orders_in is 'From nowhere.';
create subscription "tm Odd.In%" connection 'host=127.0.0.1 port=1' publication a
    with (connect = false, slot_name = 'tm_odd_slot', synchronous_commit = 'remote_apply');

create subscription tm_spare_in connection 'host=127.0.0.1 port=1' publication a with (connect = false, slot_name = none);

-- Default privileges, database, roles in this database ---------------------------------------------------------------

alter default privileges for role tm_fixture_owner in schema app grant select on tables to tm_fixture_reader;
alter default privileges for role tm_fixture_owner revoke execute on functions from public;
alter default privileges for role tm_fixture_owner grant usage on sequences to tm_fixture_writer;

do $$
begin
    execute format('comment on database %I is %L', current_database(), 'The fixture.');
    execute format('alter database %I set timezone = %L', current_database(), 'UTC');
    execute format('alter database %I set lock_timeout = %L', current_database(), '1min');
    execute format('alter database %I set app.region = %L', current_database(), 'eu');
    execute format('grant connect on database %I to tm_fixture_reader', current_database());
    execute format('alter role tm_fixture_writer in database %I set work_mem = %L', current_database(), '16MB');
end
$$;

-- Security labels need a provider, which is a loaded module; their catalog row is all that a reader sees of one.
insert into pg_seclabel (objoid, classoid, objsubid, provider, label)
values ('app.customers'::regclass, 'pg_class'::regclass, 0, 'tidemark', 'internal'),
    ('app.customers'::regclass, 'pg_class'::regclass, 5, 'tidemark', 'secret'),
    ('app.add(integer, integer)'::regprocedure, 'pg_proc'::regclass, 0, 'tidemark', 'public');

-- An index that a failed CREATE INDEX CONCURRENTLY left.
update pg_index set indisvalid = false where indexrelid = 'later.moved_invalid_idx'::regclass;
