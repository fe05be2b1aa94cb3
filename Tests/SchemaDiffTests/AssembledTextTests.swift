import JSONText
import PostgresSession
import Testing
import TidemarkTesting

@testable import Catalog

/// What the reader puts together of numbers is what the server would have written.
@Suite(.server(), .serialized) struct AssembledTextTests {
    /// Keys of every shape that the database of everything has not.
    private static let shapes = #"""
        create schema "Other.Schema";
        create domain "Other.Schema".code as varchar(10);
        create type "Other.Schema".mood as enum ('sad', 'glad');
        create table "Other.Schema"."Parent ""1""" (
            a integer, "B, c" text, c uuid, "select" integer, dropped integer,
            primary key (a, "B, c"), unique (c, "select"), unique ("select") include (a, c));
        alter table "Other.Schema"."Parent ""1""" drop column dropped;
        alter table "Other.Schema"."Parent ""1""" add column "later)" "Other.Schema".code unique;
        create table "Other.Schema".child (
            x integer, y text, z uuid, s integer, m "Other.Schema".mood, d "Other.Schema".code,
            v varchar(20), t text, i inet, r int4range, n numeric, l text[], j jsonb, o oid, k "char",
            foreign key (x, y) references "Other.Schema"."Parent ""1""" match full
                on update cascade on delete set default deferrable,
            foreign key (s, z) references "Other.Schema"."Parent ""1""" ("select", c)
                on delete set null (s) on update restrict,
            foreign key (z, s) references "Other.Schema"."Parent ""1""" (c, "select") not valid,
            exclude using gist (r with &&), unique (n) deferrable initially deferred,
            unique (v, t), unique nulls not distinct (o, k));
        create index on "Other.Schema".child (x desc, y desc nulls last, z nulls first, s asc);
        create index on "Other.Schema".child (y collate "C", t text_pattern_ops, v varchar_ops);
        create index on "Other.Schema".child (m, d, l, i, r, n, j);
        create index on "Other.Schema".child (v, t) include (j, y) with (fillfactor = 70);
        create index on "Other.Schema".child using hash (v);
        create index on "Other.Schema".child using gin (l);
        create index on "Other.Schema".child using gin (j jsonb_path_ops);
        create index on "Other.Schema".child using brin (n, s int4_minmax_multi_ops (values_per_range = 8));
        create index on "Other.Schema".child using gist (r, i inet_ops);
        create index on "Other.Schema".child using spgist (t);
        create index on "Other.Schema".child using spgist (i);
        create index on "Other.Schema".child (lower(y), x) where x > 0 and y <> ' where ';
        create unique index on "Other.Schema".child (x, y) nulls not distinct;
        create function "Other.Schema"."Do It"() returns trigger language plpgsql as
            $$ begin return null; end $$;
        create trigger "One ""1""" before insert or delete or update on "Other.Schema".child
            for each row execute function "Other.Schema"."Do It"();
        create trigger two after update on "Other.Schema".child
            for each statement execute function "Other.Schema"."Do It"();
        create trigger three after insert or update of x, y on "Other.Schema".child
            for each row execute function "Other.Schema"."Do It"('a', 'b');
        create trigger four after delete or truncate on "Other.Schema".child
            for each statement execute function "Other.Schema"."Do It"();
        create trigger five after delete on "Other.Schema".child
            referencing old table as gone for each statement execute function "Other.Schema"."Do It"();
        create trigger six before update on "Other.Schema".child
            for each row when (old.x is distinct from new.x) execute function "Other.Schema"."Do It"();
        """#

    private func read() async throws -> (Catalog, Session) {
        let session = try await TestDatabase.current.connect()
        try await FixtureDatabase.make(on: session)
        try await session.run(Self.shapes)
        let catalog = try await CatalogReader(session).read()
        try await session.run("set search_path = ''")
        return (catalog, session)
    }

    /// Calls `body` with the relation, the part and the text of each row: relation, name, text.
    private func each(
        _ sql: String, _ kind: PartKind, _ catalog: Catalog, _ session: Session,
        _ body: (CatalogPart, [UInt8], Comment) -> Void
    ) async throws -> Int {
        var relations: [String: CatalogObject] = [:]
        for object in catalog.objects {
            switch object.name.kind {
            case .table, .foreignTable, .view, .materializedView:
                relations[object.name.identity] = object
            default: break
            }
        }
        var count = 0
        for row in try await session.query(sql).rows {
            let relation = row[0] ?? ""
            let name = row[1] ?? ""
            let part = try #require(
                relations[relation]?.parts(kind).first { $0.name.identity == name },
                "\(kind) \(name) of \(relation)")
            body(part, Array((row[2] ?? "").utf8), "\(kind) \(name) of \(relation)")
            count += 1
        }
        return count
    }

    private func text(_ value: JSONValue?) -> String? {
        value?.string ?? value?.array.map { $0.compactMap(\.string).joined(separator: "\n") }
    }

    private static let name = "quote_ident(n.nspname) || '.' || quote_ident(c.relname)"

    @Test func everyConstraintIsAsTheServerWritesIt() async throws {
        let (catalog, session) = try await read()
        let version = session.serverVersion
        let count = try await each(
            """
            select \(Self.name), quote_ident(o.conname), pg_get_constraintdef(o.oid)
            from pg_constraint o join pg_class c on c.oid = o.conrelid
            join pg_namespace n on n.oid = c.relnamespace
            where o.contype in ('p', 'u', 'f', 'c', 'x') and (n.oid >= 16384 or n.nspname = 'public')
                and not exists (select from pg_constraint u where u.oid = o.conparentid
                    and u.conrelid = o.conrelid)
            """, .constraint, catalog, session
        ) { part, server, comment in
            let expected = constraintDefinition(
                canonicalExpression(server.span, serverVersion: version).span)
            #expect(text(part.properties["definition"]) == expected, comment)
        }
        #expect(count > 35)
        await session.close()
    }

    @Test func everyIndexIsAsTheServerWritesIt() async throws {
        let (catalog, session) = try await read()
        let version = session.serverVersion
        let count = try await each(
            """
            select \(Self.name), quote_ident(ic.relname), pg_get_indexdef(ic.oid)
            from pg_index i join pg_class c on c.oid = i.indrelid
            join pg_class ic on ic.oid = i.indexrelid
            join pg_namespace n on n.oid = c.relnamespace
            where (n.oid >= 16384 or n.nspname = 'public') and n.nspname !~ '^pg_'
                and not exists (select from pg_constraint o where o.conindid = ic.oid
                    and o.contype in ('p', 'u', 'x'))
            """, .index, catalog, session
        ) { part, server, comment in
            let expected = IndexText(canonicalExpression(server.span, serverVersion: version).span)
            let properties = part.properties
            #expect(properties["keys"]?.array?.map(\.string) == expected.keys, comment)
            #expect(
                (properties["include"]?.array ?? []).map(\.string) == expected.include, comment)
            #expect(properties["method"]?.string == expected.method, comment)
            #expect((properties["unique"]?.bool ?? false) == expected.isUnique, comment)
            #expect(
                (properties["nullsNotDistinct"]?.bool ?? false) == expected.nullsNotDistinct,
                comment)
            #expect(text(properties["where"]) == expected.condition, comment)
        }
        #expect(count > 25)
        await session.close()
    }

    @Test func everyTriggerIsAsTheServerWritesIt() async throws {
        let (catalog, session) = try await read()
        let version = session.serverVersion
        let count = try await each(
            """
            select \(Self.name), quote_ident(g.tgname), pg_get_triggerdef(g.oid)
            from pg_trigger g join pg_class c on c.oid = g.tgrelid
            join pg_namespace n on n.oid = c.relnamespace
            where not g.tgisinternal
            """, .trigger, catalog, session
        ) { part, server, comment in
            let expected = String(
                decoding: canonicalExpression(server.span, serverVersion: version), as: UTF8.self)
            #expect(text(part.properties["definition"]) == expected, comment)
        }
        #expect(count > 10)
        await session.close()
    }

    @Test func everyDefaultIsAsTheServerWritesIt() async throws {
        let (catalog, session) = try await read()
        let version = session.serverVersion
        let count = try await each(
            """
            select \(Self.name), quote_ident(a.attname), pg_get_expr(e.adbin, e.adrelid), a.attgenerated
            from pg_attrdef e join pg_class c on c.oid = e.adrelid
            join pg_attribute a on a.attrelid = e.adrelid and a.attnum = e.adnum
            join pg_namespace n on n.oid = c.relnamespace
            """, .column, catalog, session
        ) { part, server, comment in
            let expected = String(
                decoding: canonicalExpression(server.span, serverVersion: version), as: UTF8.self)
            let properties = part.properties
            #expect((properties["default"] == nil) != (properties["generated"] == nil), comment)
            #expect(text(properties["default"] ?? properties["generated"]) == expected, comment)
        }
        #expect(count > 8)
        await session.close()
    }
}
