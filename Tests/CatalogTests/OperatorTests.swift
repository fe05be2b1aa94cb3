import Catalog
import JSONText
import Testing
import TidemarkTesting

@Suite(.database)
struct OperatorTests {
    /// An enumeration with functions that compare it.
    private let preparation = """
        create type mood as enum ('sad', 'ok');
        create function mood_lt(mood, mood) returns boolean language internal immutable strict as 'enum_lt';
        create function mood_eq(mood, mood) returns boolean language internal immutable strict as 'enum_eq';
        create function mood_ne(mood, mood) returns boolean language internal immutable strict as 'enum_ne';
        create function mood_gt(mood, mood) returns boolean language internal immutable strict as 'enum_gt';
        create function mood_cmp(mood, mood) returns integer language internal immutable strict as 'enum_cmp';
        create function mood_text(mood) returns text language internal immutable strict as 'enum_out';
        create operator public.= (leftarg = mood, rightarg = mood, function = mood_eq,
            commutator = operator(public.=), negator = operator(public.<>), restrict = eqsel, join = eqjoinsel,
            hashes, merges);
        create operator public.<> (leftarg = mood, rightarg = mood, function = mood_ne, negator = operator(public.=));
        create operator public.< (leftarg = mood, rightarg = mood, function = mood_lt,
            commutator = operator(public.>));
        create operator public.> (leftarg = mood, rightarg = mood, function = mood_gt,
            commutator = operator(public.<));
        create operator public.!! (rightarg = mood, function = mood_text);
        comment on operator public.!! (none, mood) is 'As a text.';
        create operator public.~~~ (leftarg = mood, rightarg = mood, function = mood_eq,
            negator = operator(public.!~~~));

        """

    @Test func operators() async throws {
        let catalog = try await read(after: preparation)
        #expect(
            catalog.names(.operator) == [
                "public.!!(NONE, public.mood)", "public.<(public.mood, public.mood)",
                "public.<>(public.mood, public.mood)", "public.=(public.mood, public.mood)",
                "public.>(public.mood, public.mood)", "public.~~~(public.mood, public.mood)",
            ])
        #expect(
            catalog.properties(.operator, "public.=(public.mood, public.mood)") == [
                "commutator": "public.=", "function": "public.mood_eq", "hashes": true,
                "join": "eqjoinsel", "merges": true, "negator": "public.<>", "restrict": "eqsel",
            ])
        #expect(
            catalog.properties(.operator, "public.!!(NONE, public.mood)") == [
                "comment": "As a text.", "function": "public.mood_text",
            ])
        // The negator that was only announced is no operator yet, and is counted.
        #expect(
            catalog.census.entries.first { $0.what.hasPrefix("operators") }?.count == 1)
    }

    @Test func classesAndFamilies() async throws {
        let catalog = try await read(
            after: preparation + """
                create operator class mood_ops default for type mood using btree as
                    operator 1 public.<, operator 3 public.=, operator 5 public.>,
                    function 1 mood_cmp(mood, mood);
                comment on operator class mood_ops using btree is 'In order.';
                create operator family loose using btree;
                comment on operator family loose using btree is 'Of integers.';
                alter operator family loose using btree add
                    operator 1 pg_catalog.< (integer, bigint), operator 2 pg_catalog.<= (integer, bigint),
                    function 1 (integer, bigint) btint48cmp(integer, bigint);
                create operator class other_ops for type mood using btree family loose as
                    operator 3 public.=, function 1 mood_cmp(mood, mood);
                create operator class near for type polygon using gist as
                    function 1 gist_poly_consistent(internal, polygon, smallint, oid, internal), storage box;
                """)
        #expect(
            catalog.properties(.operatorClass, "public.mood_ops USING btree") == [
                "comment": "In order.", "default": true,
                "functions": [
                    "1 (public.mood, public.mood) public.mood_cmp(public.mood,public.mood)"
                ],
                "operators": [
                    "1 public.<(public.mood,public.mood)", "3 public.=(public.mood,public.mood)",
                    "5 public.>(public.mood,public.mood)",
                ], "type": "public.mood",
            ])
        #expect(
            catalog.properties(.operatorClass, "public.other_ops USING btree")?["family"]
                == "public.loose")
        #expect(catalog.properties(.operatorClass, "public.near USING gist")?["storage"] == "box")
        #expect(
            catalog.properties(.operatorFamily, "public.loose USING btree") == [
                "comment": "Of integers.",
                "functions": ["1 (integer, bigint) btint48cmp(integer,bigint)"],
                "operators": ["1 <(integer,bigint)", "2 <=(integer,bigint)"],
            ])
        #expect(catalog.properties(.operatorFamily, "public.mood_ops USING btree") == [:])
    }

    @Test func casts() async throws {
        let catalog = try await read(
            after: preparation + """
                create cast (mood as text) with function mood_text(mood) as assignment;
                comment on cast (mood as text) is 'For reports.';
                create cast (mood as varchar) with inout as implicit;
                create domain n as integer;
                create type pair as (a integer);
                create cast (pair as json) with inout;
                create cast (bit as money) with inout;
                """)
        #expect(
            catalog.properties(.cast, "public.mood AS text") == [
                "comment": "For reports.", "context": "ASSIGNMENT",
                "function": "public.mood_text(public.mood)",
            ])
        #expect(
            catalog.properties(.cast, "public.mood AS character varying") == [
                "context": "IMPLICIT", "method": "WITH INOUT",
            ])
        #expect(catalog.properties(.cast, "bit AS money") == ["method": "WITH INOUT"])
        #expect(catalog.names(.cast).count == 4)
        #expect(
            try await read(scope: CatalogScope(schemas: ["public"])).names(.cast).count == 3)
    }
}
