import Catalog
import JSONText
import PostgresSession
import Testing
import TidemarkTesting

/// A snapshot in the words of another version of the server.
@Suite(.database) struct VersionRenderingTests {
    /// Writes the snapshot of the database as PostgreSQL 15 would have written its view.
    private func writeOldSnapshot(in shell: Shell) async throws {
        let session = try await TestDatabase.current.connect()
        let live = try await CatalogReader(session).read()
        await session.close()
        let objects = live.objects.map { object in
            guard object.name.kind == .view else { return object }
            var properties = object.properties.object
            properties["definition"] = [" SELECT t.id", "   FROM public.t", "  WHERE (t.id > 1);"]
            return CatalogObject(
                name: object.name, properties: PropertyList(properties), parts: object.parts)
        }
        try Snapshot.write(
            Catalog(objects: objects), mark: [],
            to: shell.directory.path(of: "snapshots/schema"))
    }

    @Test func isNoDriftUnlessAskedToBeStrict() async throws {
        let shell = try Shell(["tidemark.yml": "platform: plain\n"], database: .current)
        try await TestDatabase.current.execute(
            "create table t (id integer); create view v as select id from t where id > 1")
        try await writeOldSnapshot(in: shell)
        let drift = try await shell.tidemark("drift")
        #expect(drift.code == 0, drift.said)
        #expect(drift.out.contains("version rendering"), drift.said)
        #expect(!drift.out.contains("changed"), drift.said)
        #expect(drift.out.contains("1 difference is a version rendering"), drift.said)
        let strict = try await shell.tidemark("drift", "--strict")
        #expect(strict.code == 2, strict.said)
        let json = try await shell.tidemark("drift", "--format", "json").json()
        #expect(json["clean"] == true)
        #expect(json["differences"]?[0]?["direction"] == "version rendering")
        #expect(json["differences"]?[0]?["severity"] == "cosmetic")
        try await TestDatabase.current.execute(
            "create or replace view v as select id from t where id > 2")
        let changed = try await shell.tidemark("drift")
        #expect(changed.code == 2, changed.said)
    }
}
