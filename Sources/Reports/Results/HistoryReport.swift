public import JSONText
public import Migrations

/// What `tidemark history` shows.
public struct HistoryReport: Report {
    let records: [HistoryRecord]

    /// Makes a report of events, newest first.
    public init(_ records: [HistoryRecord]) {
        self.records = records
    }

    /// A table, newest first.
    public func text(on terminal: Terminal) -> String {
        guard !records.isEmpty else { return "no history\n" }
        var table = Table(columns: [
            .init("event", alignment: .trailing), .init("recorded"), .init("what"),
            .init("migration", isShrinkable: true), .init("took", alignment: .trailing),
            .init("by"), .init("commit"), .init("tool"), .init("about", isShrinkable: true),
        ])
        for record in records {
            let user = record.osUser.map { "\($0)@\(record.host ?? "?")" } ?? ""
            table.rows.append([
                StyledText(String(record.event)), StyledText(record.recordedAt),
                StyledText(words(record), style(record)),
                StyledText(record.id.description),
                StyledText(
                    record.durationMilliseconds.map {
                        renderElapsed(.nanoseconds(Int($0 * 1_000_000)))
                    } ?? ""),
                StyledText("\(record.databaseUser) (\(user))"),
                StyledText(String(record.gitCommit?.prefix(8) ?? ""), .faint),
                StyledText(record.toolVersion, .faint), StyledText(about(record)),
            ])
        }
        return renderTable(table, on: terminal)
    }

    /// Why it failed, or the note of the person who decided; the first line of either.
    private func about(_ record: HistoryRecord) -> String {
        let error = record.error.flatMap { try? JSONValue.parse($0) }
        let message = error?["message"]?.string.map { message in
            message + (error?["sqlstate"]?.string.map { " (\($0))" } ?? "")
        }
        // What `start` notes is for the next run, not for people.
        let text = message ?? (record.kind == .start ? nil : record.note) ?? ""
        return String(text.prefix { !$0.isNewline })
    }

    private func words(_ record: HistoryRecord) -> String {
        var words = record.kind.rawValue
        if record.kind == .repair || record.kind == .baseline, let state = record.state {
            words += " (\(state))"
        }
        if record.state == nil, let done = record.done, let total = record.total {
            words += " \(record.direction.rawValue) \(done)/\(total)"
        }
        return record.isOutOfOrder ? words + " out of order" : words
    }

    private func style(_ record: HistoryRecord) -> Style? {
        switch record.kind {
        case .apply: .success
        case .fail, .interrupt: .error
        case .revert, .baseline, .repair: .warning
        case .start, .progress: .faint
        }
    }

    /// `events`, newest first.
    public var json: JSONValue {
        [
            "events": .array(
                records.map { record in
                    [
                        "event": .integer(record.event),
                        "recordedAt": .string(record.recordedAt),
                        "kind": .string(record.kind.rawValue),
                        "direction": .string(record.direction.rawValue),
                        "state": .optional(record.state),
                        "version": .string(record.id.version),
                        "name": .string(record.id.name),
                        "file": .optional(record.file),
                        "statementsDone": .optional(record.done),
                        "statementsTotal": .optional(record.total),
                        "durationMilliseconds": record.durationMilliseconds.map { .double($0) }
                            ?? .null,
                        "databaseUser": .string(record.databaseUser),
                        "osUser": .optional(record.osUser),
                        "host": .optional(record.host),
                        "toolVersion": .string(record.toolVersion),
                        "gitCommit": .optional(record.gitCommit),
                        "outOfOrder": .bool(record.isOutOfOrder),
                        "error": record.error.flatMap { try? JSONValue.parse($0) } ?? .null,
                        "note": .optional(record.note),
                    ]
                })
        ]
    }
}
