import Catalog
import JSONText
import Testing
import TidemarkTesting

/// Grants on what the server and extensions bring along: `pg_authid` may be opened to everybody without touching any object of
/// the database's own.
@Suite(.database)
struct ServerGrantTests {
    @Test func aNewDatabaseHasNone() async throws {
        let catalog = try await read()
        #expect(catalog.objects.allSatisfy { $0.properties["granted"] == nil })
        #expect(catalog.objects.allSatisfy { $0.properties["revoked"] == nil })
    }

    @Test func onlyWhatWasChangedIsRead() async throws {
        let role = roleName("r")
        let database = TestDatabase.current
        let catalog = try await read(
            after: """
                create role \(role);
                grant select (rolname, rolpassword) on pg_authid to \(role);
                grant insert, select on pg_class to \(role) with grant option;
                grant execute on function pg_read_file(text) to \(role);
                revoke execute on function max(integer) from public;
                grant select on pg_class to public;
                revoke usage on language sql from public;
                grant usage on language sql to public;
                """)
        #expect(
            catalog.properties(.table, "pg_catalog.pg_authid") == [
                "granted": [role: "SELECT (rolname), SELECT (rolpassword)"]
            ])
        #expect(
            catalog.properties(.table, "pg_catalog.pg_class") == [
                "granted": [role: "INSERT WITH GRANT OPTION, SELECT WITH GRANT OPTION"]
            ])
        #expect(
            catalog.properties(.function, "pg_catalog.pg_read_file(text)") == [
                "granted": [role: "EXECUTE"]
            ])
        #expect(
            catalog.properties(.aggregate, "pg_catalog.max(integer)") == [
                "revoked": ["PUBLIC": "EXECUTE"]
            ])
        #expect(catalog[ObjectName(.language, "sql")] == nil)
        #expect(catalog[ObjectName(.role, role)] != nil)
        try await database.execute("drop owned by \(role)")
    }

    @Test func whereSchemasAreAskedForTheServersAreNone() async throws {
        let catalog = try await read(
            after: "revoke execute on function max(integer) from public",
            scope: CatalogScope(schemas: ["public"]))
        #expect(catalog.names(.aggregate) == [])
    }
}
