import Catalog
import PostgresSession
import SchemaDiff
import TidemarkTesting

/// Two schemas, each the database of everything after some changes.
struct SchemaPair {
    /// The changes that the one has.
    var old: [String]
    /// The changes that the other has.
    var new: [String]

    /// The pairs with one change less, those without the first ones first.
    var smaller: [SchemaPair] {
        old.indices.map { index in
            var pair = self
            pair.old.remove(at: index)
            return pair
        }
            + new.indices.map { index in
                var pair = self
                pair.new.remove(at: index)
                return pair
            }
    }
}

/// What came of the plans from one schema of a pair to the other, and back.
enum PairOutcome: Hashable {
    /// Both leave what was wanted.
    case passes
    /// A plan is not made, for these reasons.
    case refused([String])
    /// A statement fails, or something else is left.
    case fails(String)

    /// Whether it is as bad as another, whatever the words.
    func isLike(_ other: PairOutcome) -> Bool {
        switch (self, other) {
        case (.passes, .passes), (.refused, .refused), (.fails, .fails): true
        default: false
        }
    }
}

/// Makes databases from a template and tries plans on them.
///
/// Roles are those of the server: changes of a pair leave them alone.
struct PairTrial {
    let database: TestDatabase

    /// Makes the template.
    init(_ database: TestDatabase) async throws {
        self.database = database
        try await database.execute("create database fuzz_template")
        let session = try await Session.connect(to: connection("fuzz_template"))
        try await FixtureDatabase.make(on: session)
        await session.close()
    }

    /// A session in a new database of everything.
    func open(_ name: String) async throws -> Session {
        try await drop(name)
        try await database.execute("create database \(name) template fuzz_template")
        let session = try await Session.connect(to: connection(name))
        try await session.execute(
            "set search_path = ''; set client_min_messages = error; set check_function_bodies = off"
        )
        return session
    }

    private func drop(_ name: String) async throws {
        try await database.execute("drop database if exists \(name) with (force)")
    }

    private func connection(_ name: String) -> ConnectionString {
        database.connection.setting("dbname", to: name)
    }

    /// Draws changes and makes those that the server takes.
    func draw(_ count: Int, _ generator: inout ChangeGenerator) async throws -> [String] {
        let session = try await open("fuzz_drawn")
        var done: [String] = []
        var refused = 0
        while done.count < count, refused < 50 + count * 10 {
            try await generator.look(session)
            let change = generator.next().statement
            guard !Self.isOfServer(change) else { continue }
            do {
                try await session.execute(change)
                done.append(change)
            } catch {
                guard error.server != nil else { throw error }
                refused += 1
            }
        }
        await session.close()
        return done
    }

    /// Roles and what `pg_database` holds are not in a template.
    private static func isOfServer(_ change: String) -> Bool {
        change.contains(" role ") && !change.contains("default privileges")
            || change.contains(" database ")
    }

    /// Plans from the one to the other and back, the way back in the forms that let others work, and runs both.
    func outcome(of pair: SchemaPair) async throws -> PairOutcome {
        let old = try await made(pair.old, "fuzz_old")
        let new = try await made(pair.new, "fuzz_new")
        var outcome = try await follow(old.catalog, new.catalog, on: old.session)
        if outcome == .passes {
            outcome = try await follow(new.catalog, old.catalog, on: new.session, isOnline: true)
        }
        await old.session.close()
        await new.session.close()
        return outcome
    }

    private func made(
        _ changes: [String], _ name: String
    ) async throws -> (session: Session, catalog: Catalog) {
        let session = try await open(name)
        for change in changes {
            // One that needed another that is left out makes no difference.
            _ = try? await session.execute(change)
        }
        return (session, try await CatalogReader(session).read(edges: true))
    }

    private func follow(
        _ from: Catalog, _ to: Catalog, on session: Session, isOnline: Bool = false
    ) async throws -> PairOutcome {
        let plan: ChangePlan
        do {
            let usual = try Planner(owner: "postgres").plan(from: from, to: to)
            plan = isOnline ? usual.online(from: from, to: to) : usual
        } catch {
            return .refused(error.reasons.map { "\($0.element) \($0.reason)" })
        }
        for statement in plan.statements {
            do {
                try await session.execute(statement.sql)
            } catch {
                guard error.server != nil else { throw error }
                return .fails("\(error.message)\n\(statement.sql)\nof\n\(plan.script)")
            }
        }
        let left = Comparison().compare(
            expected: to, actual: try await CatalogReader(session).read()
        ).filter { $0.property != "columnOrder" }
        return left.isEmpty
            ? .passes : .fails("left: \(left.map(\.path))\n\(plan.script)")
    }

    /// The smallest pair found that comes to the same, by leaving out one change after the other.
    func shrunk(_ pair: SchemaPair, _ outcome: PairOutcome) async throws -> (
        pair: SchemaPair, outcome: PairOutcome
    ) {
        var smallest = (pair: pair, outcome: outcome)
        var isSmaller = true
        while isSmaller {
            isSmaller = false
            for candidate in smallest.pair.smaller {
                let found = try await self.outcome(of: candidate)
                if found.isLike(outcome) {
                    smallest = (candidate, found)
                    isSmaller = true
                    break
                }
            }
        }
        return smallest
    }
}
