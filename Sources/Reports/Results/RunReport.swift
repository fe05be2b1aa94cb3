public import JSONText
public import Migrations
public import SchemaDiff

/// What `up`, `down` and `redo` report at their end.
public struct RunReport: Report {
    let results: [RunResult]
    let drift: Drift?

    /// Makes a report of one run, or of the two of a `redo`.
    ///
    /// - Parameter drift: what the comparison with the snapshot found, where there was one.
    public init(_ results: [RunResult], drift: Drift? = nil) {
        self.results = results
        self.drift = drift
    }

    /// What was done, and what stopped it.
    public func text(on terminal: Terminal) -> String {
        results.map { text(of: $0, on: terminal) }.joined()
            + (drift.map { DriftReport($0).text(on: terminal) } ?? "")
    }

    private func text(of result: RunResult, on terminal: Terminal) -> String {
        var text = ""
        for row in result.rowsAtStake {
            let rows = row.rows.map { renderCount($0, "row") } ?? "rows that cannot be counted"
            text +=
                "  \(renderVisible("\(row.object): \(rows)")) destroyed (\(row.cause.rawValue))\n"
        }
        let verb = result.direction == .up ? "applied" : "reverted"
        if !result.outcomes.isEmpty {
            let line =
                "\(verb) \(renderCount(result.outcomes.count, "migration")) in "
                + renderElapsed(result.duration)
            text += terminal.render(StyledText(line, .success)) + "\n"
        } else if result.failure == nil {
            let nothing = result.direction == .up ? "nothing pending" : "nothing to revert"
            text += terminal.render(StyledText(nothing, .success)) + "\n"
        }
        if result.direction == .down, !result.outcomes.isEmpty {
            text += terminal.render(StyledText("no restore point was taken", .faint)) + "\n"
        }
        if let failure = result.failure { text += renderFailure(failure, on: terminal) }
        return text
    }

    /// `runs`, each with `direction`, `migrations`, `durationMilliseconds`, `rowsAtStake`,
    /// `restorePoint`, `findings` and `failure`; then `drift`.
    public var json: JSONValue {
        ["runs": .array(results.map(json)), "drift": drift.map { DriftReport($0).json } ?? .null]
    }

    private func json(of result: RunResult) -> JSONValue {
        [
            "direction": .string(result.direction.rawValue),
            "migrations": .array(
                result.outcomes.map { outcome in
                    [
                        "version": .string(outcome.id.version),
                        "name": .string(outcome.id.name),
                        "file": .optional(outcome.file),
                        "statements": .integer(outcome.statements),
                        "resumedAfter": .integer(outcome.resumedAfter),
                        "durationMilliseconds": .milliseconds(outcome.duration),
                    ]
                }),
            "durationMilliseconds": .milliseconds(result.duration),
            "rowsAtStake": .array(
                result.rowsAtStake.map { row in
                    [
                        "object": .string(row.object),
                        "cause": .string(row.cause.rawValue),
                        "rows": .optional(row.rows),
                    ]
                }),
            "restorePoint": .null,
            "findings": .list(result.findings),
            "failure": result.failure.map { $0.json } ?? .null,
        ]
    }
}
