public import Findings
public import JSONText
public import Migrations
public import SchemaDiff

/// What `tidemark prove` shows: for each migration whether its DOWN undoes its UP.
public struct ProveReport: Report {
    /// One migration.
    public struct Migration: Sendable {
        /// `version_name`.
        public var id: String
        /// What it came to.
        public var verdict: RollbackVerdict
        /// The same in words.
        public var words: String
        /// What is left, lacking or changed after the DOWN; expected is what was before the UP.
        public var differences: [Difference]
        /// What a second UP leaves otherwise than the first.
        public var again: [Difference]
        /// What only `pg_dump` sees.
        public var dumped: [String]
        /// The statements that its DOWN lacks, or all of one that there is not.
        public var missing: [PlannedStatement]
        /// Whether these were tried and do it.
        public var isMissingProven: Bool
        /// Why it is not proven.
        public var findings: [Finding]
        /// The time of its UP.
        public var upDuration: Duration?
        /// The time of its DOWN.
        public var downDuration: Duration?
        /// What the statements of its UP were seen to do.
        public var up: [StatementTrace]
        /// What those of its DOWN were seen to do.
        public var down: [StatementTrace]
        /// What came of it with rows.
        public var rows: RowReport?

        /// Makes one.
        public init(
            id: String, verdict: RollbackVerdict, words: String, differences: [Difference],
            again: [Difference], dumped: [String], missing: [PlannedStatement],
            isMissingProven: Bool, findings: [Finding], upDuration: Duration?,
            downDuration: Duration?, up: [StatementTrace] = [], down: [StatementTrace] = [],
            rows: RowReport? = nil
        ) {
            self.id = id
            self.verdict = verdict
            self.words = words
            self.differences = differences
            self.again = again
            self.dumped = dumped
            self.missing = missing
            self.isMissingProven = isMissingProven
            self.findings = findings
            self.upDuration = upDuration
            self.downDuration = downDuration
            self.up = up
            self.down = down
            self.rows = rows
        }
    }

    /// Several migrations, reverted one after the other and applied again.
    public struct Chain: Sendable {
        /// The first of them.
        public var first: String
        /// The last of them.
        public var last: String
        /// How many they are.
        public var count: Int
        /// Whether nothing is applied before the first.
        public var beginsAtZero: Bool
        /// What it came to.
        public var verdict: RollbackVerdict
        /// What is left, lacking or changed after the DOWNs.
        public var differences: [Difference]
        /// What the UPs leave otherwise than before.
        public var again: [Difference]
        /// Why it is not proven.
        public var findings: [Finding]

        /// Makes one.
        public init(
            first: String, last: String, count: Int, beginsAtZero: Bool, verdict: RollbackVerdict,
            differences: [Difference], again: [Difference], findings: [Finding]
        ) {
            self.first = first
            self.last = last
            self.count = count
            self.beginsAtZero = beginsAtZero
            self.verdict = verdict
            self.differences = differences
            self.again = again
            self.findings = findings
        }
    }

    let migrations: [Migration]
    let chain: Chain?
    let server: String
    let base: String
    let isProven: Bool
    let summary: String
    let targets: [TargetRelation]
    let written: [String]
    let standIns: [String]

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - base: what was before the first migration, in words.
    ///   - targets: what the database that they are meant for has of the relations that somebody will wait for.
    ///   - written: the paths of DOWNs that were written.
    ///   - standIns: the extensions for which something else stood in.
    public init(
        migrations: [Migration], chain: Chain?, server: String, base: String, isProven: Bool,
        summary: String, targets: [TargetRelation] = [], written: [String] = [],
        standIns: [String] = []
    ) {
        self.migrations = migrations
        self.chain = chain
        self.server = server
        self.base = base
        self.isProven = isProven
        self.summary = summary
        self.targets = targets
        self.written = written
        self.standIns = standIns
    }

    /// A line for each migration, what is wrong with its place, and the verdict.
    public func text(on terminal: Terminal) -> String {
        guard !migrations.isEmpty else {
            return terminal.render("nothing to prove: no migration is pending", .success) + "\n"
        }
        var table = Table(columns: [
            .init(""), .init(""), .init(""), .init("up", alignment: .trailing),
            .init("down", alignment: .trailing),
        ])
        for migration in migrations {
            table.rows.append([
                mark(migration.verdict, on: terminal), StyledText(migration.id, .strong),
                StyledText(migration.verdict.rawValue, style(migration.verdict)),
                StyledText(migration.upDuration.map(renderElapsed) ?? "", .faint),
                StyledText(migration.downDuration.map(renderElapsed) ?? "", .faint),
            ])
        }
        if let chain {
            let words =
                chain.beginsAtZero
                ? "all, down to zero and up again" : "\(chain.count) together, down and up again"
            table.rows.append([
                mark(chain.verdict, on: terminal), StyledText(words),
                StyledText(chain.verdict.rawValue, style(chain.verdict)),
            ])
        }
        var text = renderTable(table, on: terminal)
        let findings = migrations.flatMap(\.findings) + (chain?.findings ?? [])
        if !findings.isEmpty {
            text += "\n" + findings.map { renderFinding($0, on: terminal) }.joined()
        }
        text += traces.text(on: terminal)
        if let rows = migrations.compactMap(\.rows).last {
            text +=
                "\n"
                + terminal.render(
                    StyledText("tried with \(rows.sentence)", .faint)) + "\n"
        }
        for path in written {
            text +=
                terminal.render("wrote \(path): read it, then type the command again", .note) + "\n"
        }
        return text + "\n"
            + terminal.render(
                StyledText(summary, isProven ? .success : .error)
                    + StyledText(" (on \(server), from \(base))", .faint)) + "\n"
    }

    private var traces: TraceSummary {
        TraceSummary(scripts: migrations.flatMap(\.scripts), targets: targets)
    }

    private func mark(_ verdict: RollbackVerdict, on terminal: Terminal) -> StyledText {
        let isGood = verdict.isProven
        let word =
            terminal.usesUnicode ? (isGood ? "✓" : "✗") : (isGood ? "ok" : "FAIL")
        return StyledText(word, style(verdict))
    }

    private func style(_ verdict: RollbackVerdict) -> Style {
        switch verdict {
        case .exact: .success
        case .columnOrderOnly, .irreversible, .notReached: .warning
        default: .error
        }
    }

    /// `proven`, `summary`, `server`, `base`, `migrations`, `chain`, `written`, `targets`, `standIns`.
    public var json: JSONValue {
        [
            "proven": .bool(isProven), "summary": .string(summary), "server": .string(server),
            "base": .string(base), "migrations": .array(migrations.map(Self.json)),
            "chain": chain.map(Self.json) ?? .null, "written": .list(written),
            "targets": .list(targets), "standIns": .list(standIns),
        ]
    }

    private static func json(_ migration: Migration) -> JSONValue {
        [
            "migration": .string(migration.id), "verdict": .string(migration.verdict.rawValue),
            "proven": .bool(migration.verdict.isProven), "words": .string(migration.words),
            "differences": differencesJSON(migration.differences, []),
            "again": differencesJSON(migration.again, []),
            "dumped": .list(migration.dumped),
            "missing": .list(migration.missing.map(\.sql)),
            "missingProven": .bool(migration.isMissingProven),
            "findings": .list(migration.findings),
            "upMilliseconds": migration.upDuration.map { .milliseconds($0) } ?? .null,
            "downMilliseconds": migration.downDuration.map { .milliseconds($0) } ?? .null,
            "up": migration.scripts[0].json, "down": migration.scripts[1].json,
            "rows": .optional(migration.rows),
        ]
    }

    private static func json(_ chain: Chain) -> JSONValue {
        [
            "first": .string(chain.first), "last": .string(chain.last),
            "count": .integer(chain.count), "fromZero": .bool(chain.beginsAtZero),
            "verdict": .string(chain.verdict.rawValue), "proven": .bool(chain.verdict.isProven),
            "differences": differencesJSON(chain.differences, []),
            "again": differencesJSON(chain.again, []), "findings": .list(chain.findings),
        ]
    }
}

extension ProveReport.Migration {
    /// Its UP and its DOWN.
    fileprivate var scripts: [TracedScript] {
        [
            TracedScript(migration: id, direction: .up, statements: up),
            TracedScript(migration: id, direction: .down, statements: down),
        ]
    }
}
