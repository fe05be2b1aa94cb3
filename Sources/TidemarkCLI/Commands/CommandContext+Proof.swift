import Catalog
import Findings
import Migrations
import Proving
import Reports
import SchemaDiff
import Tidemark

extension CommandContext {
    /// Proves a plan, and says what came of it in words.
    ///
    /// - Parameter unproven: whether a plan is let through that is not proven.
    /// - Throws: `RunFailure` where no copy can be made, `PlanError` for an extension that has no way to its version,
    ///   `DefectivePlan` for a plan that is refuted.
    func prove(
        _ plan: ChangePlan, from old: Catalog, to new: Catalog, owner: String,
        in workspace: Workspace, unproven: Bool, wholly: Bool
    ) async throws -> (words: String?, isProven: Bool, standIns: [String]) {
        let console = console
        let result = try await workspace.prove(
            plan, from: old, to: new, owner: owner, wholly: wholly, shadow: shadow,
            observe: { console.tell($0) })
        let words: String
        let found: [String]
        switch result.verdict {
        case .proven(let standIns, let part):
            let copy =
                part.map {
                    ", on a copy of the \(renderNumber($0.objects)) of \(renderNumber($0.total)) objects that it has to do with"
                } ?? ""
            let words = "\(standIns.words) on \(result.server), by Tidemark and by pg_dump\(copy)"
            return (String(words.drop { $0 == " " }), true, standIns.names)
        case .notProvable(let error):
            guard !unproven else { return ("not provable here: \(error.reason)", false, []) }
            throw RunFailure(
                code: .refused,
                findings: [
                    Finding(
                        rule: "not-provable", severity: .error,
                        message: "not provable here: \(error.reason)",
                        remedy: error.remedy
                            ?? "install what it names, or print the SQL unproven: --unproven")
                ], databaseState: "nothing was changed")
        case .fails(let number, let message) where plan.updatesExtension(number) && !unproven:
            // Which ways there are from one version to another only the server knows.
            throw PlanError(reasons: [
                PlanError.Reason(
                    element: plan.statements[number - 1].element,
                    reason: "its version, as the server says: \(message)")
            ])
        case .fails(let number, let message):
            words = "statement \(number) fails on a copy: \(message)"
            found = [words]
        case .differs(let paths, let dumped):
            words =
                "it leaves something else than was wanted: "
                + Array((paths + dumped).prefix(5)).joined(separator: "; ")
            found = paths + dumped
        }
        guard !unproven else { return (words, false, []) }
        let folder = try workspace.writeBundle(
            plan, from: old, to: new, owner: owner, server: result.server, refutation: found)
        throw DefectivePlan(words: words, folder: folder)
    }
}

extension ChangePlan {
    fileprivate func updatesExtension(_ number: Int) -> Bool {
        let sql = statements[number - 1].sql
        return sql.hasPrefix("ALTER EXTENSION ") && sql.contains(" UPDATE")
    }
}

extension CommandContext {
    /// Runs a plan on made-up rows, and says what came of them.
    ///
    /// - Throws: `RunFailure` where no copy can be made, `DefectivePlan` for one that loses rows without saying so.
    func proveRows(
        _ count: Int, _ plan: ChangePlan, renames: Int, from old: Catalog, start: Catalog,
        to new: Catalog, owner: String, in workspace: Workspace
    ) async throws -> RowReport {
        let verdict = try await workspace.proveRows(
            count, plan, renames: renames, from: old, start: start, to: new, owner: owner,
            shadow: shadow)
        let refusal = verdict.refusal.map { "statement \($0.statement) fails: \($0.message)" }
        guard !verdict.isDefect else {
            let words = refusal ?? verdict.losses.map(\.description).joined(separator: "; ")
            throw DefectivePlan(
                words: "with rows, \(words)",
                folder: try workspace.writeBundle(
                    plan, from: old, to: new, owner: owner, server: verdict.server,
                    refutation: ["with \(count) made-up rows in each table", words]))
        }
        return RowReport(
            seeded: verdict.seeded.rows, unfilled: verdict.seeded.refused,
            losses: verdict.declared.map(\.description), refusal: refusal)
    }
}

/// A plan that does not do what it is for, which is a defect of this program.
struct DefectivePlan: Error {
    var words: String
    /// Where both schemas and the plan are.
    var folder: String
}
