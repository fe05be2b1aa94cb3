import Catalog
import JSONText
import Testing
import TidemarkTesting

@Suite(.database)
struct RoutineTests {
    @Test func aggregates() async throws {
        let catalog = try await read(
            after: """
                create function plus(bigint, integer) returns bigint language sql immutable as 'select $1 + coalesce($2, 0)';
                create function minus(bigint, integer) returns bigint language sql immutable as 'select $1 - coalesce($2, 0)';
                create function together(bigint, bigint) returns bigint language sql immutable as 'select $1 + $2';
                create function done(bigint) returns numeric language sql immutable as 'select $1::numeric';
                create aggregate total(integer) (
                    sfunc = plus, stype = bigint, sspace = 16, finalfunc = done, finalfunc_modify = shareable,
                    combinefunc = together, initcond = '0', msfunc = plus, minvfunc = minus, mstype = bigint,
                    msspace = 8, mfinalfunc = done, mfinalfunc_modify = read_write, minitcond = '1',
                    parallel = restricted);
                comment on aggregate total(integer) is 'A sum.';
                revoke execute on function total(integer) from public;
                create aggregate least_of(integer) (sfunc = int4smaller, stype = integer, sortop = operator(pg_catalog.<));
                create aggregate averages(numeric) (
                    sfunc = numeric_avg_accum, stype = internal, finalfunc = numeric_avg,
                    combinefunc = numeric_avg_combine, serialfunc = numeric_avg_serialize,
                    deserialfunc = numeric_avg_deserialize);
                create aggregate place(variadic "any" order by variadic "any") (
                    sfunc = ordered_set_transition_multi, stype = internal, finalfunc = rank_final,
                    finalfunc_extra, hypothetical);
                create aggregate "Count"(*) (sfunc = int8inc, stype = bigint, initcond = '0');
                """)
        #expect(
            catalog.names(.aggregate) == [
                "public.\"Count\"(*)", "public.averages(numeric)", "public.least_of(integer)",
                "public.place(\"any\")", "public.total(integer)",
            ])
        #expect(
            catalog.properties(.aggregate, "public.total(integer)") == [
                "arguments": "integer", "comment": "A sum.", "grants": ["postgres": "ALL"],
                "parallel": "RESTRICTED", "returns": "numeric",
                "transition": [
                    "combinefunc": "public.together", "finalfunc": "public.done",
                    "finalfunc_modify": "SHAREABLE", "initcond": "0", "mfinalfunc": "public.done",
                    "mfinalfunc_modify": "READ_WRITE", "minitcond": "1",
                    "minvfunc": "public.minus", "msfunc": "public.plus", "msspace": "8",
                    "mstype": "bigint", "sfunc": "public.plus", "sspace": "16", "stype": "bigint",
                ],
            ])
        #expect(
            catalog.properties(.aggregate, "public.least_of(integer)") == [
                "arguments": "integer", "returns": "integer",
                "transition": [
                    "sfunc": "int4smaller", "sortop": "pg_catalog.<", "stype": "integer",
                ],
            ])
        #expect(
            catalog.properties(.aggregate, "public.averages(numeric)")?["transition"] == [
                "combinefunc": "numeric_avg_combine", "deserialfunc": "numeric_avg_deserialize",
                "finalfunc": "numeric_avg", "serialfunc": "numeric_avg_serialize",
                "sfunc": "numeric_avg_accum", "stype": "internal",
            ])
        #expect(
            catalog.properties(.aggregate, "public.place(\"any\")") == [
                "arguments": "VARIADIC \"any\" ORDER BY VARIADIC \"any\"", "returns": "bigint",
                "transition": [
                    "finalfunc": "rank_final", "finalfunc_extra": "", "hypothetical": "",
                    "sfunc": "ordered_set_transition_multi", "stype": "internal",
                ],
            ])
    }

    @Test func languages() async throws {
        let catalog = try await read(
            after: """
                create function call() returns language_handler language c as '$libdir/plpgsql', 'plpgsql_call_handler';
                create function inline(internal) returns void language c as '$libdir/plpgsql', 'plpgsql_inline_handler';
                create function check_it(oid) returns void language c as '$libdir/plpgsql', 'plpgsql_validator';
                create trusted language script handler call inline inline validator check_it;
                comment on language script is 'plpgsql again.';
                revoke usage on language script from public;
                create language "Raw" handler call;
                """)
        #expect(
            catalog.properties(.language, "script") == [
                "comment": "plpgsql again.", "grants": ["postgres": "ALL"],
                "handler": "public.call", "inline": "public.inline", "trusted": true,
                "validator": "public.check_it",
            ])
        #expect(catalog.properties(.language, "\"Raw\"") == ["handler": "public.call"])
        #expect(catalog.names(.language).count == 2)
    }

    @Test func transforms() async throws {
        let catalog = try await read(
            after: """
                create type place as (x float8);
                create function out_of(internal) returns internal language internal immutable strict as 'domain_recv';
                create function back_into(internal) returns place language internal immutable strict as 'record_recv';
                create transform for place language plpgsql (
                    from sql with function out_of(internal), to sql with function back_into(internal));
                comment on transform for place language plpgsql is 'Both ways.';
                create function far(place) returns integer transform for type place language plpgsql
                as 'begin return 1; end';
                """)
        #expect(
            catalog.properties(.transform, "public.place LANGUAGE plpgsql") == [
                "comment": "Both ways.", "fromSQL": "public.out_of(internal)",
                "toSQL": "public.back_into(internal)",
            ])
        #expect(
            catalog.properties(.function, "public.far(public.place)")?["transforms"] == [
                "public.place"
            ])
    }
}
