import Catalog
import JSONText
import Testing
import TidemarkTesting

@Suite(.database)
struct TypeTests {
    @Test func enumerations() async throws {
        let catalog = try await read(
            after: """
                create type mood as enum ('sad', 'ok', 'it''s 100%');
                alter type mood add value 'better' before 'ok';
                comment on type mood is 'How it goes.';
                revoke usage on type mood from public;
                create type nothing as enum ();
                """)
        #expect(
            catalog.properties(.enumeration, "public.mood") == [
                "comment": "How it goes.", "grants": ["postgres": "ALL"],
                "values": ["sad", "better", "ok", "it's 100%"],
            ])
        #expect(catalog.properties(.enumeration, "public.nothing") == [:])
    }

    @Test func composites() async throws {
        let catalog = try await read(
            after: """
                create type address as (street text collate "C", gone integer, zip varchar(10));
                alter type address drop attribute gone;
                alter type address add attribute "Floor" numeric(3, 1);
                comment on column address.zip is 'As the post writes it.';
                comment on type address is 'Where.';
                create type empty as ();
                create table not_one (id integer);
                """)
        #expect(catalog.names(.composite) == ["public.address", "public.empty"])
        #expect(catalog.properties(.composite, "public.address") == ["comment": "Where."])
        #expect(
            catalog.parts(.attribute, of: .composite, "public.address") == [
                ["name": "street", "collation": "\"C\"", "type": "text"],
                [
                    "name": "zip", "comment": "As the post writes it.",
                    "type": "character varying(10)",
                ],
                ["name": "\"Floor\"", "type": "numeric(3,1)"],
            ])
    }

    @Test func domains() async throws {
        let catalog = try await read(
            after: """
                create domain email as text collate "C" default 'a@b' constraint has_at check (value like '%@%');
                comment on constraint has_at on domain email is 'No more than that.';
                comment on domain email is 'For mail.';
                create domain few as numeric(5, 2) not null check (value > 0);
                alter domain few add constraint low check (value < 9) not valid;
                """)
        #expect(
            catalog.properties(.domain, "public.email") == [
                "collation": "\"C\"", "comment": "For mail.", "default": "'a@b'::text",
                "type": "text",
            ])
        #expect(
            catalog.parts(.constraint, of: .domain, "public.email") == [
                [
                    "name": "has_at", "comment": "No more than that.",
                    "definition": "CHECK ((VALUE ~~ '%@%'::text))", "type": "CHECK",
                ]
            ])
        #expect(
            catalog.properties(.domain, "public.few") == ["notNull": true, "type": "numeric(5,2)"])
        #expect(
            catalog.parts(.constraint, of: .domain, "public.few") == [
                [
                    "name": "few_check", "definition": "CHECK ((VALUE > (0)::numeric))",
                    "type": "CHECK",
                ],
                [
                    "name": "low", "definition": "CHECK ((VALUE < (9)::numeric))",
                    "notValid": true, "type": "CHECK",
                ],
            ])
    }

    @Test func ranges() async throws {
        let catalog = try await read(
            after: """
                create function gap(numeric, numeric) returns float8 language sql immutable as 'select ($1 - $2)::float8';
                create type price_range as range (subtype = numeric, subtype_diff = gap);
                create type words as range (
                    subtype = text, subtype_opclass = text_pattern_ops, collation = "C",
                    multirange_type_name = several_words);
                create type span;
                create function span_canonical(span) returns span language internal immutable strict as 'int4range_canonical';
                create type span as range (subtype = integer, canonical = span_canonical);
                """)
        #expect(
            catalog.properties(.range, "public.price_range") == [
                "subtype": "numeric", "subtypeDifference": "public.gap",
            ])
        #expect(
            catalog.properties(.range, "public.words") == [
                "collation": "\"C\"", "multirange": "public.several_words",
                "operatorClass": "pg_catalog.text_pattern_ops", "subtype": "text",
            ])
        #expect(
            catalog.properties(.range, "public.span") == [
                "canonical": "public.span_canonical", "subtype": "integer",
            ])
        // Constructors, casts and array types that come with a range type are none of its own.
        #expect(
            catalog.names(.function) == [
                "public.gap(numeric, numeric)", "public.span_canonical(public.span)",
            ])
        #expect(catalog.names(.cast) == [])
        #expect(catalog.names(.baseType) == [])
    }

    @Test func baseTypes() async throws {
        let catalog = try await read(
            after: """
                create type tiny;
                create function tiny_in(cstring) returns tiny language internal immutable strict as 'int4in';
                create function tiny_out(tiny) returns cstring language internal immutable strict as 'int4out';
                create function tiny_recv(internal) returns tiny language internal immutable strict as 'int4recv';
                create function tiny_send(tiny) returns bytea language internal immutable strict as 'int4send';
                create type tiny (
                    input = tiny_in, output = tiny_out, receive = tiny_recv, send = tiny_send, like = integer,
                    category = 'N', preferred = true, default = '7', delimiter = ';');
                comment on type tiny is 'An integer.';
                create type label;
                create function label_in(cstring, oid, integer) returns label language internal immutable strict as 'varcharin';
                create function label_out(label) returns cstring language internal immutable strict as 'varcharout';
                create function label_typmod_in(cstring[]) returns integer language internal immutable strict as 'varchartypmodin';
                create function label_typmod_out(integer) returns cstring language internal immutable strict as 'varchartypmodout';
                create type label (
                    input = label_in, output = label_out, typmod_in = label_typmod_in, typmod_out = label_typmod_out,
                    alignment = double, storage = extended, collatable = true);
                create type pair;
                create function pair_in(cstring) returns pair language internal immutable strict as 'point_in';
                create function pair_out(pair) returns cstring language internal immutable strict as 'point_out';
                create type pair (
                    input = pair_in, output = pair_out, internallength = 16, element = float8,
                    subscript = raw_array_subscript_handler);
                create type pending;
                """)
        #expect(
            catalog.properties(.baseType, "public.tiny") == [
                "category": "N", "comment": "An integer.", "default": "7", "delimiter": ";",
                "input": "public.tiny_in", "length": 4, "output": "public.tiny_out",
                "passedByValue": true, "preferred": true, "receive": "public.tiny_recv",
                "send": "public.tiny_send",
            ])
        #expect(
            catalog.properties(.baseType, "public.label") == [
                "alignment": "double", "collatable": true, "input": "public.label_in",
                "modifierInput": "public.label_typmod_in",
                "modifierOutput": "public.label_typmod_out", "output": "public.label_out",
                "storage": "extended",
            ])
        #expect(
            catalog.properties(.baseType, "public.pair") == [
                "element": "double precision", "input": "public.pair_in", "length": 16,
                "output": "public.pair_out", "subscript": "raw_array_subscript_handler",
            ])
        #expect(catalog.properties(.baseType, "public.pending") == ["shell": true])
        #expect(catalog.names(.baseType).count == 4)
    }
}
