-- Longer than 400 lines because it is one catalogue of what the server prints: everything whose text goes through
-- pg_get_viewdef, pg_get_ruledef, pg_get_functiondef, pg_get_constraintdef, pg_get_indexdef, pg_get_triggerdef,
-- pg_get_expr and format_type. PostgreSQL 15, 16 and 18 take the same statements and print some of them differently.

set client_min_messages = warning;
create schema render;
set search_path = render, pg_catalog;

-- Relations to speak of -----------------------------------------------------------------------------------------------

create type pair as (x integer, y text);
create type nested as (p pair, tags text[]);
create domain positive as integer default 1 not null check (value > 0);
create domain short_text as text collate "C" constraint short check (length(value) < 10 and value !~ '^\s');
create type colour as enum ('red', 'green', 'it''s');

create table t (
    id integer not null, a integer, b text, c numeric(10, 2), d date, ts timestamp, tz timestamp with time zone,
    tm time, i interval, j json, jb jsonb, arr integer[], grid text[][], p pair, n nested, r int4range, bits bit(4),
    bytes bytea, flag boolean, col colour, u uuid, x xml, "Odd Name" text, "select" integer, ch "char",
    bp character(3),
    vc character varying(10), f8 double precision, m money, inet inet, pt point
);
create table s (id integer not null, t_id integer, b text, amount numeric, at timestamp with time zone default now());
create table ruled (id integer, t_id integer, b text, amount numeric);
create table "Odd Table" ("Odd Name" text, id integer);
create function two(a integer, b integer default 2) returns integer language sql immutable as 'select $1 + $2';
create function many(variadic v integer[]) returns integer language sql immutable as 'select $1[1]';
create function many_any(variadic v "any") returns integer language internal immutable as 'pg_num_nulls';
create function rows_of(integer) returns setof t language sql stable as 'select * from render.t where id = $1';
create function records(integer) returns setof record language sql stable as 'select 1, ''x''::text';
create function outs(in k integer, out x integer, out y text) returns setof record
    language sql stable as 'select 1, ''x''::text';
create function pair_of(integer) returns pair language sql immutable as 'select row($1, ''x'')::render.pair';
create function touch() returns trigger language plpgsql as 'begin return new; end';

-- Column references ---------------------------------------------------------------------------------------------------

create view v_one as select id, a, b from t where a > 1 and b is not null;
create view v_one_qualified as select t.id, t.a from t where t.a > 1;
create view v_one_alias as select q.id, q.a as "Odd Alias" from t q where q.a > 1;
create view v_one_star as select * from s;
create view v_one_odd as select "Odd Name", "select" from t where "Odd Name" <> '' order by "Odd Name",
    "select" desc;
create view v_two as select t.id, s.b from t, s where t.id = s.t_id;
create view v_join as select t.id, s.amount from t join s on t.id = s.t_id where s.amount > 0;
create view v_left as select t.id, s.amount from t left join s on t.id = s.t_id and s.amount > 0;
create view v_full as select t.id, s.amount
    from t full join s on t.id = s.t_id right join "Odd Table" o on o.id = t.id;
create view v_cross as select t.id, s.amount from t cross join s;
create view v_using as select id, t.a, s.amount from t join s using (id);
create view v_using_two as select id, b, t.a, s.amount from t left join s using (id, b);
create view v_using_alias as select j.id, t.a from t join s using (id) as j;
create view v_natural as select id, b from t natural join s;
create view v_full_using as select id, t.a from t full join s using (id);
create view v_join_alias as select j.a, j.amount from (t join s on t.id = s.t_id) as j (id, a);
create view v_nested_join as select a.id from t a join (s b join s c on b.id = c.id) on a.id = b.t_id;
create view v_self as select a.id, b.id as other from t a join t b on a.id = b.a;
create view v_column_alias as select q.k, q.l from t as q (k, l);
create view v_lateral as select t.id, l.amount from t,
    lateral (select s.amount from s where s.t_id = t.id limit 1) l;
create view v_lateral_left as select t.id, l.amount from t
    left join lateral (select sum(s.amount) as amount from s where s.t_id = t.id) l on true;
create view v_subselect_from as select q.id from (select id, a from t where a > 1) q where q.id < 5;
create view v_subselect_scalar as select id, (select max(amount) from s where t_id = t.id) as biggest from t;
create view v_subselect_same as select id, (select count(*) from t q where q.a = t.a) as like_it from t;
create view v_exists as select id from t where exists (select from s where s.t_id = t.id);
create view v_not_exists as select id from t where not exists (select 1 from s where t_id = t.id and amount > c);
create view v_in_select as select id from t where id in (select t_id from s where amount > 1);
create view v_not_in_select as select id from t where (id, a) not in (select t_id, id from s);
create view v_any_select as select id from t where a > any (select amount from s)
    and a < all (select amount from s);
create view v_exists_union as select id from t
    where exists ((select t.id from t limit 1) union select t.a from t order by 1)
        and a = (select max(t.a) from t) + a;
create view v_array_select as select id, array(select amount from s where t_id = t.id order by amount) as amounts
    from t;
create view v_with as with q as (select id, a from t) select q.id from q where q.a = 1;
create view v_with_one as with q as (select id, a from t) select id from q;
create view v_with_materialized as with q as materialized (select id from t),
    w as not materialized (select id from q) select q.id from q join w using (id);
create view v_with_recursive as with recursive q (n) as (select 1 union all select n + 1 from q
    where n < 10) select n from q;
create view v_with_search as with recursive q (n, m) as (select 1, 2 union all select n + 1, m from q where n < 10)
    search depth first by n, m set path cycle n set looped to 'y' default 'n' using trail select n, looped from q;
create view v_values as values (1, 'a'), (2, 'b');
create view v_values_from as select q.k, q.v from (values (1, 'a'::text), (2, 'b')) as q (k, v);
create view v_no_from as select 1 as one, current_date as today;
create view v_on_view as select id, a from v_one where a < 9;
create view v_system as select ctid, tableoid, id from t;

-- Names that clash: an output column like another column, an alias like a schema, a function or a field ---------------

create view v_clash_order as select id as a, a as id from t order by t.a, t.id desc, lower(t.b), t.c;
create view v_clash_output as select id as a, a as b from t order by a, b;
create view v_clash_distinct as select distinct on (t.a, t.c) id as a, c from t order by t.a, t.c, t.d;
create view v_clash_group as select a as b, b as a, count(*) as n from t group by t.a, t.b order by t.a, t.b;
create view v_clash_window as select id as a, sum(c) over (partition by t.a order by t.b, t.id desc) as b,
    count(*) over w as n from t window w as (partition by t.id, t.a order by t.b);
create view v_clash_aggregate as select array_agg(b order by t.a desc, t.b) as a,
    percentile_disc(0.5) within group (order by t.b) as c from t;
create view v_clash_expression as select id as b, a as c from t order by lower(t.b), t.b, (t.c + 1), c;
create view v_clash_having as select a as b, count(*) as a from t group by t.a having t.a > 1 order by t.a, count(*);
create view v_clash_renamed as select id, a from t order by id, a;
alter view v_clash_renamed rename column id to a2;
alter view v_clash_renamed rename column a to id;
create view v_alias_schema as select render.id, render.col, two(render.id) as two from t as render
    where render.col = 'red'::colour and (render.p = row(1, 'x')::pair or render.b operator(pg_catalog.=) 'render.id');
create view v_alias_function as select two.id, two(two.id, two.a) as r, two.b as "two.b" from t as two order by two.b;
create view v_alias_field as select p.p, (p.p).x, (p.n).p as np, ((p.n).p).x as npx, p.a from t as p where (p.p).y <> 'p.a';
create view v_alias_odd as select "Odd ""t"".x".id, 'Odd "t".x.id' as s, E'\\''"Odd ""t"".x".id' as e
    from t as "Odd ""t"".x" where "Odd ""t"".x"."Odd Name" = '"Odd ""t"".x".a';
create view v_alias_column as select a.a, a.b from t as a where a.a = 1 order by a.a;
create view v_whole_same as select t, t.a from (select 1 as t, 2 as a) t order by t.t;

-- Grouping, ordering --------------------------------------------------------------------------------------------------

create view v_group as select a, count(*) as n from t group by a having count(*) > 1 order by a;
create view v_group_two as select t.a, t.b, sum(t.c) as c from t group by t.a, t.b order by t.b, t.a;
create view v_group_expression as select a + 1 as k, count(*) as n from t group by a + 1 order by a + 1;
create view v_group_ordinal as select a, b, count(*) as n from t group by 1, 2 order by 3 desc nulls last, 1;
create view v_group_alias as select a as k, count(*) as n from t group by k order by k;
create view v_group_key as select id, a, b from t group by id, a, b;
create view v_group_sets as select a, b, count(*) as n, grouping(a, b) as g from t
    group by grouping sets ((a, b), (a), ());
create view v_rollup as select a, b, count(*) as n from t group by rollup (a, b);
create view v_cube as select a, b, count(*) as n from t group by cube (a, (b, c)), id;
create view v_group_distinct as select a, count(*) as n from t group by distinct rollup (a, b), rollup (a, c);
create view v_order as select id, a from t order by a desc, id nulls first;
create view v_order_hidden as select id from t order by c, lower(b);
create view v_order_name_clash as select a as id, id as a from t order by a, id;
create view v_order_using as select id from t order by a using >;
create view v_distinct as select distinct a, b from t;
create view v_distinct_on as select distinct on (a) a, b, c from t order by a, b desc;
create view v_limit as select id from t order by id limit 10 offset 5;
create view v_limit_ties as select id from t order by a fetch first 3 rows with ties;
create view v_for_update as select id from t for update of t skip locked;
create view v_for_share as select t.id
    from t join s on s.t_id = t.id for no key update of s nowait for key share of t;
create view v_tablesample as select id from t tablesample bernoulli (10.5) repeatable (1);
create view v_only as select id from only t;

-- Set operations ------------------------------------------------------------------------------------------------------

create view v_union as select id, b from t union select id, b from s;
create view v_union_all as select id, b from t where a = 1 union all select t_id, b from s where amount > 0
    order by 1;
create view v_union_three as select id from t union all (select id from s intersect select t_id
    from s) except select a from t;
create view v_union_nested as (select id from t order by id limit 1) union all (select id from s order by id
    limit 2);
create view v_union_from as select q.id from ((select id from t order by id limit 1) union all select id from s) q
    where q.id > 1 order by q.id;
create view v_union_join as select a.id, b.n from (select id from t union select id from s) a
    join (values (1), (2)) b (n) on a.id = b.n;
create view v_union_order as select id as k from t union select id from s order by k desc limit 3;
create view v_union_literals as select 'a' as x, null as y union all select 'b', 'c';
create view v_union_with as with q as (select 1 as n) select n from q union select id from t;

-- Functions in FROM ---------------------------------------------------------------------------------------------------

create view v_series as select n from generate_series(1, 3) as n;
create view v_series_plain as select * from generate_series(1, 3);
create view v_series_alias as select g.n, g.ordinality from generate_series(1, 3) with ordinality as g (n);
create view v_rows as select id, a from rows_of(1);
create view v_rows_alias as select r.id, r.b from rows_of(1) r;
create view v_records as select x, y from records(1) as q (x integer, y text);
create view v_outs as select x, y from outs(1);
create view v_rows_from as select * from rows from (generate_series(1, 2), outs(1)) with ordinality as q (a, b, c,
    o);
create view v_rows_from_records as select a, b from rows
    from (records(1) as (a integer, b text), generate_series(1, 2)) q;
create view v_unnest as select t.id, e.v from t, unnest(t.arr) as e (v);
create view v_unnest_two as select x, y from unnest(array[1, 2], array['a', 'b']) as q (x, y);
create view v_json_table_function as select id, e.key, e.value from t, jsonb_each(t.jb) e;
create view v_json_record as select id, q.a from t, jsonb_to_record(t.jb) as q (a integer, b text collate "C");
create view v_set_returning as select id, unnest(arr) as e from t;
create view v_xmltable as select q.a, q.b from t, xmltable(xmlnamespaces('http://example.com' as e),
    '/r/x' passing t.x columns a integer path '@a' not null, b text path 'b' default 'none', o for ordinality) q;
create view v_current_function as select n from current_date as n;

-- Rows and composites -------------------------------------------------------------------------------------------------

create view v_whole as select t from t;
create view v_whole_two as select t as tt, s as ss from t join s on t.id = s.t_id;
create view v_whole_function as select row_to_json(s) as j, count(s) as n, s.* is null as e from s group by s.*,
    s.id;
create view v_whole_null as select id from t where t is not null and not (t is null);
create view v_whole_sub as select row_to_json(q) as j from (select id, a from t) q;
create view v_whole_compare as select t.id from t, t q where t = q;
create view v_field as select (p).x, (p).y, (n).p as np from t;
create view v_field_deep as select ((n).p).x as nx, (n).tags[1] as tag from t;
create view v_field_function as select (pair_of(id)).y, (pair_of(id)).x as px from t;
create view v_field_star as select (p).* from t;
create view v_row as select row_to_json(row(id, a, b)) as r, row() is null as empty, row(id) = row(1) as one,
    row(id, b)::pair as cast_row from t;
create view v_row_compare as select id from t where (id, a) < (1, 2) and row(a, b) = row(1, 'x')
    and (id, a) <> (3, 4);
create view v_row_in as select id from t where (id, a) in ((1, 2), (3, 4));
create view v_row_distinct as select id from t where row(a, b) is distinct from row(1, 'x')
    and (a, id) is not distinct from (1, 2);
create view v_array as select array[id, a] as x, array[[1, 2], [3, 4]] as y, '{}'::integer[] as z,
    array[]::text[] as w from t;
create view v_slice as select arr[1] as a, arr[2:3] as b, arr[:2] as c, arr[1:] as d, arr[:] as e, grid[1][2] as f,
    grid[1:2][1:1] as g, arr[a:id] as h from t;
create view v_json_subscript as select jb['a']['b'][0] as x from t;
create view v_enum as select id from t where col = 'red' or col in ('green', 'it''s');

-- Operators and predicates ---------------------------------------------------------------------------------------------

create view v_boolean as select id from t where (a = 1 or a = 2) and not flag
    and (flag is true or flag is not unknown);
create view v_and_or as select id from t where (a = 1 and b = 'x') or (a = 2 and (b = 'y' or c = 1)) or flag;
create view v_in as select id from t where a in (1, 2, 3) and b not in ('x', 'y') and a in (id, 2);
create view v_in_one as select id from t where a in (1) and b not in ('x');
create view v_any_array as select id from t where a = any (arr) and a <> all (array[1, 2])
    and b = any ('{x,y}'::text[]);
create view v_between as select id from t where a between 1 and 2 and c not between symmetric 5 and 3;
create view v_like as select id from t where b like 'a%' and b not ilike '%z' and b ~ '^x' and b !~* 'y'
    and b like 'a\_%' escape '\';
create view v_similar as select id from t where b similar to '(a|b)%' and b not similar to 'c' escape '#';
create view v_null as select id from t where a is null and b is not null and a is distinct from 1
    and b is not distinct from 'x';
create view v_nullif as select nullif(a, 1) as x, coalesce(a, 2, id) as y, greatest(a, id, 3) as g,
    least(c, 1) as l from t;
create view v_case as select case when a > 1 then 'big' when a = 1 then b else null end as x,
    case a when 1 then 'one' when 2 then 'two' else 'many' end as y, case when flag then 1 end as z from t;
create view v_case_nested as select case when (case when a = 1 then flag else false end) then 1 else 2 end as x
    from t;
create view v_arithmetic as select a + id * 2 - 3 as x, (a + id) * 2 as y, -a as m, - (- a) as mm, @ a as ab,
    a % 2 as r, 2 ^ 3 as p, |/ 25.0 as sq, a / 2.0 as q from t;
create view v_bits as select a & 1 as x, a | 2 as y, a # 3 as z, ~ a as w, a << 1 as l, a >> 1 as r from t;
create view v_concat as select b || '-' || coalesce(b, '') as x, b || a as y, arr || 1 as z, bits || B'1' as w
    from t;
create view v_operator as select a operator(pg_catalog.+) 1 as x, b collate "C" < 'x' as y from t;
create view v_collate as select b collate "C" as x, lower(b collate "POSIX") as y from t order by b collate "C";
create view v_ranges as select r && int4range(1, 2) as x, r @> 3 as y, r -|- '[5,9)'::int4range as z, lower(r) as l
    from t;
create view v_json as select j -> 'a' as x, j ->> 'b' as y, jb #> '{a,b}' as z, jb #>> array['a', 'b'] as w,
    jb @> '{"a": 1}' as c, jb ? 'k' as k, jb ?| array['a'] as ka, jb - 'a' as m, jb @? '$.a' as pa,
    jb @@ '$.a > 1' as pm, jb || '{}' as cc from t;
create view v_inet as select inet << '10.0.0.0/8'::inet as x, inet && '10.1.0.0/16' as y from t;

-- Functions with a syntax of their own ---------------------------------------------------------------------------------

create view v_extract as select extract(year from ts) as y, extract(epoch from tz) as e, extract(day from i) as d,
    date_part('year', ts) as p, extract('month' from d) as m from t;
create view v_substring as select substring(b from 2) as x, substring(b from 2 for 3) as y,
    substring(b for 3) as z, substring(b from '^a.*') as r, substring(b from 'a' for '#') as s,
    substring(b similar 'a' escape '#') as ss, substring(b, 2, 3) as plain, substr(b, 2) as sub from t;
create view v_trim as select trim(b) as x, trim(leading from b) as l, trim(trailing 'x' from b) as r,
    trim(both 'x' from b) as bo, btrim(b, 'x') as plain, ltrim(b) as lt, trim(bytes from bytes) as tb from t;
create view v_overlay as select overlay(b placing 'x' from 2) as x, overlay(b placing 'x' from 2 for 3) as y from t;
create view v_position as select position('x' in b) as x, strpos(b, 'x') as y from t;
create view v_normalize as select normalize(b) as x, normalize(b, nfkc) as y, b is normalized as z,
    b is not nfd normalized as w from t;
create view v_at_time_zone as select ts at time zone 'UTC' as x, tz at time zone 'Europe/Berlin' as y,
    tz at time zone interval '1 hour' as z, timezone('UTC', tz) as plain from t;
create view v_overlaps as select (ts, ts) overlaps (ts, i) as x from t;
create view v_collation_for as select collation for (b) as x, pg_collation_for(b) as y from t;
create view v_sqlvalue as select current_date as d, current_time as t, current_time(2) as t2,
    current_timestamp as ts, current_timestamp(3) as ts3, localtime as lt, localtimestamp(1) as lts,
    current_user as cu, current_role as cr, session_user as su, user as u, current_catalog as cc,
    current_schema as cs, now() as n;
create view v_xml_root as select xmlroot(x, version b, standalone yes) as r, xmlroot(x, version no value) as n
    from t;
create view v_xml_parse as select xmlparse(document b) as d, xmlparse(content b preserve whitespace) as p from t;
create view v_xml_serialize as select xmlserialize(content x as text) as s, x is document as i,
    x is not document as n from t;
create view v_xml_exists as select xmlexists(b passing by ref x) as ex, xpath(b, x) as xp from t;
create view v_xmlserialize_document as select xmlserialize(document x as character varying(10)) as s from t;
create view v_xml_serialize_nested as select xmlserialize(content (xmlserialize(content x as text) || 'XMLSERIALIZE(')::xml as text) as s,
    (select xmlserialize(content q.x as text) from t q where q.id = t.a) as q from t;
create view v_xmlagg as select xmlagg(x order by id) as a from t;

-- Calls ----------------------------------------------------------------------------------------------------------------

create view v_named as select two(a => 1) as x, two(b => 2, a => id) as y, two(id, b => 3) as z from t;
create view v_default as select two(id) as x from t;
create view v_variadic as select many(1, 2, 3) as x, many(variadic arr) as y, many_any(1, 'x'::text) as z,
    many_any(variadic arr) as w, format('%s %s', a, b) as f, concat(variadic arr) as c from t;
create view v_aggregates as select count(*) as n, count(distinct a) as d, sum(c) filter (where a > 1) as f,
    array_agg(b order by b desc, id) as o, string_agg(distinct b, ',' order by b) as s, max(all a) as m from t;
create view v_ordered_set as select percentile_cont(0.5) within group (order by c) as m,
    mode() within group (order by a) as o,
    percentile_disc(array[0.1, 0.9]) within group (order by c desc) filter (where flag) as p,
    rank(5) within group (order by a) as r from t;
create view v_window as select row_number() over () as a, rank() over (order by id) as b,
    sum(c) over (partition by a order by id) as s, lag(b, 2, 'x') over w as l,
    sum(c) over (w rows 2 preceding) as r from t window w as (partition by a order by id desc);
create view v_window_frames as select sum(c) over (order by id rows between unbounded preceding
    and current row) as f1, sum(c) over (order by id rows between 1 preceding and 1 following) as f2,
    sum(c) over (order by id range between unbounded preceding and unbounded following exclude ties) as f3,
    sum(c) over (order by id groups between current row and 2 following exclude current row) as f4,
    sum(c) over (order by ts range between '1 day'::interval preceding
    and interval '2 hours' following exclude group) as f5, sum(c) over (order by id range current row) as f6,
    first_value(b) over (order by id rows unbounded preceding) as f7,
    count(*) filter (where flag) over (partition by a, b) as f8 from t;
create view v_window_named as select sum(c) over w1 as x, sum(c) over w2 as y, sum(c) over (w1 order by id) as z
    from t window w1 as (partition by a), w2 as (w1 order by b), w3 as (order by id);

-- Literals and casts ---------------------------------------------------------------------------------------------------

create view v_literals as select 1 as i, 1.50 as n, -1 as neg, 1e10 as e, 12345678901 as big, 'x' as unknown,
    'it''s' as q, E'a\\b\n' as esc, U&'\00e4' as u, B'101' as b, X'1F' as x, true as t, null as nul,
    null::integer as ni, '' as empty, 'NaN'::float8 as nan, $$dollar$$ as d;
create view v_typed_literals as select date '2020-01-02' as d, timestamp '2020-01-02 03:04:05.678' as ts,
    time '03:04' as tm, timestamp with time zone '2020-01-02 03:04:05+00' as tz, interval '1 day 2 hours' as i,
    interval '1' day as id, interval '1-2' year to month as ym, interval(3) '1.23456 seconds' as s,
    interval '-1 mon +2 days ago' as ago, '10.0.0.1'::inet as inet, '{"a": 1}'::jsonb as j,
    '[1,5)'::int4range as r, '{[1,2),[5,6)}'::int4multirange as mr, '(1,2)'::point as p, '\xdeadbeef'::bytea as by,
    'a fat cat'::tsvector as tv, 'fat & cat'::tsquery as tq, '101'::bit(3) as bit, '1.5'::money as m,
    'green'::colour as col, '(1,x)'::pair as pair, 'pg_class'::regclass as rc, 'now()'::regprocedure as rp,
    '1'::"char" as ch;
create view v_casts as select a::text as x, cast(a as numeric(5, 1)) as y, b::varchar(5) as z, bp::text as bt,
    id::bigint as big, c::integer as ci, '5'::positive as dom, jb::text::json as jj, a::oid as o, ts::date as d,
    i::interval(2) as i2, i::interval day to second as ids, f8::real as r, arr::text[] as at, t::text as whole,
    b::character(4) as c4, b::bit varying(3) as vb, tz::time with time zone as tmz, id::smallint as sm,
    vc::text as vt, b::"char" as ch, text 'x' as lit, b::colour as col from t;
create view v_implicit as select id from t where vc = 'x' and bp = 'y' and c > 1 and f8 > 1 and ts > '2020-01-01'
    and d < now() and a = 1::smallint;

-- Materialized views, options -----------------------------------------------------------------------------------------

create materialized view m_plain as select id, a from t where a > 1 with no data;
create materialized view m_join as select t.id, sum(s.amount) as amount from t join s on s.t_id = t.id
    group by t.id with no data;
create view v_check as select id, a from t where a > 1 with local check option;
create view v_options with (security_barrier, security_invoker = on) as select id from t;
create recursive view v_recursive (n) as select 1 union all select n + 1 from v_recursive where n < 3;
create view v_many_columns (first, second) as select id, a from t;

-- Rules ----------------------------------------------------------------------------------------------------------------

create rule r_nothing as on delete to ruled where old.amount > 0 do instead nothing;
create rule r_insert as on insert to v_one do instead insert into t (id, a, b) values (new.id, new.a,
    default) returning id, a, b;
create rule r_insert_select as on insert to v_two do instead insert into s (t_id, b) select new.id,
    new.b from t where t.id = new.id;
create rule r_update as on update to v_one do instead update t set a = new.a, b = new.b,
    p.x = new.id where t.id = old.id;
create rule r_update_from as on update to v_two do also update s set (b, amount) = (select new.b,
    1) from t where s.t_id = t.id and t.id = old.id;
create rule r_update_array as on update to v_join do instead update t set arr[1] = new.id,
    arr[2:3] = '{1,2}' where id = old.id;
create rule r_delete as on delete to v_one do instead delete from t using s where t.id = old.id and s.t_id = t.id
    returning t.id, t.a, t.b;
create rule r_many as on insert to ruled do also (
    insert into "Odd Table" ("Odd Name", id) values (new.b, new.id), ('x', 2); notify render, 'it''s';
    delete from t where id = new.t_id
);
create rule r_conflict as on insert to v_join do instead insert into t (id) values (new.id)
    on conflict do nothing;
create rule r_with as on insert to v_left do instead
    with q as (select 1 as one) insert into t (id, a) select new.id, q.one from q;

-- Functions -----------------------------------------------------------------------------------------------------------

create function f_return(p integer, "Odd Arg" text default 'it''s', variadic v integer[] default '{}') returns integer
    language sql immutable return p + length("Odd Arg") + v[1];
create function f_atomic(k integer) returns setof t language sql stable begin atomic
    select * from t where id = k and t.a > f_atomic.k;
    select t.* from t join s using (id) where s.amount > k order by t.id;
end;
create function f_atomic_dml(k integer, q text) returns integer language sql begin atomic
    insert into s (id, t_id, b) values (k, k, q), (k + 1, default, 'x');
    insert into t (id) select id from s where t_id = k on conflict do nothing;
    update t set a = a + 1, b = q from s where s.t_id = t.id and t.id = k;
    update t set (a, b) = (k, q), c = default where id = k;
    delete from s where id = k;
    with gone as (delete from s using t where t.id = s.t_id returning s.id, t.a) select count(*)::integer from gone;
end;
create function f_atomic_alias(k integer) returns integer language sql begin atomic
    update t as z set a = 1 where z.id = k returning z.a;
end;
create function f_atomic_merge(k integer) returns void language sql begin atomic
    merge into t using s on t.id = s.t_id when matched and s.amount > k then update set a = k, b = s.b
        when matched then delete when not matched then insert (id, a) values (s.t_id, k);
end;
create function f_empty_atomic() returns void language sql begin atomic end;
create function f_table(a integer) returns table (id integer, b text) language sql as $$ select id,
    b from render.t $$;
create function f_defaults(a integer default 1 + 1, b text default null, c date default current_date,
    d pair default row(1, 'x')::pair,
    e integer[] default array[1, 2], f interval default '1 day',
    g timestamp with time zone default now() - interval '1 hour')
    returns void language sql as '';
create function f_attributes() returns integer language plpgsql stable strict security definer leakproof parallel
    safe cost 5
    set search_path = render, "$user", pg_temp set work_mem = '4MB' set datestyle = 'ISO, DMY' as
    'begin return 1; end';
create function f_set_of() returns setof integer language sql rows 7 as 'select 1';
create procedure p_atomic(a integer, b text default 'x') language sql begin atomic
    select a + length(b);
    insert into s (id, b) values (a, b);
end;
create procedure p_outs(in a integer, out b integer, inout c text default 'x') language plpgsql as
    'begin b := a; end';
create function two_state(integer, integer, integer) returns integer language sql immutable as 'select $1 + $2 + $3';
create aggregate agg(integer, integer) (sfunc = two_state, stype = integer, initcond = '0');
create aggregate agg_ordered(float8 order by float8) (sfunc = ordered_set_transition, stype = internal,
    finalfunc = percentile_cont_float8_final);

-- Tables: defaults, generated columns, constraints, indexes ------------------------------------------------------------

create sequence k_seq;
create table k (
    id bigint generated always as identity (start 5) primary key,
    a integer not null default 1 + 1, b text default 'it''s', c numeric(10, 2) default 0.00,
    d date default current_date,
    e timestamp default '2020-01-02 03:04:05', f timestamp with time zone default now() + interval '1 day',
    g interval default '1 day 02:00:00'::interval, h text[] default '{a,b}', i jsonb default '{}',
    j integer default -1,
    k "char" default 'x', l colour default 'red', m pair default row(1, 'x'), n uuid default gen_random_uuid(),
    o bigint default nextval('k_seq'::regclass), p text default current_user, q boolean default (1 = 1),
    r text default lower('X' collate "C"), s integer[] default array[]::integer[], t time default '03:04',
    u bytea default '\x00',
    v text default E'a\\b\n', w numeric default 1e3, x real default 1.5, y double precision default 'infinity',
    z bit(3) default B'101',
    low integer generated always as (a * 2 + coalesce(j, 0)) stored,
    up text generated always as (upper(b) || '-' || (a)::text || case when q then 'y' else 'n' end) stored,
    constraint k_check check (a > 0 and b <> '' or (c is null)),
    constraint k_in check (b in ('x', 'y')), constraint k_between check (c between 0 and 100),
    constraint k_row check ((a, j) <> (1, 2)), constraint k_like check (b like 'a%' and b ~ '^\w+$'),
    constraint k_json check (jsonb_typeof(i -> 'a') = 'string' and i ->> 'b' is not null),
    constraint k_array check (a = any (s) or array_length(h, 1) > 1 and h[1] is not null),
    constraint k_cast check (b::varchar = 'x' and a::text::integer = 1 and c = a),
    constraint k_date check (d > '2000-01-01' and f < '2100-01-01 00:00:00+00' and extract(year from d) > 1999),
    constraint k_field check ((m).x > 0), constraint k_no_inherit check (j < 5) no inherit,
    constraint k_whole check (k is not null),
    constraint k_unique unique nulls not distinct (a, b) include (c) with (fillfactor = 70) deferrable initially
    deferred,
    constraint k_self foreign key (o) references k (id) match full on delete set null on update cascade deferrable,
    constraint k_exclude exclude using gist (int4range(a, j) with &&, box(point(a, 1), point(j,
    1)) with &&) where (q) deferrable
);
create table before_renaming (was integer not null, kept integer not null);
alter table before_renaming rename column was to became;
alter table before_renaming rename to renamed;
create table renamed_child (own integer not null) inherits (renamed);
create table long_name_of_a_table_that_leaves_no_room_for_more_than_a_few_letters (
    long_name_of_a_column_that_leaves_no_room_for_more_than_a_few_words integer not null,
    long_name_of_a_column_that_leaves_no_room_for_more_than_two_words integer not null);
create table xml_texts (
    x xml, a text default xmlserialize(content null::xml as text), constraint xml_check check (xmlserialize(content x as text) <> '')
);
create index xml_index on xml_texts (xmlserialize(content x as text));
create rule xml_rule as on insert to xml_texts do also
    insert into s (b) values (xmlserialize(content new.x as text));
create trigger xml_trigger after insert on xml_texts for each row
    when (xmlserialize(content new.x as text) <> '') execute function touch();
create policy xml_policy on xml_texts using (xmlserialize(content x as text) = '');
comment on table xml_texts is 'XMLSERIALIZE(CONTENT x AS text)';
create function f_xml(x xml default xmlserialize(content null::xml as text)::xml) returns text language sql
    begin atomic select xmlserialize(content x as text); end;
create function f_xml_text() returns text language sql as 'select XMLSERIALIZE(CONTENT null AS text)';
create table k_child (constraint k_child_check check (extra > 0), extra integer not null) inherits (k);
alter table k add constraint k_not_valid check (a < 1000) not valid;
create index k_plain on k (a, b desc nulls last, c nulls first);
create index k_expression on k (lower(b), (a + 1), (i ->> 'x'), ((m).x), coalesce(b,
    'x') collate "C" text_pattern_ops) include (d, c)
    where a > 1 and b is not null;
create index k_function on k using gin (to_tsvector('simple'::regconfig, b)) with (fastupdate = off);
create index k_gin on k using gin (i jsonb_path_ops, h);
create unique index k_nulls on k (a) nulls not distinct;
create index k_cast_index on k ((b::varchar(5)), (date_trunc('day', e)), (extract(year from e)),
    (substring(b from 1 for 2)));
create statistics k_stats (ndistinct, dependencies, mcv) on a, b, (lower(b)), (a + j) from k;
create statistics k_stats_one on (extract(year from e)) from k;
create trigger k_trigger before insert or update of a, b or delete on k for each row when (pg_trigger_depth() = 0)
    execute function touch();
create trigger k_when after update on k for each row
    when (old.a is distinct from new.a and (new.b, old.b) <> ('x',
    'y') or old.* is distinct from new.*) execute function touch('x', 'it''s', E'a\\b');
create trigger k_transition after update on k referencing old table as o new table as n for each statement execute
    function touch();
create constraint trigger k_constraint after insert on k from t deferrable initially deferred for each row
    when (new.a in (1, 2)) execute function touch();
create trigger k_view instead of update on v_many_columns for each row execute function touch();
alter table k enable row level security;
create policy k_policy on k for select using (a > 1 and b = current_user or exists (select from s where s.id = k.a
    and s.b = k.b));
create policy k_policy_in on k using (id in (select t.id from t where t.a = k.a)) with check (a = (select max(a) from
    t));

-- Partitions -----------------------------------------------------------------------------------------------------------

create table pr (a integer, b timestamp with time zone, c text) partition by range (a, b);
create table pr_1 partition of pr for values from (minvalue, minvalue) to (1, '2020-01-01 00:00:00+00');
create table pr_2 partition of pr for values from (1, '2020-01-01 00:00:00+00') to (5, maxvalue);
create table pl (a text, b integer) partition by list (lower(a) collate "C" text_pattern_ops);
create table pl_1 partition of pl for values in ('x', 'it''s', null);
create table pl_d partition of pl default;
create table ph (a integer, b date) partition by hash (a, (extract(year from b)));
create table ph_1 partition of ph for values with (modulus 3, remainder 1);
create table pd (a date, n numeric) partition by range (a);
create table pd_1 partition of pd for values from ('2020-01-01') to ('2021-01-01') partition by list ((n > 0));
create table pb (a boolean, e colour) partition by list (e);
create table pb_1 partition of pb for values in ('red', 'it''s');
create publication render_pub for table t (id, b) where (a > 1 and b is not null and (c, id) > (1, 2)),
    k where (b like 'x%');

-- Privileges and memberships ------------------------------------------------------------------------------------------
-- Their roles belong to the whole server: drop owned by …; drop role … when the database is done with.

do $$
begin
    if not exists (select from pg_roles where rolname = 'tm_rendering_reader') then
        create role tm_rendering_owner;
        create role tm_rendering_reader;
        create role tm_rendering_quiet noinherit;
        grant tm_rendering_owner to tm_rendering_reader;
        grant tm_rendering_reader to tm_rendering_quiet with admin option;
    end if;
end
$$;
grant all on t to tm_rendering_reader;
grant all on s to tm_rendering_reader with grant option;
grant select, insert on ruled to tm_rendering_reader;
grant all on sequence k_seq to tm_rendering_reader;
grant all on schema render to tm_rendering_reader;
grant all on function two(integer, integer) to tm_rendering_reader;
grant all on type pair to tm_rendering_reader;
grant all (id, b) on k to tm_rendering_reader;
alter table "Odd Table" owner to tm_rendering_owner;
alter default privileges for role tm_rendering_owner grant all on tables to tm_rendering_reader;
alter default privileges for role tm_rendering_owner in schema render grant all on sequences to tm_rendering_quiet;
