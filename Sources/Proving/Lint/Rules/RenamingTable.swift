import Findings
import Migrations

extension LintRule {
    static let renamingTable = LintRule(
        "renaming-table", .warning,
        "A renamed table breaks every program that knows the old name",
        reason: """
            Between the migration and the deployment of the programs, and after a rollback of either, one of \
            them uses a name that is not there. A view under the old name serves both.
            """,
        instead: """
            alter table orders rename to purchases;
            create view orders with (security_invoker = true) as select * from purchases;
            """,
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: ["alter table orders rename to purchases"],
            good: ["create table fresh (a int); alter table fresh rename to fresher"],
            facts: [.answers("select to_regclass('orders') is null", "t")])
    ) { context in
        guard context.node.kind == "RenameStmt",
            ["OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW"].contains(
                context.node.text("renameType") ?? ""),
            let old = context.node["relation"]?.relation, !context.isNew(old),
            let new = context.node.text("newname")
        else { return [] }
        // A view of the old name in the same transaction is the safe form.
        let isKept = context.laterInTransaction.contains {
            $0.kind == "ViewStmt" && $0["view"]?.relation == old
        }
        guard !isKept else { return [] }
        return [
            Hazard(
                "programs that know \(old) fail as soon as it is \(new)",
                at: context.node["relation"]?.location,
                next:
                    "in the same transaction: create view \(quoted(old)) with (security_invoker = true) as select * from \(quoted(new));"
            )
        ]
    }
}
