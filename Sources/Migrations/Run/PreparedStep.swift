public import Findings
import SQLText

/// A step whose script has been read and found fit to run.
public struct PreparedStep: Sendable {
    /// The step.
    public var step: PlanStep
    /// Its script.
    public var script: ParsedScript
    /// The text of the other direction, for history.
    var counterpart: ParsedScript?
    /// Notes and warnings about both.
    public var findings: [Finding]

    /// Version and name.
    public var id: MigrationID { step.id }
}

/// Reads the scripts of a plan before anything runs.
public struct Preparation: Sendable {
    let parser: ScriptParser

    /// Makes a preparation with the parser of the folder.
    public init(parser: ScriptParser) {
        self.parser = parser
    }

    /// Parses every step, all faults at once.
    ///
    /// - Parameter stored: the texts that history keeps, by the `storedDownEvent` of the steps.
    /// - Throws: `ScriptFailure` with every fault of every script.
    public func prepare(
        _ plan: Plan, stored: [Int: KeptTexts]
    ) throws(ScriptFailure) -> [PreparedStep] {
        var prepared: [PreparedStep] = []
        var faults: [Finding] = []
        for step in plan.steps {
            do {
                prepared.append(try prepare(step, stored: stored))
            } catch {
                faults += error.findings
            }
        }
        guard faults.isEmpty else { throw ScriptFailure(faults) }
        return prepared
    }

    private func prepare(
        _ step: PlanStep, stored: [Int: KeptTexts]
    ) throws(ScriptFailure) -> PreparedStep {
        switch step.direction {
        case .up: try prepareUp(step)
        case .down: try prepareDown(step, step.storedDownEvent.flatMap { stored[$0] })
        }
    }

    private func prepareUp(_ step: PlanStep) throws(ScriptFailure) -> PreparedStep {
        guard let script = step.script else { throw ScriptFailure([]) }
        let parsed = try parser.parse(script)
        var prepared = PreparedStep(step: step, script: parsed, findings: parsed.findings)
        if let down = step.migration?.down {
            do {
                prepared.counterpart = try parser.parse(down)
            } catch {
                // A DOWN that cannot run does not stop its UP; it is said now, not at the rollback.
                prepared.findings += error.findings.map {
                    var finding = $0
                    finding.severity = .warning
                    return finding
                }
            }
        }
        try checkResume(prepared)
        return prepared
    }

    private func prepareDown(
        _ step: PlanStep, _ texts: KeptTexts?
    ) throws(ScriptFailure) -> PreparedStep {
        if let reason = step.readIrreversibility(storedUp: texts?.up) {
            throw ScriptFailure([step.irreversible(reason)])
        }
        let stored = texts?.down
        let parsed: ParsedScript
        var findings: [Finding] = []
        if let script = step.script {
            parsed = try parser.parse(script)
            if let stored, folded(stored) != folded(parsed.storedText) {
                findings.append(
                    Finding(
                        rule: "down-differs", severity: .warning,
                        message:
                            "the DOWN of \(step.id) differs from the one kept when it was applied;"
                            + " the file is run",
                        location: Location(file: script.path),
                        remedy: "compare: tidemark history \(step.id.typed) --show-down"))
            }
        } else if let stored {
            parsed = try parser.parse(.kept(stored, of: step.id))
            findings.append(
                Finding(
                    rule: "down-from-history", severity: .note,
                    message: step.migration == nil
                        ? "the folder has no \(step.id): the DOWN that history kept is run"
                        : "the folder has no DOWN of \(step.id): the text that history kept is run"
                ))
            guard parsed.directives.omittedCopyBlocks == 0 else {
                throw ScriptFailure([
                    Finding(
                        rule: "down-needs-file", severity: .error,
                        message:
                            "the DOWN of \(step.id) has COPY data, which history does not keep",
                        remedy: "bring its file back from version control")
                ])
            }
        } else {
            throw ScriptFailure([])
        }
        if let reason = parsed.directives.irreversible {
            throw ScriptFailure([step.irreversible(reason)])
        }
        let prepared = PreparedStep(
            step: step, script: parsed, findings: findings + parsed.findings)
        try checkResume(prepared)
        return prepared
    }

    /// A text with LF line ends: another checkout is not another DOWN.
    private func folded(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        bytes.removeAll { $0 == UInt8(ascii: "\r") }
        return bytes
    }

    /// A resumed script must begin with the statements that are done.
    private func checkResume(_ prepared: PreparedStep) throws(ScriptFailure) {
        guard let progress = prepared.step.progress, progress.done > 0,
            let expected = progress.doneChecksum
        else { return }
        guard
            prepared.script.statements.count < progress.done
                || prepared.script.doneChecksum(progress.done) != expected
        else { return }
        throw ScriptFailure([
            Finding(
                rule: "resume-edited", severity: .error,
                message:
                    "the first \(progress.done) statements of \(prepared.id) are done, and the "
                    + "file no longer begins with them",
                location: Location(file: prepared.script.script.path),
                remedy: "restore those statements; what follows them may change")
        ])
    }
}
