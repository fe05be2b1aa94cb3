import Catalog
import Configuration
import PostgresSession
import Proving
import SchemaDiff
import Testing
import Tidemark
import TidemarkTesting

/// What is left of a plan that its proof refuted.
@Suite(.server()) struct BundleTests {
    private func catalog(_ sql: String) async throws -> Catalog {
        let session = try await TestDatabase.current.connect()
        try await session.execute(sql)
        let catalog = try await CatalogReader(session, scope: CatalogScope()).read(edges: true)
        await session.close()
        return catalog
    }

    @Test func itsScriptShowsWhatDiffers() async throws {
        let database = TestDatabase.current
        try await database.execute("create role app_reader login password 'not-for-others'")
        let first = try await catalog(
            "create table t (a int); grant select on t to app_reader")
        let second = try await catalog("alter table t add b int")
        let third = try await catalog("alter table t add c text")
        let plan = try Planner(owner: "o'wner").plan(from: first, to: second)
        let workspace = Workspace(
            configuration: try Configuration.read(
                path: nil, environmentName: nil, overrides: Configuration.Overrides(), process: [:])
        )
        let folder = try workspace.writeBundle(
            plan, from: first, to: third, owner: "o'wner", server: "PostgreSQL 15.0",
            refutation: ["table public.t › column c: missing"])
        let script = try readFile("\(folder)/reproduce.sh")
        #expect(script.contains("refuted:\n#   table public.t › column c: missing\n"))
        #expect(script.contains("on PostgreSQL 15.0"))
        let before = try await database.query("select datname from pg_database order by 1")
        let host = try #require(database.connection.value(of: "host"))
        let programs = database.binaries.directory
        let environment = [
            "PGHOST": host, "PGPORT": "5432", "PGUSER": "postgres",
            "PATH": "\(programs):/usr/bin:/bin",
        ]
        let ended = try await runProgram(
            "bash", ["\(folder)/reproduce.sh"], environment: environment)
        #expect(ended.exitCode == 1, "\(ended)")
        #expect(ended.output.contains("<     c text"), "\(ended)")
        #expect(try await database.query("select datname from pg_database order by 1") == before)
        for name in ["roles.sql", "from.sql", "to.sql", "plan.sql", "reproduce.sh"] {
            #expect(!(try readFile("\(folder)/\(name)").contains("not-for-others")))
        }
        // One that is right is right there, too.
        let right = try workspace.writeBundle(
            plan, from: first, to: second, owner: "o'wner", server: "", refutation: [])
        let same = try await runProgram(
            "bash", ["\(right)/reproduce.sh"], environment: environment)
        #expect(same.exitCode == 0, "\(same)")
        #expect(same.output.contains("pg_dump sees no difference"), "\(same)")
        for made in [folder, right] { _ = try await runProgram("rm", ["-r", made]) }
    }
}
