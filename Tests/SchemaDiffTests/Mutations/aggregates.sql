-- Aggregates: every field of pg_aggregate, and what an aggregate has of a function.

-- mutation: aggregate created
-- expect: aggregate app.fresh(integer)
create aggregate app.fresh(integer) (sfunc = int4larger, stype = integer);
-- reverse:
drop aggregate app.fresh(integer);

-- mutation: aggregate dropped
-- expect: aggregate app.smallest(integer)
drop aggregate app.smallest(integer);
-- reverse:
create aggregate app.smallest(integer) (sfunc = int4smaller, stype = integer, sortop = <);

-- mutation: aggregate SFUNC
-- expect: aggregate app.total(integer) › transition.sfunc
create or replace aggregate app.total(integer) (
    sfunc = app.plus_again, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);
-- reverse:
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);

-- mutation: aggregate SSPACE
-- expect: aggregate app.total(integer) › transition.sspace
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 32, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);
-- reverse:
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);

-- mutation: aggregate FINALFUNC
-- expect: aggregate app.total(integer) › transition.finalfunc
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done_again, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);
-- reverse:
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);

-- mutation: aggregate COMBINEFUNC
-- expect: aggregate app.total(integer) › transition.combinefunc
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together_again,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);
-- reverse:
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);

-- mutation: aggregate INITCOND
-- expect: aggregate app.total(integer) › transition.initcond
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '1', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);
-- reverse:
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);

-- mutation: aggregate MSFUNC
-- expect: aggregate app.total(integer) › transition.msfunc
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus_again, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);
-- reverse:
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);

-- mutation: aggregate MINVFUNC
-- expect: aggregate app.total(integer) › transition.minvfunc
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus_again, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);
-- reverse:
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);

-- mutation: aggregate MFINALFUNC
-- expect: aggregate app.total(integer) › transition.mfinalfunc
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done_again,
    minitcond = '0', parallel = safe
);
-- reverse:
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);

-- mutation: aggregate MINITCOND
-- expect: aggregate app.total(integer) › transition.minitcond
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '2', parallel = safe
);
-- reverse:
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);

-- mutation: aggregate INITCOND null
-- expect: aggregate app.total(integer) › transition.initcond
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done, minitcond = '0',
    parallel = safe
);
-- reverse:
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);

-- mutation: aggregate MSSPACE
-- expect: aggregate app.total(integer) › transition.msspace
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe, msspace = 64
);
-- reverse:
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);

-- mutation: aggregate FINALFUNC_MODIFY
-- expect: aggregate app.total(integer) › transition.finalfunc_modify
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe, finalfunc_modify = shareable
);
-- reverse:
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);

-- mutation: aggregate MFINALFUNC_MODIFY
-- expect: aggregate app.total(integer) › transition.mfinalfunc_modify
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe, mfinalfunc_modify = read_write
);
-- reverse:
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);

-- mutation: aggregate without COMBINEFUNC
-- expect: aggregate app.total(integer) › transition.combinefunc
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, initcond = '0',
    msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done, minitcond = '0',
    parallel = safe
);
-- reverse:
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);

-- mutation: aggregate without moving mode
-- expect: aggregate app.total(integer) › transition.msfunc
-- expect: aggregate app.total(integer) › transition.minvfunc
-- expect: aggregate app.total(integer) › transition.mstype
-- expect: aggregate app.total(integer) › transition.mfinalfunc
-- expect: aggregate app.total(integer) › transition.minitcond
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', parallel = safe
);
-- reverse:
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);

-- mutation: aggregate PARALLEL
-- expect: aggregate app.total(integer) › parallel
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = restricted
);
-- reverse:
create or replace aggregate app.total(integer) (
    sfunc = app.plus, stype = bigint, sspace = 16, finalfunc = app.sum_done, combinefunc = app.together,
    initcond = '0', msfunc = app.plus, minvfunc = app.minus, mstype = bigint, mfinalfunc = app.sum_done,
    minitcond = '0', parallel = safe
);

-- mutation: aggregate SORTOP
-- expect: aggregate app.smallest(integer) › transition.sortop
create or replace aggregate app.smallest(integer) (sfunc = int4smaller, stype = integer);
-- reverse:
create or replace aggregate app.smallest(integer) (sfunc = int4smaller, stype = integer, sortop = <);

-- mutation: aggregate SORTOP changed
-- expect: aggregate app.smallest(integer) › transition.sortop
create or replace aggregate app.smallest(integer) (sfunc = int4smaller, stype = integer, sortop = >);
-- reverse:
create or replace aggregate app.smallest(integer) (sfunc = int4smaller, stype = integer, sortop = <);

-- mutation: aggregate STYPE
-- expect: aggregate app.medians(integer) › transition.stype
-- expect: aggregate app.medians(integer) › transition.sfunc
-- expect: aggregate app.medians(integer) › transition.initcond
-- expect: aggregate app.medians(integer) › returns
drop aggregate app.medians(integer);
create aggregate app.medians(integer) (sfunc = int4larger, stype = integer);
-- reverse:
drop aggregate app.medians(integer);
create aggregate app.medians(integer) (sfunc = app.plus, stype = bigint, initcond = '5');

-- mutation: aggregate SERIALFUNC
-- expect: aggregate app.averages(numeric) › transition.serialfunc
create or replace aggregate app.averages(numeric) (
    sfunc = numeric_avg_accum, stype = internal, finalfunc = numeric_avg, combinefunc = numeric_avg_combine,
    serialfunc = int8_avg_serialize, deserialfunc = numeric_avg_deserialize
);
-- reverse:
create or replace aggregate app.averages(numeric) (
    sfunc = numeric_avg_accum, stype = internal, finalfunc = numeric_avg, combinefunc = numeric_avg_combine,
    serialfunc = numeric_avg_serialize, deserialfunc = numeric_avg_deserialize
);

-- mutation: aggregate DESERIALFUNC
-- expect: aggregate app.averages(numeric) › transition.deserialfunc
create or replace aggregate app.averages(numeric) (
    sfunc = numeric_avg_accum, stype = internal, finalfunc = numeric_avg, combinefunc = numeric_avg_combine,
    serialfunc = numeric_avg_serialize, deserialfunc = int8_avg_deserialize
);
-- reverse:
create or replace aggregate app.averages(numeric) (
    sfunc = numeric_avg_accum, stype = internal, finalfunc = numeric_avg, combinefunc = numeric_avg_combine,
    serialfunc = numeric_avg_serialize, deserialfunc = numeric_avg_deserialize
);

-- mutation: aggregate HYPOTHETICAL
-- expect: aggregate app.place("any") › transition.hypothetical
drop aggregate app.place(variadic "any" order by variadic "any");
create aggregate app.place(variadic "any" order by variadic "any") (
    sfunc = ordered_set_transition_multi, stype = internal, finalfunc = rank_final, finalfunc_extra
);
-- reverse:
drop aggregate app.place(variadic "any" order by variadic "any");
create aggregate app.place(variadic "any" order by variadic "any") (
    sfunc = ordered_set_transition_multi, stype = internal, finalfunc = rank_final, finalfunc_extra, hypothetical
);

-- mutation: aggregate argument name
-- expect: aggregate app.averages(numeric) › arguments
drop aggregate app.averages(numeric);
create aggregate app.averages(n numeric) (
    sfunc = numeric_avg_accum, stype = internal, finalfunc = numeric_avg, combinefunc = numeric_avg_combine,
    serialfunc = numeric_avg_serialize, deserialfunc = numeric_avg_deserialize
);
-- reverse:
drop aggregate app.averages(numeric);
create aggregate app.averages(numeric) (
    sfunc = numeric_avg_accum, stype = internal, finalfunc = numeric_avg, combinefunc = numeric_avg_combine,
    serialfunc = numeric_avg_serialize, deserialfunc = numeric_avg_deserialize
);

-- mutation: aggregate returns
-- expect: aggregate app.medians(integer) › returns
-- expect: aggregate app.medians(integer) › transition.finalfunc
drop aggregate app.medians(integer);
create aggregate app.medians(integer) (sfunc = app.plus, stype = bigint, finalfunc = app.sum_done, initcond = '5');
-- reverse:
drop aggregate app.medians(integer);
create aggregate app.medians(integer) (sfunc = app.plus, stype = bigint, initcond = '5');

-- mutation: aggregate owner
-- expect: aggregate app.smallest(integer) › owner
alter aggregate app.smallest(integer) owner to tm_fixture_owner;
-- reverse:
alter aggregate app.smallest(integer) owner to current_user;

-- mutation: aggregate comment
-- expect: aggregate app.total(integer) › comment
comment on aggregate app.total(integer) is null;
-- reverse:
comment on aggregate app.total(integer) is 'A sum with everything an aggregate can have.';

-- mutation: aggregate granted
-- expect: aggregate app.smallest(integer) › grants.tm_fixture_reader
grant execute on function app.smallest(integer) to tm_fixture_reader;
-- reverse:
revoke execute on function app.smallest(integer) from tm_fixture_reader;

-- mutation: aggregate turned into a function
-- expect: aggregate app.medians(integer)
-- expect: function app.medians(integer)
drop aggregate app.medians(integer);
create function app.medians(integer) returns integer language sql as 'select $1';
-- reverse:
drop function app.medians(integer);
create aggregate app.medians(integer) (sfunc = app.plus, stype = bigint, initcond = '5');
