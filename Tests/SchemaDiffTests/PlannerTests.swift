import Catalog
import PostgresSession
import SQLText
import SchemaDiff
import Testing
import TidemarkTesting

/// Each change of a rich database is planned there and back, and what the plan leaves is what was wanted.
///
/// For every mutation of the corpus: the catalog before and after it, a plan from one to the other run on the one, the
/// catalog read again, and the same for the way back.
@Suite(.server(), .serialized) struct PlannerTests {
    @Test(arguments: FixtureDatabase.mutationFiles) func eachMutationThereAndBack(file: String)
        async throws
    {
        let mutations = Mutation.parse(try readFile("\(FixtureDatabase.folder)/\(file).sql"))
        var place = try await FixturePlace.make()
        let start = try await place.read()
        let major = place.session.serverVersion / 10_000
        var random = TestRandom(seed: testSeed)
        for mutation in mutations where mutation.since <= major {
            guard isLongRun || random.next() % Self.rarity == 0 else { continue }
            guard !mutation.expected(on: major).isEmpty else { continue }
            if let condition = mutation.condition {
                let isMet = try await place.session.query("select \(condition)").scalar
                guard isMet == "t" else { continue }
            }
            try await place.session.run(mutation.apply)
            let changed = try await place.read()
            try await place.session.run(mutation.reverse)
            let label = "\(file): \(mutation.name)"
            let isThere = await place.follow(
                from: start, to: changed, isOnline: random.next() % 2 == 0, "\(label), there")
            let isBack =
                isThere
                ? await place.follow(
                    from: changed, to: start, isOnline: random.next() % 2 == 0, "\(label), back")
                : false
            // What went wrong must not be taken for a fault of the next.
            if !isBack { place = try await place.made() }
        }
        await place.session.close()
    }

    /// One in how many is planned in the usual run.
    private static let rarity: UInt64 = 8
}

/// The database of everything, to be made again when a plan has spoiled it.
private struct FixturePlace {
    let session: Session

    static func make() async throws -> FixturePlace {
        let session = try await TestDatabase.current.connect()
        try await FixtureDatabase.make(on: session)
        return FixturePlace(session: session)
    }

    /// Another one in a new database.
    func made() async throws -> FixturePlace {
        let current = TestDatabase.current
        // A plan that failed may have left less than there was to take away.
        var script = ScriptReader(
            bytes: Array(try readFile("\(FixtureDatabase.folder)/teardown.sql").utf8))
        while let event = try script.next() {
            if case .statement(let statement) = event {
                _ = try? await session.execute(statement.text)
            }
        }
        await session.close()
        let admin = try await Session.connect(
            to: current.connection.setting("dbname", to: "template1"))
        try await admin.execute("drop database \(current.name) with (force)")
        for row in try await admin.query(
            "select quote_ident(rolname) from pg_roles where rolname like 'tm%'"
        ).rows {
            try await admin.execute("drop role \(row[0] ?? "")")
        }
        _ = try? await admin.execute("drop tablespace tm_fixture_space")
        try await admin.execute("create database \(current.name)")
        await admin.close()
        return try await Self.make()
    }

    func read() async throws -> Catalog {
        try await CatalogReader(session).read(edges: true)
    }

    /// Plans, runs, reads again, and tells whether what is there is what was wanted.
    func follow(
        from: Catalog, to: Catalog, isOnline: Bool, _ label: String
    ) async -> Bool {
        let plan: ChangePlan
        do {
            let usual = try Planner(owner: "postgres").plan(from: from, to: to)
            plan = isOnline ? usual.online(from: from, to: to) : usual
            // What a plan has to do with is all that it is made of.
            let part = PlanExcerpt(of: usual, from: from, to: to)
            let again = try Planner(owner: "postgres").plan(from: part.from, to: part.to)
            #expect(again.script == usual.script, "\(label), of \(part.count) of \(part.total)")
        } catch {
            let isKnown = Self.unplanned.contains(label)
            #expect(isKnown, "\(label): \(error)")
            return false
        }
        do {
            try await session.execute("set search_path = ''; set check_function_bodies = off")
            for statement in plan.statements { try await session.execute(statement.sql) }
            try await session.execute("reset search_path; reset check_function_bodies")
            let left = Comparison().compare(expected: to, actual: try await read())
                .filter { $0.property != "columnOrder" }
            #expect(left.map(\.path) == [], "\(label)\n\(plan.script)")
            return left.isEmpty
        } catch {
            // What the corpus changes behind the server's back no statement changes.
            let isKnown = Self.unplanned.contains(label)
            #expect(isKnown, "\(label): \(error)\n\(plan.script)")
            return false
        }
    }

    /// What no plan is made for, which is named, and what the corpus does that no statement does: a mutation and its
    /// direction in each line.
    private static let unplanned = Set(
        ((try? readFile("\(FixtureDatabase.folder)/unplanned.txt")) ?? "")
            .split(separator: "\n").map(String.init))
}
