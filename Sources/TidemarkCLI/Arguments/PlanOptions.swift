import ArgumentParser
import Catalog
import Configuration
import Findings
import Proving
import Reports
import SchemaDiff
import Tidemark

/// What is asked of SQL between two schemas.
struct PlanOptions: ParsableArguments {
    @Flag(help: "Print the SQL whether it is proven or not; it says which.") var unproven = false
    @Flag(
        help:
            "Prove it on a copy of the whole schema, however large; else a large one is copied as far as the SQL has to do with it."
    ) var wholeCopy = false
    @Flag(help: "Use forms that let others read and write, in several transactions.")
    var online = false
    @Option(
        help: ArgumentHelp(
            "Prove it with so many made-up rows in each table too: they must survive.",
            valueName: "rows"))
    var withData: Int?
    @Option(
        help: ArgumentHelp("Who runs the SQL; else the role that owns most.", valueName: "role"))
    var owner: String?
    @Option(
        help: ArgumentHelp(
            "What is to be renamed, as schema.name or schema.table.column; may be repeated.",
            valueName: "old=new"))
    var rename: [String] = []
    @Option(
        help: ArgumentHelp(
            "What a role of TO is called on the target; may be repeated.", valueName: "old=new"))
    var mapRole: [String] = []
    @Option(
        help: ArgumentHelp(
            "Roles that TO names and the target lacks: expect them to be made first, ignore them, or require them (exit 2).",
            valueName: "what"))
    var missingRoles: MissingRoles?
    @Option(
        help: ArgumentHelp(
            "Let only these hazards through, or none, or lock:MODE and weaker: exit 2 for others; may be repeated.",
            valueName: "hazard"))
    var allow: [String] = []

    func validate() throws {
        guard (1...10_000).contains(withData ?? 1) else {
            throw ValidationError("--with-data: rows for each table, 1 to 10000")
        }
        guard withData == nil || !unproven else {
            throw ValidationError("--with-data and --unproven exclude each other")
        }
        if case .failure(let unknown) = HazardGate.parse(allow) {
            throw ValidationError("--allow: \(Self.words(unknown))")
        }
    }

    private static func words(_ unknown: UnknownHazard) -> String {
        let names = Hazard.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        return "there is no hazard '\(unknown.name)'; there are \(names), lock:MODE, and none"
    }

    /// The schema that is wanted, with the roles of the target.
    func applyRoles(
        to wanted: NamedSchema, for target: NamedSchema, in workspace: Workspace
    ) throws -> (schema: NamedSchema, notes: [RoleNote]) {
        try workspace.applyRoles(
            to: wanted, for: target,
            missing: missingRoles.flatMap { RoleRules.Missing(rawValue: $0.rawValue) },
            maps: mapRole,
            owner: owner ?? Creation.mostFrequentOwner(of: target.catalog))
    }

    /// What is let through, of the flags or else of the configuration.
    func gate(_ configuration: Configuration) throws -> HazardGate {
        let names = allow.isEmpty ? configuration.allowedHazards : allow
        switch HazardGate.parse(names) {
        case .success(let gate): return gate
        case .failure(let unknown):
            throw ConfigurationFailure(findings: [
                Finding(
                    rule: "unknown-hazard", severity: .error,
                    message: "allow-hazards: \(Self.words(unknown))",
                    location: configuration.location(of: .allowHazards))
            ])
        }
    }

    /// Plans the SQL from one schema to another, renames first, and proves it.
    ///
    /// - Throws: `PlanError`, `ConfigurationFailure`, `RunFailure`, `DefectivePlan`.
    func plan(
        from old: Catalog, to new: Catalog, in workspace: Workspace, _ context: CommandContext
    ) async throws -> DiffReport.Plan {
        let gate = try gate(workspace.configuration)
        let owner = self.owner ?? Creation.mostFrequentOwner(of: old)
        let renamed = try await workspace.rename(
            rename, from: old, to: new, owner: owner, shadow: context.shadow)
        let start = renamed?.catalog ?? old
        let usual = try await context.timed("planning") {
            try Planner(owner: owner).plan(from: start, to: new)
        }
        let plan = (online ? usual.online(from: start, to: new) : usual)
            .following(renamed?.statements ?? [], on: old)
        let proof: (words: String?, isProven: Bool, standIns: [String]) =
            plan.statements.isEmpty && plan.remarks.isEmpty
            ? (words: "there is nothing to do", isProven: true, standIns: [])
            : try await context.timed("proving") {
                try await context.prove(
                    plan, from: old, to: new, owner: owner, in: workspace, unproven: unproven,
                    wholly: wholeCopy)
            }
        var report = DiffReport.Plan(
            plan: plan, verdict: proof.words, isProven: proof.isProven, standIns: proof.standIns,
            candidates: Renaming.candidates(from: start, to: new), gate: gate)
        if let withData, !plan.statements.isEmpty {
            report.rows = try await context.proveRows(
                withData, plan, renames: renamed?.statements.count ?? 0, from: old, start: start,
                to: new, owner: owner, in: workspace)
        }
        return report
    }
}

/// What is done about roles that the target lacks.
enum MissingRoles: String, ExpressibleByArgument, CaseIterable {
    case expect, ignore, require
}
