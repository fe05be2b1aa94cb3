import Catalog
import PostgresSession
import Testing
import TidemarkTesting

/// What depends on what, of the database of everything.
@Suite(.server(), .serialized) struct EdgeTests {
    private func read() async throws -> Catalog {
        let session = try await TestDatabase.current.connect()
        try await FixtureDatabase.make(on: session)
        let catalog = try await CatalogReader(session).read(edges: true)
        await session.close()
        return catalog
    }

    @Test func bothEndsAreInTheCatalog() async throws {
        let catalog = try await read()
        let elements = Set(catalog.elements)
        #expect(catalog.edges.count > 500)
        for edge in catalog.edges {
            #expect(elements.contains(edge.from) && elements.contains(edge.to), "\(edge)")
            #expect(edge.from != edge.to)
        }
    }

    @Test func areReadOnlyWhenAskedForAndChangeNoHash() async throws {
        let session = try await TestDatabase.current.connect()
        try await FixtureDatabase.make(on: session)
        let plain = try await CatalogReader(session).read()
        let full = try await CatalogReader(session).read(edges: true)
        await session.close()
        #expect(plain.edges.isEmpty && !plain.hasEdges)
        #expect(full.hasEdges)
        #expect(plain.rootHash == full.rootHash)
        #expect(plain.objects.map(\.hash) == full.objects.map(\.hash))
    }

    @Test func comeBackFromASnapshot() async throws {
        let catalog = try await read()
        let directory = try TemporaryDirectory()
        let path = directory.path(of: "schema")
        try Snapshot.write(catalog, mark: [], to: path)
        let back = try Snapshot(opening: path).catalog()
        #expect(back.objects == catalog.objects)
        #expect(back.hasEdges)
        #expect(back.edges == catalog.edges)
    }

    /// A type and the functions that make it, which take and give it, are made around a type that is only announced.
    @Test func thereIsAnOrderButForTypesThatFunctionsMake() async throws {
        let catalog = try await read()
        var needs: [ObjectName: Set<ObjectName>] = [:]
        for object in catalog.objects { needs[object.name] = [] }
        for edge in catalog.edges where edge.from.object != edge.to.object {
            switch edge.kind {
            case .needs, .default, .goesWith, .attached:
                needs[edge.from.object, default: []].insert(edge.to.object)
            case .ownedBy, .mentions, .owner, .grantee: break
            }
        }
        while true {
            // Neither what needs nothing any more nor what nothing needs is on a cycle.
            let needed = needs.values.reduce(into: Set()) { $0.formUnion($1) }
            let free = Set(needs.filter { $1.isEmpty || !needed.contains($0) }.keys)
            guard !free.isEmpty else { break }
            needs = needs.filter { !free.contains($0.key) }.mapValues { $0.subtracting(free) }
        }
        let types = needs.keys.filter { $0.kind == .baseType || $0.kind == .range }
        #expect(
            types.map(\.identity).sorted() == [
                "app.blob", "app.label", "app.step_range", "app.tiny",
            ])
        let functions = needs.keys.filter { $0.kind == .function }
        #expect(
            functions.map(\.identity).sorted() == [
                "app.blob_in(cstring)", "app.blob_out(app.blob)",
                "app.label_in(cstring, oid, integer)", "app.label_out(app.label)",
                "app.step_canonical(app.step_range)", "app.tiny_in(cstring)",
                "app.tiny_out(app.tiny)", "app.tiny_recv(internal)", "app.tiny_send(app.tiny)",
            ])
        #expect(needs.count == types.count + functions.count)
    }

    @Test func sayWhatTheServerRecordsAndWhatItDoesNot() async throws {
        let edges = Set(
            try await read().edges.map { "\($0.from.key) -> \($0.kind.rawValue) \($0.to.key)" })
        for edge in Self.expected { #expect(edges.contains(edge), "\(edge)") }
    }

    private static let expected = [
        // Schemas, extensions, roles.
        "table app.customers -> needs schema app",
        "schema app -> owner role tm_fixture_owner",
        "schema app -> grantee role tm_fixture_reader",
        "table app.customers › column name -> grantee role tm_fixture_writer",
        "table app.customers › policy customers_read -> needs role tm_fixture_quiet",
        "role tm_fixture_writer -> mentions role tm_fixture_reader",
        "userMapping tm_fixture_reader SERVER warehouse -> needs role tm_fixture_reader",
        "defaultPrivileges tm_fixture_owner IN SCHEMA app ON TABLES -> goesWith schema app",
        "defaultPrivileges tm_fixture_owner IN SCHEMA app ON TABLES -> needs role tm_fixture_owner",
        "function app.touch() -> needs extension plpgsql",
        // Columns: type, collation, default, generation; the sequence of serial.
        "table app.customers › column email -> needs domain app.email",
        "table app.customers › column mood -> needs enum app.mood",
        "table app.customers › column mood -> default enum app.mood",
        "table app.customers › column caption -> default table app.customers › column name",
        "table public.orders › column number -> default sequence public.order_number",
        "sequence public.order_number -> ownedBy table public.orders › column number",
        "table \"Odd Schema.50%\".\"Odd Table.50%\" › column \"a.b\" -> needs baseType app.tiny",
        // Constraints: their columns, the key that a foreign key relies on.
        "table app.customers › constraint customers_born_sane -> goesWith table app.customers › column born",
        "table public.orders › constraint orders_customer_fk -> needs table app.customers › column id",
        "table public.orders › constraint orders_customer_fk -> needs table app.customers › constraint customers_pkey",
        "table public.orders › constraint orders_customer_fk -> goesWith table public.orders › column customer_id",
        // Indexes and what a table says of them.
        "table public.orders › index orders_customer_idx -> goesWith table public.orders › column placed_at",
        "table public.orders -> mentions table public.orders › index orders_customer_idx",
        "table public.order_lines -> mentions table public.order_lines › constraint order_lines_pkey",
        "materializedView app.totals › index totals_customer_idx -> goesWith materializedView app.totals › column customer_id",
        // Types, and the functions that they are made of.
        "composite app.address -> needs schema app",
        "domain \"Odd Schema.50%\".\"Odd Domain\" -> needs enum \"Odd Schema.50%\".\"Odd Enum\"",
        "range app.price_range -> needs function app.price_difference(numeric, numeric)",
        "range app.step_range -> needs function app.step_canonical(app.step_range)",
        "baseType app.tiny -> needs function app.tiny_in(cstring)",
        "function app.tiny_in(cstring) -> needs baseType app.tiny",
        "table app.readings -> needs composite app.reading",
        "table app.readings › column at -> needs composite app.reading › attribute at",
        // Routines.
        "function app.of_row(app.mood) -> needs composite app.address",
        "aggregate app.total(integer) -> needs function app.plus(bigint, integer)",
        "function app.distance(\"ünïcode\".\"Ort\") -> needs transform \"ünïcode\".\"Ort\" LANGUAGE plpgsql",
        "cast app.tiny AS text -> needs function app.tiny_to_text(app.tiny)",
        "operator app.<(app.tiny, app.tiny) -> needs function app.tiny_lt(app.tiny, app.tiny)",
        "operatorClass app.tiny_ops USING btree -> needs operator app.<(app.tiny, app.tiny)",
        "operatorClass app.tiny_hash_ops USING hash -> goesWith operatorFamily app.tiny_hashing USING hash",
        "language tm_script -> needs function app.call_handler()",
        // Views, rules, triggers, policies.
        "view public.open_orders -> needs table public.orders › column state",
        "view app.summary -> needs view public.open_orders › column amount",
        "materializedView app.totals -> needs table public.orders › column amount",
        "table app.log › rule \"Odd Rule.50%\" -> needs table app.plain › column body",
        "table app.customers › trigger customers_touch -> needs function app.touch()",
        "table app.customers › trigger customers_touch -> needs table app.customers › column note",
        "table app.customers › policy customers_read -> needs table app.customers › column balance",
        "eventTrigger tm_note_ddl -> needs function app.note_ddl()",
        // Inheritance and partitions, down to the pieces of what is on the parent.
        "table app.dogs -> needs table app.pets",
        "table app.events_2024 -> goesWith table app.events",
        "table app.events -> needs table app.events › column at",
        "table app.events_2024 › index events_2024_kind_idx -> attached table app.events › index events_kind_idx",
        "table app.events_2024 › constraint events_2024_pkey -> attached table app.events › constraint events_key",
        "table app.events_2024 › trigger events_touch -> attached table app.events › trigger events_touch",
        // What is in no schema.
        "server warehouse -> needs foreignDataWrapper tm_remote",
        "foreignTable app.stock -> needs server warehouse",
        "publication tm_orders_out -> mentions table app.plain",
        "publication tm_orders_out -> needs table public.orders › column state",
        "publication tm_later_out -> mentions schema later",
        "textSearchConfiguration app.plain_text -> needs textSearchDictionary app.short",
        "textSearchDictionary app.short -> needs textSearchTemplate app.plain",
    ]

    /// The server is the judge: it refuses to drop what something else needs, and nothing that is not needed.
    @Test func theServerRefusesToDropWhatIsNeededAndNothingElse() async throws {
        let catalog = try await read()
        let session = try await TestDatabase.current.connect()
        var verdicts: [Bool: Int] = [:]
        var others: [String] = []
        for element in catalog.elements {
            guard let drop = element.drop(in: catalog) else { continue }
            let blockers = catalog.blockers(of: element)
            do {
                try await session.execute("begin; \(drop)")
                #expect(blockers.isEmpty, "\(element): \(blockers)")
                verdicts[false, default: 0] += 1
            } catch  where error.server?.sqlState == "2BP01" {
                #expect(
                    !blockers.isEmpty,
                    "\(element): \(error.server?.message ?? "") \(error.server?.detail ?? "")")
                verdicts[true, default: 0] += 1
            } catch {
                others.append("\(element): \(error.server?.message ?? "\(error)")")
            }
            try await session.execute("rollback")
        }
        await session.close()
        #expect(verdicts[true] ?? 0 > 60 && verdicts[false] ?? 0 > 200, "\(verdicts)")
        // Inherited columns, keys of partitions, and what a partition has of its parent.
        #expect(others.count < 60, "\(others)")
    }
}
