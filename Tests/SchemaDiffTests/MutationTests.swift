import Catalog
import PostgresSession
import SchemaDiff
import Testing
import TidemarkTesting

/// Proof of sight: each change of a rich database is seen as exactly what it is, and is gone when it is undone.
///
/// The catalog is read once for each change and held against the one at the beginning, so that what a way back leaves behind
/// shows with the next change, or in the end. `pg_dump`, which shares no code with the reader, looks at the same changes:
/// what it prints otherwise must be seen. That takes a multiple of the time, so it does for some of them, drawn by lot from
/// `TIDEMARK_SEED`, and for all with `TIDEMARK_LONG=1`.
@Suite(.server(), .serialized) struct MutationTests {
    /// One in how many is shown to `pg_dump`.
    private static let rarity = isLongRun ? 1 : 12

    @Test(arguments: FixtureDatabase.mutationFiles) func isSeen(file: String) async throws {
        let database = TestDatabase.current
        let session = try await database.connect()
        try await FixtureDatabase.make(on: session)
        let reader = CatalogReader(session)
        let major = session.serverVersion / 10_000
        let before = try await reader.read()
        let withRoles = file == "server"
        let dumped = try await database.dumpEverything(withRoles: withRoles)
        let mutations = Mutation.parse(try readFile("\(FixtureDatabase.folder)/\(file).sql"))
        #expect(!mutations.isEmpty)
        var random = TestRandom(seed: testSeed)
        for mutation in mutations {
            let isShown = random.next() % UInt64(Self.rarity) == 0
            guard mutation.since <= major else { continue }
            if let condition = mutation.condition {
                guard try await session.query("select \(condition)").scalar == "t" else { continue }
            }
            do {
                try await session.run(mutation.apply)
                let catalog = try await reader.read()
                let seen = Comparison().compare(expected: before, actual: catalog)
                #expect(
                    Set(seen.map(\.path)) == mutation.expected(on: major),
                    "\(file): \(mutation.name)")
                for words in mutation.census {
                    let (old, new) = (
                        before.census.count(of: words), catalog.census.count(of: words)
                    )
                    #expect(new > old, "\(file): \(mutation.name)")
                }
                if isShown {
                    let now = try await database.dumpEverything(withRoles: withRoles)
                    expect(mutation, on: major, dumped, now, "\(file): \(mutation.name)")
                }
                try await session.run(mutation.reverse)
            } catch {
                Issue.record(error, "\(file): \(mutation.name)")
            }
        }
        let left = Comparison().compare(expected: before, actual: try await reader.read())
        #expect(left.map(\.path) == [], "\(file), in the end")
        let end = try await database.dumpEverything(withRoles: withRoles)
        #expect(end == dumped, "\(file), in the end")
        await session.close()
    }

    /// What `pg_dump` prints of a database otherwise, we see; and what we see it prints, unless the mutation says that it
    /// does not.
    private func expect(
        _ mutation: Mutation, on major: Int, _ before: FullDump, _ after: FullDump, _ name: Comment
    ) {
        if mutation.isWithheld || !mutation.expected(on: major).isEmpty {
            #expect((before != after) == !mutation.isUnseenByDump, name)
        } else {
            // Roles that nothing names are none of the database's, and `pg_dumpall` prints all.
            #expect(before.database == after.database, name)
        }
    }
}

extension Census {
    /// How many there are of what begins with these words.
    fileprivate func count(of words: String) -> Int {
        entries.first { $0.what.hasPrefix(words) }?.count ?? 0
    }
}
