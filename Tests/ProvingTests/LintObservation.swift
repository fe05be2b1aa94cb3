import SQLText
import Migrations
import PostgresSession
import Proving

/// What one statement was seen to do.
struct LintObservation {
    var locks: Set<String> = []
    var rewritten: Set<String> = []
    var said: [String] = []
    var error: String?
    var answers: [String: String] = [:]

    /// Runs a statement and looks at what the facts are about.
    static func of(
        _ text: String, _ facts: [LintFact], _ session: Session
    ) async throws -> LintObservation {
        var seen = LintObservation()
        let before = try await files(facts, session)
        try await session.execute("set client_min_messages = debug1")
        _ = await session.takeNotices()
        do {
            try await session.execute(text)
        } catch {
            guard let server = error.server else { throw error }
            seen.error = server.sqlState
        }
        seen.said = await session.takeNotices().map(\.message)
        guard seen.error == nil else { return seen }
        try await session.execute("reset client_min_messages")
        let locks = try await session.query(
            """
            select mode || ' ' || relation::regclass from pg_locks
            where pid = pg_backend_pid() and locktype = 'relation' and relation >= 16384
            """)
        seen.locks = Set(locks.rows.compactMap { $0[0] })
        let after = try await files(facts, session)
        seen.rewritten = Set(before.keys.filter { after[$0] != nil && after[$0] != before[$0] })
        for case .answers(let query, _) in facts {
            seen.answers[query] = try? await session.query(query).scalar ?? ""
        }
        return seen
    }

    private static func files(_ facts: [LintFact], _ session: Session) async throws -> [String:
        String]
    {
        var files: [String: String] = [:]
        for case .rewrites(let relation) in facts {
            files[relation] = try await session.query(
                "select pg_relation_filenode(to_regclass($1))::text", [relation]
            ).scalar
        }
        return files
    }

    func shows(all facts: [LintFact]) -> Bool { facts.allSatisfy(shows) }

    private func shows(_ fact: LintFact) -> Bool {
        switch fact {
        case .lock(let mode, let relation): locks.contains("\(mode.rawValue) \(relation)")
        case .rewrites(let relation): rewritten.contains(relation)
        case .says(let text): said.contains { $0.contains(text) }
        case .fails(let state): error == state
        case .answers(let query, let answer): answers[query] == answer
        case .notOfTheServer: true
        }
    }
}

extension LintFact {
    /// Whether a server can be asked.
    var isSeen: Bool {
        if case .notOfTheServer = self { false } else { true }
    }
}
