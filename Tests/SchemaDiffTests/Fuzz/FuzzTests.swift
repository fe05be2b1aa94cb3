import Catalog
import PostgresSession
import SchemaDiff
import Testing
import TidemarkTesting

/// Changes drawn by lot: what `pg_dump` prints otherwise is drift and names what was touched, what it prints the same is none,
/// and neither is what was rolled back.
///
/// Each change is made on top of those before it. `TIDEMARK_SEED` chooses others; a failure prints the seed and the statement.
@Suite(.server(), .serialized) struct FuzzTests {
    private static let rounds = isLongRun ? 40 : 2
    private static let changesInRound = isLongRun ? 100 : 30

    @Test(arguments: 0..<rounds) func whatIsDumpedOtherwiseIsDrift(round: Int) async throws {
        let seed = testSeed &+ UInt64(round)
        let database = TestDatabase.current
        let session = try await database.connect()
        try await FixtureDatabase.make(on: session)
        try await session.execute("set search_path = ''; set client_min_messages = error")
        let reader = CatalogReader(session)
        var generator = ChangeGenerator(seed: seed, database: database.name)
        var before = try await reader.read()
        var dumped = try await database.dumpEverything(withRoles: true)
        var done: [String] = []
        var refused = 0
        while done.count < Self.changesInRound, refused < Self.changesInRound * 10 {
            try await generator.look(session)
            let change = generator.next()
            let what: Comment = "seed \(seed), change \(done.count + 1): \(change.statement)"
            do {
                try await session.execute("begin; \(change.statement); rollback")
            } catch {
                // Most of what is drawn makes no sense.
                try await session.execute("rollback")
                refused += 1
                continue
            }
            let undone = try await reader.read()
            #expect(compare(before, undone) == [], what)
            do {
                try await session.execute(change.statement)
            } catch {
                // What shows only at the end of a transaction.
                refused += 1
                continue
            }
            done.append(change.statement)
            let after = try await reader.read()
            let now = try await database.dumpEverything(withRoles: true)
            let seen = Comparison().compare(expected: before, actual: after)
            if now == dumped {
                #expect(seen.map(\.path) == [], what)
            } else if now.database != dumped.database {
                // Of the roles, those that nothing in the database names are not compared.
                #expect(!seen.isEmpty, what)
            }
            let isNamed = seen.contains { difference in
                change.touched.contains { touched in
                    touched == difference.object.identity || touched == difference.part?.identity
                }
            }
            #expect(isNamed || seen.isEmpty, "\(what): \(seen.map(\.path))")
            before = after
            dumped = now
        }
        #expect(done.count == Self.changesInRound, "seed \(seed): \(refused) were refused")
        await session.close()
    }

    private func compare(_ before: Catalog, _ after: Catalog) -> [String] {
        Comparison().compare(expected: before, actual: after).map(\.path)
    }
}
