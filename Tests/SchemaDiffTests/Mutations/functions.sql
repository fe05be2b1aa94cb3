-- Functions, procedures, aggregates, languages and transforms.

-- mutation: function created
-- expect: function app.fresh(integer, text)
create function app.fresh(integer, text) returns integer language sql as 'select $1';
-- reverse:
drop function app.fresh(integer, text);

-- mutation: function dropped
-- expect: function app.unfinished(date)
drop function app.unfinished(date);
-- reverse:
create function app.unfinished(d date default current_date) returns date language sql return d + 1;

-- mutation: function overloaded
-- expect: function app.add(bigint, integer)
create function app.add(bigint, integer) returns bigint language sql as 'select $1 + $2';
-- reverse:
drop function app.add(bigint, integer);

-- mutation: function of other argument types
-- expect: function app.series(integer)
-- expect: function app.series(bigint)
drop function app.series(integer);
create function app.series(up_to bigint) returns setof integer
    language sql stable rows 10 leakproof as $$ select generate_series(1, up_to::integer) $$;
-- reverse:
drop function app.series(bigint);
create function app.series(up_to integer) returns setof integer
    language sql stable rows 10 leakproof as $$ select generate_series(1, up_to) $$;

-- mutation: function body
-- expect: function app.granted(text) › body
create or replace function app.granted(text) returns text language sql as $$ select $1 || '' $$;
-- reverse:
create or replace function app.granted(text) returns text language sql as $$ select $1 $$;

-- mutation: function body, one line of many
-- expect: function app.slow(numeric, text[]) › body
create or replace function app.slow(inout n numeric, out label text, variadic rest text[])
    language plpgsql stable security definer cost 1000 set search_path = pg_catalog, pg_temp set work_mem = '8MB'
as $body$
begin
    -- a line with a $dollar$ in it
    label := array_to_string(rest, '; ');
end
$body$;
-- reverse:
create or replace function app.slow(inout n numeric, out label text, variadic rest text[])
    language plpgsql stable security definer cost 1000 set search_path = pg_catalog, pg_temp set work_mem = '8MB'
as $body$
begin
    -- a line with a $dollar$ in it
    label := array_to_string(rest, ', ');
end
$body$;

-- mutation: function body, space only
-- expect: function app.granted(text) › body
create or replace function app.granted(text) returns text language sql as $$ select $1$$;
-- reverse:
create or replace function app.granted(text) returns text language sql as $$ select $1 $$;

-- mutation: function body BEGIN ATOMIC
-- expect: function app.atomic(integer) › body
create or replace function app.atomic(p integer) returns integer language sql begin atomic select p + 2; end;
-- reverse:
create or replace function app.atomic(p integer) returns integer language sql begin atomic select p + 1; end;

-- mutation: function body RETURN
-- expect: function app.unfinished(date) › body
create or replace function app.unfinished(d date default current_date) returns date language sql return d + 2;
-- reverse:
create or replace function app.unfinished(d date default current_date) returns date language sql return d + 1;

-- mutation: function body from text to RETURN
-- expect: function app.granted(text) › body
create or replace function app.granted(text) returns text language sql return $1;
-- reverse:
create or replace function app.granted(text) returns text language sql as $$ select $1 $$;

-- mutation: function result type
-- expect: function app.pairs() › returns
drop function app.pairs();
create function app.pairs() returns table (key text, value json)
    language plpgsql as $$ begin return query select 'a', '{}'::jsonb; end $$;
-- reverse:
drop function app.pairs();
create function app.pairs() returns table (key text, value jsonb)
    language plpgsql as $$ begin return query select 'a', '{}'::jsonb; end $$;

-- mutation: function SETOF
-- expect: function app.of_row(app.mood) › returns
drop function app.of_row(app.mood);
create function app.of_row(mood app.mood) returns setof app.address
    language sql rows 1000 as $$ select null::app.address $$;
alter function app.of_row(app.mood) owner to tm_fixture_owner;
-- reverse:
drop function app.of_row(app.mood);
create function app.of_row(mood app.mood) returns app.address language sql as $$ select null::app.address $$;
alter function app.of_row(app.mood) owner to tm_fixture_owner;

-- mutation: function argument default
-- expect: function app.add(integer, integer) › arguments
create or replace function app.add(a integer, b integer default 2) returns integer
    language sql immutable strict parallel safe as $$ select a + b $$;
-- reverse:
create or replace function app.add(a integer, b integer default 1) returns integer
    language sql immutable strict parallel safe as $$ select a + b $$;

-- mutation: function argument name
-- expect: function app.distance("ünïcode"."Ort") › arguments
create or replace function app.distance("The ""Place" "ünïcode"."Ort") returns double precision
    transform for type "ünïcode"."Ort" language plpgsql as $$ begin return 0; end $$;
-- reverse:
drop function app.distance("ünïcode"."Ort");
create function app.distance("ünïcode"."Ort") returns double precision
    transform for type "ünïcode"."Ort" language plpgsql as $$ begin return 0; end $$;

-- mutation: function argument mode
-- expect: function "Odd Schema.50%"."Odd Function.100%"(text) › arguments
drop function "Odd Schema.50%"."Odd Function.100%"(text);
create function "Odd Schema.50%"."Odd Function.100%"(inout "Odd Argument" text default 'it''s "quoted"')
    language sql as $$ select "Odd Argument" $$;
-- reverse:
drop function "Odd Schema.50%"."Odd Function.100%"(text);
create function "Odd Schema.50%"."Odd Function.100%"("Odd Argument" text default 'it''s "quoted"') returns text
    language sql as $$ select "Odd Argument" $$;

-- mutation: function VARIADIC
-- expect: function app.slow(numeric, text[]) › arguments
drop function app.slow(numeric, text[]);
create function app.slow(inout n numeric, out label text, rest text[])
    language plpgsql stable security definer cost 1000 set search_path = pg_catalog, pg_temp set work_mem = '8MB'
as $body$
begin
    -- a line with a $dollar$ in it
    label := array_to_string(rest, ', ');
end
$body$;
-- reverse:
drop function app.slow(numeric, text[]);
create function app.slow(inout n numeric, out label text, variadic rest text[])
    language plpgsql stable security definer cost 1000 set search_path = pg_catalog, pg_temp set work_mem = '8MB'
as $body$
begin
    -- a line with a $dollar$ in it
    label := array_to_string(rest, ', ');
end
$body$;

-- mutation: function language
-- expect: function app.pairs() › language
create or replace function app.pairs() returns table (key text, value jsonb)
    language tm_script as $$ begin return query select 'a', '{}'::jsonb; end $$;
-- reverse:
create or replace function app.pairs() returns table (key text, value jsonb)
    language plpgsql as $$ begin return query select 'a', '{}'::jsonb; end $$;

-- mutation: function WINDOW
-- expect: function app.row_number_again() › window
drop function app.row_number_again();
create function app.row_number_again() returns bigint language internal immutable as 'window_row_number';
-- reverse:
drop function app.row_number_again();
create function app.row_number_again() returns bigint language internal window immutable as 'window_row_number';

-- mutation: function volatility
-- expect: function app.add(integer, integer) › volatility
alter function app.add(integer, integer) stable;
-- reverse:
alter function app.add(integer, integer) immutable;

-- mutation: function VOLATILE to IMMUTABLE
-- expect: function app.granted(text) › volatility
alter function app.granted(text) immutable;
-- reverse:
alter function app.granted(text) volatile;

-- mutation: function PARALLEL
-- expect: function app.add(integer, integer) › parallel
alter function app.add(integer, integer) parallel restricted;
-- reverse:
alter function app.add(integer, integer) parallel safe;

-- mutation: function STRICT
-- expect: function app.granted(text) › strict
alter function app.granted(text) strict;
-- reverse:
alter function app.granted(text) called on null input;

-- mutation: function no longer STRICT
-- expect: function app.add(integer, integer) › strict
alter function app.add(integer, integer) called on null input;
-- reverse:
alter function app.add(integer, integer) strict;

-- mutation: function LEAKPROOF
-- expect: function app.add(integer, integer) › leakproof
alter function app.add(integer, integer) leakproof;
-- reverse:
alter function app.add(integer, integer) not leakproof;

-- mutation: function SECURITY DEFINER
-- expect: function app.granted(text) › securityDefiner
alter function app.granted(text) security definer;
-- reverse:
alter function app.granted(text) security invoker;

-- mutation: function SECURITY INVOKER
-- expect: function app.slow(numeric, text[]) › securityDefiner
alter function app.slow(numeric, text[]) security invoker;
-- reverse:
alter function app.slow(numeric, text[]) security definer;

-- mutation: function COST
-- expect: function app.slow(numeric, text[]) › cost
alter function app.slow(numeric, text[]) cost 1001;
-- reverse:
alter function app.slow(numeric, text[]) cost 1000;

-- mutation: function COST of a language that defaults to 1
-- expect: function app.tiny_lt(app.tiny, app.tiny) › cost
alter function app.tiny_lt(app.tiny, app.tiny) cost 100;
-- reverse:
alter function app.tiny_lt(app.tiny, app.tiny) cost 1;

-- mutation: function ROWS
-- expect: function app.series(integer) › rows
alter function app.series(integer) rows 11;
-- reverse:
alter function app.series(integer) rows 10;

-- mutation: function ROWS set
-- expect: function app.pairs() › rows
alter function app.pairs() rows 5;
-- reverse:
alter function app.pairs() rows 1000;

-- mutation: function SUPPORT
-- expect: function app.series(integer) › support
alter function app.series(integer) support app.add_support;
-- reverse:
create or replace function app.series(up_to integer) returns setof integer
    language sql stable rows 10 leakproof as $$ select generate_series(1, up_to) $$;

-- mutation: function SET added
-- expect: function app.granted(text) › settings.search_path
alter function app.granted(text) set search_path = '';
-- reverse:
alter function app.granted(text) reset search_path;

-- mutation: function SET changed
-- expect: function app.slow(numeric, text[]) › settings.search_path
alter function app.slow(numeric, text[]) set search_path = pg_catalog, "Odd Schema.50%", pg_temp;
-- reverse:
alter function app.slow(numeric, text[]) set search_path = pg_catalog, pg_temp;

-- mutation: function SET reset
-- expect: function app.slow(numeric, text[]) › settings.work_mem
alter function app.slow(numeric, text[]) reset work_mem;
-- reverse:
alter function app.slow(numeric, text[]) set work_mem = '8MB';

-- mutation: function TRANSFORM
-- expect: function app.distance("ünïcode"."Ort") › transforms
create or replace function app.distance("ünïcode"."Ort") returns double precision
    language plpgsql as $$ begin return 0; end $$;
-- reverse:
create or replace function app.distance("ünïcode"."Ort") returns double precision
    transform for type "ünïcode"."Ort" language plpgsql as $$ begin return 0; end $$;

-- mutation: function of a library: symbol
-- expect: function app.language_validator(oid) › body
create or replace function app.language_validator(oid) returns void
    language c as '$libdir/plpgsql', 'plpgsql_call_handler';
-- reverse:
create or replace function app.language_validator(oid) returns void
    language c as '$libdir/plpgsql', 'plpgsql_validator';

-- mutation: function of a library: library
-- expect: function app.latin_to_unicode(integer, integer, cstring, internal, integer, boolean) › library
update pg_proc set probin = '$libdir/elsewhere'
    where oid = 'app.latin_to_unicode(integer, integer, cstring, internal, integer, boolean)'::regprocedure;
-- reverse:
update pg_proc set probin = '$libdir/utf8_and_iso8859_1'
    where oid = 'app.latin_to_unicode(integer, integer, cstring, internal, integer, boolean)'::regprocedure;

-- mutation: function internal name
-- expect: function app.tiny_ne(app.tiny, app.tiny) › body
create or replace function app.tiny_ne(app.tiny, app.tiny) returns boolean
    language internal immutable strict as 'int4eq';
-- reverse:
create or replace function app.tiny_ne(app.tiny, app.tiny) returns boolean
    language internal immutable strict as 'int4ne';

-- mutation: function owner
-- expect: function app.add(integer, integer) › owner
alter function app.add(integer, integer) owner to tm_fixture_owner;
-- reverse:
alter function app.add(integer, integer) owner to current_user;

-- mutation: function comment
-- expect: function app.add(integer, integer) › comment
comment on function app.add(integer, integer) is 'One more.';
-- reverse:
comment on function app.add(integer, integer) is 'One more, or as many as you like.';

-- mutation: function replaced by an equal one
-- expect: nothing
create or replace function app.granted(in text) returns pg_catalog.text volatile language sql as $$ select $1 $$;
-- reverse:
create or replace function app.granted(text) returns text language sql as $$ select $1 $$;

-- mutation: procedure created
-- expect: procedure app.fresh(integer)
create procedure app.fresh(integer) language sql as 'select $1';
-- reverse:
drop procedure app.fresh(integer);

-- mutation: procedure dropped
-- expect: procedure "ünïcode"."Aufräumen"()
drop procedure "ünïcode"."Aufräumen"();
-- reverse:
create procedure "ünïcode"."Aufräumen"() language sql as $$ select 1 $$;

-- mutation: procedure body
-- expect: procedure app.tidy(integer, bigint) › body
create or replace procedure app.tidy(in days integer default 30, inout removed bigint default 0)
    language plpgsql as $$ begin removed := -days; end $$;
-- reverse:
create or replace procedure app.tidy(in days integer default 30, inout removed bigint default 0)
    language plpgsql as $$ begin removed := days; end $$;

-- mutation: procedure argument default
-- expect: procedure app.tidy(integer, bigint) › arguments
create or replace procedure app.tidy(in days integer default 31, inout removed bigint default 0)
    language plpgsql as $$ begin removed := days; end $$;
-- reverse:
create or replace procedure app.tidy(in days integer default 30, inout removed bigint default 0)
    language plpgsql as $$ begin removed := days; end $$;

-- mutation: procedure SECURITY DEFINER
-- expect: procedure app.tidy(integer, bigint) › securityDefiner
alter procedure app.tidy(integer, bigint) security definer;
-- reverse:
alter procedure app.tidy(integer, bigint) security invoker;

-- mutation: procedure SET
-- expect: procedure "ünïcode"."Aufräumen"() › settings.statement_timeout
alter procedure "ünïcode"."Aufräumen"() set statement_timeout = '5s';
-- reverse:
alter procedure "ünïcode"."Aufräumen"() reset statement_timeout;

-- mutation: procedure owner
-- expect: procedure "ünïcode"."Aufräumen"() › owner
alter procedure "ünïcode"."Aufräumen"() owner to tm_fixture_owner;
-- reverse:
alter procedure "ünïcode"."Aufräumen"() owner to current_user;

-- mutation: procedure comment
-- expect: procedure app.tidy(integer, bigint) › comment
comment on procedure app.tidy(integer, bigint) is null;
-- reverse:
comment on procedure app.tidy(integer, bigint) is 'Takes away what is old.';

-- mutation: procedure turned into a function
-- expect: procedure "ünïcode"."Aufräumen"()
-- expect: function "ünïcode"."Aufräumen"()
drop procedure "ünïcode"."Aufräumen"();
create function "ünïcode"."Aufräumen"() returns void language sql as $$ select 1 $$;
-- reverse:
drop function "ünïcode"."Aufräumen"();
create procedure "ünïcode"."Aufräumen"() language sql as $$ select 1 $$;

-- mutation: language created
-- expect: language tm_fresh
create language tm_fresh handler app.call_handler;
-- reverse:
drop language tm_fresh;

-- mutation: language dropped
-- expect: language "tm Odd.script%"
drop language "tm Odd.script%";
-- reverse:
create language "tm Odd.script%" handler app.call_handler;

-- mutation: language TRUSTED
-- expect: language tm_script › trusted
create or replace language tm_script handler app.call_handler inline app.inline_handler validator app.language_validator;
-- reverse:
create or replace trusted language tm_script handler app.call_handler inline app.inline_handler
    validator app.language_validator;

-- mutation: language handler
-- expect: language "tm Odd.script%" › handler
create or replace language "tm Odd.script%" handler pg_catalog.plpgsql_call_handler;
-- reverse:
create or replace language "tm Odd.script%" handler app.call_handler;

-- mutation: language inline handler
-- expect: language tm_script › inline
create or replace trusted language tm_script handler app.call_handler validator app.language_validator;
-- reverse:
create or replace trusted language tm_script handler app.call_handler inline app.inline_handler
    validator app.language_validator;

-- mutation: language validator
-- expect: language "tm Odd.script%" › validator
create or replace language "tm Odd.script%" handler app.call_handler validator app.language_validator;
-- reverse:
create or replace language "tm Odd.script%" handler app.call_handler;

-- mutation: language owner
-- expect: language tm_script › owner
alter language tm_script owner to tm_fixture_owner;
-- reverse:
alter language tm_script owner to current_user;

-- mutation: language comment
-- expect: language tm_script › comment
comment on language tm_script is 'By another name.';
-- reverse:
comment on language tm_script is 'plpgsql by another name.';

-- mutation: transform created
-- expect: transform app.reading LANGUAGE plpgsql
create transform for app.reading language plpgsql (from sql with function app.from_address(internal));
-- reverse:
drop transform for app.reading language plpgsql;

-- mutation: transform dropped
-- expect: transform app.address LANGUAGE plpgsql
drop transform for app.address language plpgsql;
-- reverse:
create transform for app.address language plpgsql (from sql with function app.from_address(internal));

-- mutation: transform FROM SQL
-- expect: transform app.address LANGUAGE plpgsql › fromSQL
create or replace transform for app.address language plpgsql (from sql with function app.from_address_again(internal));
-- reverse:
create or replace transform for app.address language plpgsql (from sql with function app.from_address(internal));

-- mutation: transform TO SQL
-- expect: transform app.address LANGUAGE plpgsql › toSQL
create or replace transform for app.address language plpgsql
    (from sql with function app.from_address(internal), to sql with function app.to_address(internal));
-- reverse:
create or replace transform for app.address language plpgsql (from sql with function app.from_address(internal));

-- mutation: transform of another language
-- expect: transform app.address LANGUAGE plpgsql
-- expect: transform app.address LANGUAGE tm_script
drop transform for app.address language plpgsql;
create transform for app.address language tm_script (from sql with function app.from_address(internal));
-- reverse:
drop transform for app.address language tm_script;
create transform for app.address language plpgsql (from sql with function app.from_address(internal));

-- mutation: transform comment
-- expect: transform "ünïcode"."Ort" LANGUAGE plpgsql › comment
comment on transform for "ünïcode"."Ort" language plpgsql is null;
-- reverse:
comment on transform for "ünïcode"."Ort" language plpgsql is 'Both ways.';

-- mutation: access method created
-- expect: accessMethod tm_fresh
create access method tm_fresh type index handler hashhandler;
-- reverse:
drop access method tm_fresh;

-- mutation: access method dropped
-- expect: accessMethod "tm Odd.btree%"
drop access method "tm Odd.btree%";
-- reverse:
create access method "tm Odd.btree%" type index handler bthandler;

-- mutation: access method handler
-- expect: accessMethod "tm Odd.btree%" › handler
drop access method "tm Odd.btree%";
create access method "tm Odd.btree%" type index handler gisthandler;
-- reverse:
drop access method "tm Odd.btree%";
create access method "tm Odd.btree%" type index handler bthandler;

-- mutation: access method type
-- expect: accessMethod "tm Odd.btree%" › type
-- expect: accessMethod "tm Odd.btree%" › handler
drop access method "tm Odd.btree%";
create access method "tm Odd.btree%" type table handler heap_tableam_handler;
-- reverse:
drop access method "tm Odd.btree%";
create access method "tm Odd.btree%" type index handler bthandler;

-- mutation: access method comment
-- expect: accessMethod tm_heap › comment
comment on access method tm_heap is null;
-- reverse:
comment on access method tm_heap is 'heap by another name.';

-- mutation: function that depends on an extension
-- expect: function app.granted(text) › dependsOnExtensions
alter function app.granted(text) depends on extension plpgsql;
-- reverse:
alter function app.granted(text) no depends on extension plpgsql;

-- mutation: procedure that depends on an extension
-- expect: procedure app.tidy(integer, bigint) › dependsOnExtensions
alter procedure app.tidy(integer, bigint) depends on extension plpgsql;
-- reverse:
alter procedure app.tidy(integer, bigint) no depends on extension plpgsql;
