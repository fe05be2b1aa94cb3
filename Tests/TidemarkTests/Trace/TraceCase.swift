import Migrations
import SQLText
import Testing

/// What a server is expected to show of a statement, in words that read like the hazard that it is.
struct TraceCase: Sendable, CustomTestStringConvertible {
    /// What is there before.
    var setup: String
    var statement: String
    /// The strongest lock on each relation that was there, indexes aside: `t: AccessExclusiveLock`.
    var locks: [String]
    var rewrites: [String] = []
    var truncated: [String] = []
    /// `t verify`, `t foreign-key`, `t query`.
    var scans: [String] = []
    /// `index on table`.
    var builds: [String] = []
    var reused: [String] = []
    /// `t +1 ~2 -3`.
    var rows: [String] = []
    /// A part of the server's words where a scan was spared.
    var proof: String?
    /// The first release that has it.
    var since = 13
    /// What the migration does before, in the same transaction.
    var before = ""

    var testDescription: String { statement }

    static let people = """
        create table t (id int primary key, n int, s varchar(10), x text);
        insert into t select g, g, 'a', 'b' from generate_series(1, 50) g;
        create index t_s on t (s);
        """
    static let family = """
        create table parent (id int primary key);
        insert into parent select generate_series(1, 50);
        create table child (id int primary key, parent int);
        insert into child select g, g from generate_series(1, 50) g;
        """
    static let parts = """
        create table p (id int, n int) partition by range (id);
        create table p1 partition of p for values from (0) to (100);
        create table other partition of p default;
        create table p2 (id int, n int);
        """
}

extension StatementFacts {
    /// Names without their schema, as cases have them.
    private static func bare(_ name: String) -> String {
        name.hasPrefix("public.") ? String(name.dropFirst(7)) : name
    }

    var shownLocks: [String] {
        locks.filter { !made.contains($0.relation) && $0.table == nil }
            .map { "\(Self.bare($0.relation)): \($0.mode.rawValue)" }.sorted()
    }

    var shownRewrites: [String] { rewrites.map(Self.bare) }
    var shownTruncated: [String] { truncated.map(Self.bare) }

    var shownScans: [String] {
        scans.map { "\(Self.bare($0.relation)) \($0.reason.rawValue)" }
    }

    var shownBuilds: [String] {
        builds.filter { !made.contains($0.table) }
            .map { "\(Self.bare($0.index)) on \(Self.bare($0.table))" }
    }

    var shownReused: [String] { reused.map { Self.bare($0.index) } }

    var shownRows: [String] {
        rows.map { "\(Self.bare($0.relation)) +\($0.inserted) ~\($0.updated) -\($0.deleted)" }
    }
}
