import Findings
public import JSONText
public import Migrations
import SQLText

/// What `tidemark plan` shows.
public struct PlanReport: Report {
    let result: PlanResult
    let showsText: Bool

    /// Makes a report.
    ///
    /// - Parameter showsText: whole statements instead of their first lines.
    public init(_ result: PlanResult, showsText: Bool = false) {
        self.result = result
        self.showsText = showsText
    }

    /// Statement by statement, with the locks that are known before (or, rehearsed, those taken).
    public func text(on terminal: Terminal) -> String {
        var text = ""
        for step in result.steps {
            let verb = step.step.direction == .up ? "apply" : "revert"
            var head = StyledText("\(verb) \(step.id)", .strong)
            head += StyledText("  \(step.script.script.path)", .faint)
            if step.step.isOutOfOrder { head += StyledText("  out of order", .warning) }
            if let done = step.step.progress?.done {
                head += StyledText("  resumes after statement \(done)", .warning)
            }
            text += terminal.render(head) + "\n"
            for segment in step.script.segments {
                text += self.text(of: segment, in: step, on: terminal)
            }
        }
        text += (result.refusals + result.findings).map { renderFinding($0, on: terminal) }.joined()
        if let rehearsal = result.rehearsal { text += self.text(of: rehearsal) }
        for holder in TraceSummary(targets: result.targets).holders {
            text +=
                terminal.render(
                    StyledText("in the way now: ", .warning) + StyledText(holder)) + "\n"
        }
        if let failure = result.failure { text += renderFailure(failure, on: terminal) }
        text += terminal.render(StyledText(sum, .faint)) + "\n"
        return text
    }

    private var sum: String {
        if !result.refusals.isEmpty { return "would be refused" }
        let verb = result.direction == .up ? "apply" : "revert"
        guard !result.steps.isEmpty else { return "nothing to \(verb)" }
        let what = "would \(verb) \(renderCount(result.steps.count, "migration"))"
        if result.failure != nil { return "rehearsal failed; everything was rolled back" }
        return result.rehearsal == nil ? what : what + "; executed and rolled back"
    }

    private func text(
        of segment: Segment, in step: PreparedStep, on terminal: Terminal
    ) -> String {
        guard !segment.skipped else { return "" }
        var head: String
        switch segment.kind {
        case .transaction: head = "in a transaction"
        case .ownBlock: head = "in the file's own transaction"
        case .bare(let reason): head = "outside a transaction: \(reason)"
        case .single: head = "by itself"
        }
        let done = step.step.progress?.done ?? 0
        if segment.statements.upperBound <= done { head += " (done already)" }
        var text = terminal.render(StyledText("  \(head)", .faint)) + "\n"
        for index in segment.statements where index >= done {
            let statement = step.script.statements[index].shown
            let shown = showsText ? statement.text : statement.firstLine
            let indented = shown.split(separator: "\n", omittingEmptySubsequences: false)
                .map { "    \(renderVisible(String($0)))\n" }.joined()
            text += indented
            text += locks(of: index, statement, in: step, on: terminal)
            text += hazards(of: index, in: step, on: terminal)
        }
        return text
    }

    private func locks(
        of index: Int, _ statement: Statement, in step: PreparedStep, on terminal: Terminal
    ) -> String {
        let trace = result.rehearsal?.statements.first {
            $0.id == step.id && $0.number == index + 1
        }
        var parts: [String] = []
        if let trace {
            parts +=
                trace.facts?.phrases(.all) { relation in
                    result.targets.first { $0.name == relation }?.size
                } ?? []
            if let tag = trace.commandTag {
                parts.append("\(tag), \(renderElapsed(trace.duration))")
            }
            if let reason = trace.reason { parts.append("not executed: \(reason)") }
        } else {
            parts += LockTable.locks(of: statement).map(\.description)
        }
        guard !parts.isEmpty else { return "" }
        let line = "      \(parts.joined(separator: "; "))"
        return terminal.render(StyledText(line, .faint)) + "\n"
    }

    private func hazards(of index: Int, in step: PreparedStep, on terminal: Terminal) -> String {
        hazards(of: index, in: step).map { finding in
            let head = StyledText("      hazard: ", finding.severity.style)
            let tail = StyledText(finding.message) + StyledText(" [\(finding.rule)]", .faint)
            return terminal.render(head + tail) + "\n"
        }.joined()
    }

    private func hazards(of index: Int, in step: PreparedStep) -> [Finding] {
        (result.hazards[step.id]?[index] ?? []).filter { $0.severity > .note }
    }

    private func text(of rehearsal: Rehearsal) -> String {
        rehearsal.rowsAtStake.map { row in
            let rows = row.rows.map { renderCount($0, "row") } ?? "rows that cannot be counted"
            return renderVisible("  \(row.cause.rawValue) \(row.object): \(rows) at stake") + "\n"
        }.joined()
    }

    /// `direction`, `refused`, `steps` (each with `statements`), `findings`, `rehearsed`,
    /// `rowsAtStake`, `targets`, `failure`.
    public var json: JSONValue {
        [
            "direction": .string(result.direction.rawValue),
            "refused": .bool(!result.refusals.isEmpty),
            "rehearsed": .bool(result.rehearsal != nil),
            "steps": .array(result.steps.map(json)),
            "rowsAtStake": .array(
                (result.rehearsal?.rowsAtStake ?? []).map { row in
                    [
                        "object": .string(row.object),
                        "cause": .string(row.cause.rawValue),
                        "rows": .optional(row.rows),
                    ]
                }),
            "targets": .list(result.targets),
            "findings": .list(result.refusals + result.findings),
            "failure": result.failure.map(\.json) ?? .null,
        ]
    }

    private func json(of step: PreparedStep) -> JSONValue {
        let traces = result.rehearsal?.statements.filter { $0.id == step.id } ?? []
        return [
            "version": .string(step.id.version),
            "name": .string(step.id.name),
            "file": .string(step.script.script.path),
            "outOfOrder": .bool(step.step.isOutOfOrder),
            "resumesAfter": .integer(step.step.progress?.done ?? 0),
            "statements": .array(
                step.script.segments.filter { !$0.skipped }.flatMap { segment in
                    segment.statements.map { index in
                        json(
                            of: index, in: step, segment,
                            traces.first { $0.number == index + 1 })
                    }
                }),
        ]
    }

    private func json(
        of index: Int, in step: PreparedStep, _ segment: Segment,
        _ trace: StatementTrace?
    ) -> JSONValue {
        let statement = step.script.statements[index].shown
        let locks =
            trace.map { ($0.facts?.locks ?? []).map { ($0.relation, $0.mode) } }
            ?? LockTable.locks(of: statement).map { ($0.relation, $0.mode) }
        return [
            "number": .integer(index + 1),
            "line": .integer(statement.codeStart.line),
            "column": .integer(statement.codeStart.column),
            "text": .string(statement.text),
            "kind": .string(statement.shape.command),
            "transaction": .string(segment.kind.name),
            "locks": .array(
                locks.map { ["relation": .string($0.0), "mode": .string($0.1.rawValue)] }),
            "facts": .optional(trace?.facts),
            "milliseconds": trace.flatMap { $0.commandTag == nil ? nil : $0.duration }
                .map { .milliseconds($0) } ?? .null,
            "hazards": .array(
                hazards(of: index, in: step).map {
                    [
                        "rule": .string($0.rule), "severity": .string($0.severity.rawValue),
                        "message": .string($0.message),
                    ]
                }),
            "commandTag": .optional(trace?.commandTag),
            "notExecuted": .optional(trace?.reason),
        ]
    }
}

extension Segment.Kind {
    /// The name in JSON.
    var name: String {
        switch self {
        case .transaction: "ours"
        case .ownBlock: "file"
        case .bare: "none"
        case .single: "single"
        }
    }
}
