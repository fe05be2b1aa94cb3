import Catalog
public import JSONText
public import SchemaDiff
import SQLText

/// What `tidemark diff` shows: what differs between two schemas, or the SQL that turns one into the other.
public struct DiffReport: Report {
    /// A plan with what its proof came to.
    public struct Plan: Sendable {
        /// The plan.
        public var plan: ChangePlan
        /// In words: `proven on PostgreSQL 15.18`; nil where nobody asked for a proof.
        public var verdict: String?
        /// Whether it is proven.
        public var isProven: Bool
        /// The extensions for which something else stood in when it was proven.
        public var standIns: [String]
        /// What may be the same under another name.
        public var candidates: [Renaming]
        /// What of it the project lets through.
        public var gate: HazardGate
        /// What came of it with rows; nil where nobody asked for that.
        public var rows: RowReport?

        /// Makes a plan with its verdict.
        public init(
            plan: ChangePlan, verdict: String?, isProven: Bool, standIns: [String] = [],
            candidates: [Renaming] = [], gate: HazardGate = HazardGate(allowed: nil)
        ) {
            self.plan = plan
            self.verdict = verdict
            self.isProven = isProven
            self.standIns = standIns
            self.candidates = candidates
            self.gate = gate
        }
    }

    let from: String
    let to: String
    let differences: [Difference]
    let roles: [RoleNote]
    let plan: Plan?

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - differences: what the second schema has otherwise than the first.
    ///   - roles: what was done about roles of the second schema before they were compared.
    ///   - plan: nil where no SQL was asked for.
    public init(
        from: String, to: String, differences: [Difference], roles: [RoleNote] = [],
        plan: Plan? = nil
    ) {
        self.from = from
        self.to = to
        self.differences = differences
        self.roles = roles
        self.plan = plan
    }

    /// A tree by object; with a plan nothing but SQL, of which comments are a part.
    public func text(on terminal: Terminal) -> String {
        guard let plan else {
            let notes = roles.flatMap { note in
                note.words.map { "role \(renderVisible(note.role)) \(renderVisible($0))\n" }
            }.joined()
            guard !differences.isEmpty else {
                return notes
                    + terminal.render(
                        StyledText("no difference between \(from) and \(to)", .success)) + "\n"
            }
            return renderTree(differences, on: terminal) + notes
                + "\(to) differs from \(from): \(renderDifferences(differences))\n"
        }
        var text = "-- From \(line(from)) to \(line(to)).\n"
        if let verdict = plan.verdict {
            let word = plan.isProven ? "Proven" : "NOT PROVEN"
            let colon = plan.standIns.isEmpty ? ":" : ""
            text += "-- \(word)\(colon) \(line(verdict)).\n"
        } else {
            text += "-- NOT PROVEN: nobody asked for it.\n"
        }
        if let rows = plan.rows { text += self.text(of: rows) }
        for note in roles {
            for words in note.words { text += "-- Role \(line(note.role)) \(line(words)).\n" }
        }
        for remark in plan.plan.remarks { text += "-- Not done: \(line(remark)).\n" }
        for candidate in plan.candidates {
            text += "-- Perhaps the same under another name: --rename '\(line(candidate.text))'\n"
        }
        let refused = plan.gate.refused(plan.plan)
        if !refused.isEmpty {
            text += "-- REFUSED, as it is not allowed: \(refused.joined(separator: ", "))"
            text += " (--allow \(refused.joined(separator: " --allow ")))\n"
        }
        guard !plan.plan.statements.isEmpty else { return text + "-- Nothing to do.\n" }
        return text + "\nSET check_function_bodies = off;\nSET search_path = '';\n\n"
            + plan.plan.script(through: plan.gate)
    }

    private func text(of rows: RowReport) -> String {
        guard rows.refusal == nil else {
            return "-- Not with these rows (\(line(rows.sentence))): \(line(rows.refusal ?? "")).\n"
        }
        let outcome = rows.losses.isEmpty ? "all are there afterwards" : "but for these"
        return "-- Proven with \(line(rows.sentence)): \(outcome).\n"
            + rows.losses.map { "-- Gone: \(line($0)).\n" }.joined()
    }

    /// A text that stays in its comment.
    private func line(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// `from`, `to`, `severities`, `differences`, `roles`; with a plan `statements`, `hazards`, `notDone`, `renameCandidates`,
    /// `refused`, `proven`, `verdict`, `rows`, `standIns`.
    public var json: JSONValue {
        let value: JSONValue = [
            "from": .string(from), "to": .string(to), "severities": severitiesJSON(differences),
            "differences": differencesJSON(differences, []), "roles": .array(roles.map(Self.json)),
        ]
        guard var object = value.object else { return value }
        guard let plan else { return .object(object) }
        object["statements"] = .array(
            plan.plan.segments.enumerated().flatMap { number, segment in
                segment.statements.map { statement in
                    Self.json(
                        statement, plan.plan.isSegmented ? number + 1 : nil,
                        segment.isTransaction)
                }
            })
        object["hazards"] = .array(plan.plan.hazards.map { .string($0.rawValue) })
        object["notDone"] = .array(plan.plan.remarks.map { .string($0) })
        object["renameCandidates"] = .array(plan.candidates.map { .string($0.text) })
        object["refused"] = .array(plan.gate.refused(plan.plan).map { .string($0) })
        object["proven"] = .bool(plan.isProven)
        object["verdict"] = .optional(plan.verdict)
        object["rows"] = .optional(plan.rows)
        object["standIns"] = .array(plan.standIns.map { .string($0) })
        return .object(object)
    }

    private static func json(_ note: RoleNote) -> JSONValue {
        var (treatment, name, parts): (String, String?, [String]) = ("expected", nil, [])
        switch note.treatment {
        case .mapped(let other): (treatment, name) = ("mapped", other)
        case .ignored(let left): (treatment, parts) = ("ignored", left)
        case .expected: break
        }
        return [
            "role": .string(note.role), "treatment": .string(treatment), "name": .optional(name),
            "leftOut": .list(parts), "leftAsIs": .list(note.mentions),
        ]
    }

    private static func json(
        _ statement: PlannedStatement, _ segment: Int?, _ isTransaction: Bool
    ) -> JSONValue {
        [
            "segment": .optional(segment), "inTransaction": .bool(isTransaction),
            "element": .string(statement.element.description), "sql": .string(statement.sql),
            "hazards": .array(
                statement.hazards.map { hazard in
                    ["kind": .string(hazard.kind.rawValue), "reason": .string(hazard.reason)]
                }),
            "locks": .array(
                statement.locks.map { lock in
                    ["relation": .string(lock.relation), "mode": .string(lock.mode.rawValue)]
                }),
        ]
    }
}
