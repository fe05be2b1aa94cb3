import Findings
import Migrations

extension LintRule {
    static let banVacuumFull = LintRule(
        "ban-vacuum-full", .error,
        "VACUUM FULL rewrites the table",
        reason: """
            Every row and every index is written anew under an AccessExclusiveLock: nobody can even read. \
            Plain VACUUM makes room for new rows without.
            """,
        instead: "vacuum orders;",
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: ["vacuum full orders"],
            good: ["vacuum orders"],
            facts: [.rewrites("orders")])
    ) { context in
        guard context.node.kind == "VacuumStmt", context.node.hasOption("full", in: "options")
        else {
            return []
        }
        let tables = context.node.nodes("rels").compactMap { $0["relation"]?.relation }
        guard tables.isEmpty || tables.contains(where: { !context.isNew($0) }) else { return [] }
        let what = tables.isEmpty ? "every table" : tables.joined(separator: ", ")
        return [
            Hazard(
                "VACUUM FULL rewrites \(what) under AccessExclusiveLock",
                next: "vacuum \(tables.map(quoted).joined(separator: ", ")); or use pg_repack")
        ]
    }
}
