import Catalog
import PostgresSession
import Proving
import Testing
import TidemarkTesting

/// The database of everything: that nothing of it is missed, and that all of it comes back from a snapshot.
@Suite(.server(), .serialized) struct FixtureTests {
    private func read() async throws -> Catalog {
        let folder = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        let session = try await TestDatabase.current.connect()
        try await session.run(try readFile("\(folder)/Mutations/cluster.sql"))
        try await session.run(try readFile("\(folder)/Mutations/fixture.sql"))
        let catalog = try await CatalogReader(session).read()
        await session.close()
        return catalog
    }

    /// Kinds by the words that `pg_restore -l` has for them.
    private static let kinds: [String: [ObjectKind]] = [
        "ACCESS METHOD": [.accessMethod], "AGGREGATE": [.aggregate], "CAST": [.cast],
        "COLLATION": [.collation], "CONVERSION": [.conversion],
        "DEFAULT ACL": [.defaultPrivileges], "DOMAIN": [.domain],
        "EVENT TRIGGER": [.eventTrigger], "FOREIGN DATA WRAPPER": [.foreignDataWrapper],
        "FOREIGN TABLE": [.foreignTable], "FUNCTION": [.function],
        "MATERIALIZED VIEW": [.materializedView], "OPERATOR": [.operator],
        "OPERATOR CLASS": [.operatorClass], "OPERATOR FAMILY": [.operatorFamily],
        "PROCEDURAL LANGUAGE": [.language], "PROCEDURE": [.procedure],
        "PUBLICATION": [.publication], "SERVER": [.server], "SUBSCRIPTION": [.subscription],
        "TABLE": [.table], "TEXT SEARCH CONFIGURATION": [.textSearchConfiguration],
        "TEXT SEARCH DICTIONARY": [.textSearchDictionary],
        "TEXT SEARCH PARSER": [.textSearchParser], "TEXT SEARCH TEMPLATE": [.textSearchTemplate],
        "TRANSFORM": [.transform], "TYPE": [.enumeration, .composite, .range, .baseType],
        "USER MAPPING": [.userMapping], "VIEW": [.view],
    ]

    /// `pg_dump` shares no code with the reader.
    @Test func hasAsManyObjectsOfEachKindAsADumpOfIt() async throws {
        let catalog = try await read()
        let database = TestDatabase.current
        let directory = try TemporaryDirectory()
        let archive = directory.path(of: "dump")
        let dump = try await runProgram(
            database.binaries.path(of: "pg_dump"),
            ["-s", "-Fc", "-d", database.conninfo, "-f", archive])
        #expect(dump.exitCode == 0, "\(dump.complaint)")
        let list = try await runProgram(
            database.binaries.path(of: "pg_restore"), ["-l", archive])
        // `3521; 1259 16500 TABLE app orders owner`
        let entries = list.output.split(separator: "\n").filter { !$0.hasPrefix(";") }
            .map { $0.split(separator: " ", maxSplits: 3).last.map { $0 + " " } ?? "" }
        var counted: [String: Int] = [:]
        for entry in entries {
            let words = Self.words.filter { entry.hasPrefix($0 + " ") }
            if let longest = words.max(by: { $0.utf8.count < $1.utf8.count }) {
                counted[longest, default: 0] += 1
            }
        }
        for (words, kinds) in Self.kinds {
            let count = catalog.objects.count { kinds.contains($0.name.kind) }
            #expect(counted[words] ?? 0 == count, "\(words)")
            #expect(count > 0, "\(words)")
        }
        func count(_ kind: PartKind, _ has: (PropertyList) -> Bool = { _ in true }) -> Int {
            catalog.objects.flatMap { $0.parts(kind) }.count { has($0.properties) }
        }
        // An index that is not valid is left out of a dump, but for one on a partitioned table.
        let invalid = try await database.query(
            """
            select count(*) from pg_index i join pg_class c on c.oid = i.indexrelid \
            where not i.indisvalid and c.relkind = 'i'
            """)
        let left = invalid[0][0].flatMap { Int($0) } ?? 0
        #expect((counted["INDEX"] ?? 0) + left == count(.index) { $0["keys"] != nil })
        #expect(counted["POLICY"] == count(.policy))
        #expect(counted["RULE"] == count(.rule))
        #expect(counted["STATISTICS"] == count(.statistics))
        // A dump has the sequences of identity columns too; and has neither plpgsql nor schema public.
        let sequences = catalog.objects.count { $0.name.kind == .sequence }
        #expect(counted["SEQUENCE"] == sequences + count(.column) { $0["identity"] != nil })
        #expect(
            counted["EXTENSION"] ?? 0 == catalog.objects.count { $0.name.kind == .extension } - 1)
        #expect(counted["SCHEMA"] == catalog.objects.count { $0.name.kind == .schema } - 1)
    }

    /// What the list of a dump says of entries; a longer one may begin with a shorter.
    private static let words =
        Array(kinds.keys) + [
            "ACL", "COMMENT", "CONSTRAINT", "CHECK CONSTRAINT", "DEFAULT", "EXTENSION",
            "FK CONSTRAINT", "INDEX", "INDEX ATTACH", "MATERIALIZED VIEW DATA", "POLICY",
            "PUBLICATION TABLE", "PUBLICATION TABLES IN SCHEMA", "ROW SECURITY", "RULE", "SCHEMA",
            "SECURITY LABEL", "SEQUENCE", "SEQUENCE OWNED BY", "SHELL TYPE", "STATISTICS",
            "TABLE ATTACH", "TRIGGER",
        ]

    @Test func comesBackFromASnapshotAsItIs() async throws {
        let catalog = try await read()
        let directory = try TemporaryDirectory()
        let path = directory.path(of: "schema")
        try Snapshot.write(catalog, mark: [], to: path)
        let snapshot = try Snapshot(opening: path)
        #expect(snapshot.manifest.rootHash == catalog.rootHash)
        for object in catalog.objects {
            #expect(try snapshot.object(object.name) == object, "\(object.name)")
        }
        #expect(try snapshot.catalog().objects == catalog.objects)
    }

    @Test func isTheSameForARoleThatMayOnlyConnect() async throws {
        let all = try await read()
        let database = TestDatabase.current
        try await database.execute("create role tm_fixture_stranger login")
        let session = try await Session.connect(
            to: database.connection.setting("user", to: "tm_fixture_stranger"))
        let seen = try await CatalogReader(session).read()
        await session.close()
        #expect(seen.objects.map(\.name) == all.objects.map(\.name))
        let differing = zip(seen.objects, all.objects).filter { $0 != $1 }.map(\.0.name)
        #expect(differing.allSatisfy { $0.kind == .userMapping })
    }
}
