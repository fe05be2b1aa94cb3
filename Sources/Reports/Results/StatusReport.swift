import Findings
public import JSONText
public import Migrations

/// What `tidemark status` shows.
public struct StatusReport: Report {
    let survey: Survey
    let database: String
    let findings: [Finding]

    /// Makes a report; reads the UPs of migrations without a DOWN.
    ///
    /// - Parameter database: the database in words, without secrets.
    public init(_ survey: Survey, database: String) {
        self.survey = survey
        self.database = database
        findings =
            survey.statuses.compactMap(\.fault) + survey.folder.findings
            + (survey.folder.readMissingDowns().map { [$0] } ?? [])
    }

    /// Whether everything in the folder is applied and unchanged.
    public var isClean: Bool {
        survey.statuses.allSatisfy { $0.state.isSettled }
            && !survey.folder.findings.contains { $0.severity == .error }
    }

    /// A table, one line per migration, and a sum.
    public func text(on terminal: Terminal) -> String {
        var table = Table(columns: [
            .init("version"), .init("name", isShrinkable: true), .init("state"), .init("applied"),
        ])
        for status in survey.statuses {
            table.rows.append([
                StyledText(status.id.version, .strong), StyledText(status.id.name),
                StyledText(words(status), status.state.style),
                StyledText(status.entry?.isApplied == true ? status.entry?.settledAt ?? "" : ""),
            ])
        }
        let folder = survey.folder
        var head = "\(folder.root): \(folder.layout.rawValue) layout (\(folder.detectedBecause))"
        if survey.history.schemaVersion == 0 { head += "; \(database) has no history yet" }
        var text = terminal.render(StyledText(head, .faint)) + "\n"
        text += renderTable(table, on: terminal)
        text += findings.map { renderFinding($0, on: terminal) }.joined()
        text += terminal.render(StyledText(sum, isClean ? .success : nil)) + "\n"
        return text
    }

    /// `12 applied, 2 pending`, in the order of the states.
    public var sum: String {
        let parts = MigrationStatus.State.allCases.compactMap { state -> String? in
            let count = survey.statuses.count { $0.state == state }
            return count > 0 ? "\(count) \(state.words)" : nil
        }
        return parts.isEmpty ? "no migrations" : parts.joined(separator: ", ")
    }

    private func words(_ status: MigrationStatus) -> String {
        guard status.state == .interrupted, let progress = status.entry?.progress else {
            let isByDecision = ["baseline", "repair"].contains(status.entry?.settledKind)
            let how = isByDecision && status.entry?.state == .applied
            return status.state.words + (how ? " (\(status.entry?.settledKind ?? ""))" : "")
        }
        let verb = progress.direction == .up ? "applying" : "reverting"
        return "\(verb) stopped after \(progress.done) of \(progress.total) statements"
            + (progress.isInDoubt ? ", the next in doubt" : "")
    }

    /// `database`, `folder`, `layout`, `migrations`, `findings`, `clean`.
    public var json: JSONValue {
        [
            "database": .string(database),
            "folder": .string(survey.folder.root),
            "layout": .string(survey.folder.layout.rawValue),
            "clean": .bool(isClean),
            "migrations": .array(
                survey.statuses.map { status in
                    let progress = status.entry?.progress
                    return [
                        "version": .string(status.id.version),
                        "name": .string(status.id.name),
                        "state": .string(status.state.rawValue),
                        "file": .optional(status.migration?.up?.path),
                        "downFile": .optional(status.migration?.down?.path),
                        "settledAt": .optional(status.entry?.settledAt),
                        "settledBy": .optional(status.entry?.settledBy),
                        "settledKind": .optional(status.entry?.settledKind),
                        "statementsDone": .optional(progress?.done),
                        "statementsTotal": .optional(progress?.total),
                        "inDoubt": .bool(progress?.isInDoubt ?? false),
                    ]
                }),
            "findings": .list(findings),
        ]
    }
}

extension MigrationStatus.State {
    /// Whether nothing is to be done about it.
    public var isSettled: Bool {
        switch self {
        case .applied, .appliedCommentsChanged, .empty: true
        default: false
        }
    }

    /// For people.
    public var words: String {
        switch self {
        case .applied: "applied"
        case .appliedCommentsChanged: "applied, comments changed since"
        case .edited: "edited since it was applied"
        case .unreadable: "applied, file unreadable"
        case .missing: "applied, file missing"
        case .pending: "pending"
        case .outOfOrder: "pending, out of order"
        case .interrupted: "interrupted"
        case .gap: "program code, not marked as applied"
        case .empty: "no file"
        }
    }

    var style: Style? {
        switch self {
        case .applied, .appliedCommentsChanged: .success
        case .edited, .unreadable, .missing, .interrupted, .gap: .error
        case .outOfOrder: .warning
        case .pending: .strong
        case .empty: .faint
        }
    }
}
