import Migrations
import PostgresSession
import Testing
import Tidemark
import TidemarkTesting

/// The state is followed from the events by the program, and by a view for people: the same rules twice.
@Suite(.database)
struct HistoryStateTests {
    /// Any event after any other, possible or not.
    private static let events = """
        insert into tidemark.event (kind, direction, state, version, name, repeatable, \
        statements_done, statements_total, done_checksum, checksum, token_checksum, out_of_order, \
        run_id, tool_version, down_text) \
        select (array['apply', 'revert', 'start', 'progress', 'fail', 'interrupt', 'baseline', \
        'repair'])[1 + floor(random() * 8)::int], (array['up', 'down'])[1 + floor(random() * 2)::int], \
        (array['applied', 'reverted', null, null])[1 + floor(random() * 4)::int], \
        floor(random() * 40)::text, (array['a', 'b'])[1 + floor(random() * 2)::int], random() < 0.5, \
        case when random() < 0.8 then floor(random() * 3)::int end, 3, md5(random()::text), \
        case when random() < 0.8 then md5(random()::text) end, md5(random()::text), random() < 0.5, \
        'r', 't', case when random() < 0.5 then 'drop table a' end from generate_series(1, 300)
        """

    private static let view = """
        select version, name, state, case when state = 'partial' then concat_ws(' ', direction, \
        coalesce(statements_done, 0), statements_total, in_doubt, done_checksum) end, repeatable, \
        settled_event, settled_kind, checksum, token_checksum, coalesce(out_of_order, false), \
        to_char(settled_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), settled_by, \
        coalesce(has_down, false), coalesce(applied_event, settled_event) \
        from tidemark.migration order by version, name
        """

    @Test(arguments: [0.1, 0.2, 0.3, 0.4])
    func isThatOfTheView(_ seed: Double) async throws {
        let project = try Project(["sql/00_a.sql": "create table a ();"])
        try await project.up()
        let session = try await project.database.connect()
        try await session.execute("select setseed(\(seed)); \(Self.events)")
        let expected = try await session.query(Self.view).rows.map(\.values)
        let entries = try await History(session: session).readState().entries
        await session.close()
        #expect(expected.count > 50)
        #expect(Set(expected.map { $0[2] }) == ["applied", "reverted", "failed", "partial"])
        #expect(Set(entries.map(fields)) == Set(expected))
        #expect(entries.count == expected.count)
    }

    private func fields(_ entry: HistoryEntry) -> [String?] {
        func text(_ flag: Bool) -> String { flag ? "t" : "f" }
        let progress = entry.progress.map { progress in
            [
                progress.direction.rawValue, String(progress.done), String(progress.total),
                text(progress.isInDoubt), progress.doneChecksum,
            ].compactMap(\.self).joined(separator: " ")
        }
        return [
            entry.id.version, entry.id.name, entry.state.rawValue, progress,
            text(entry.isRepeatable), entry.settledEvent.map(String.init), entry.settledKind,
            entry.checksum, entry.tokenChecksum, text(entry.ranOutOfOrder), entry.settledAt,
            entry.settledBy, text(entry.hasStoredDown), entry.appliedEvent.map(String.init),
        ]
    }

    @Test func isNoneWithoutHistory() async throws {
        let session = try await TestDatabase.current.connect()
        #expect(try await History(session: session).readState() == .none)
        await session.close()
    }
}
