import Findings
import Migrations

extension LintRule {
    static let mergeAlterTable = LintRule(
        "merge-alter-table", .note,
        "Several ALTER TABLE that each read the table can read it once",
        reason:
            "Each reads or rewrites the whole table for itself. Commands of one ALTER TABLE share one pass.",
        instead: """
            alter table orders
                alter id set not null,
                alter customer set not null;
            """,
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: [
                """
                alter table orders alter id set not null;
                alter table orders alter customer set not null
                """
            ],
            good: ["alter table orders alter id set not null, alter customer set not null"],
            facts: [
                .answers(
                    "select seq_scan from pg_stat_xact_user_tables where relname = 'orders'", "2")
            ])
    ) { context in
        func readsAll(_ node: ParseNode) -> Bool {
            node.kind == "AlterTableStmt"
                && node.nodes("cmds").contains { command in
                    switch command.text("subtype") {
                    case "AT_SetNotNull": return true
                    case "AT_AlterColumnType":
                        guard let new = KnownType(command["def"]?["typeName"]) else { return false }
                        let old = context.known.table(node["relation"]?.relation ?? "")
                            .columns[command.text("name") ?? ""]?.type
                        return old?.change(to: new) == .rewrite
                    case "AT_AddConstraint":
                        return command["def"]?.text("contype") == "CONSTR_CHECK"
                            && command["def"]?.flag("skip_validation") != true
                    default: return false
                    }
                }
        }
        guard let table = context.node["relation"]?.relation, !context.isNew(table),
            readsAll(context.node),
            context.earlierInTransaction.contains(where: {
                readsAll($0) && $0["relation"]?.relation == table
            })
        else { return [] }
        return [
            Hazard(
                "this ALTER TABLE reads all of \(table) again",
                at: context.node["relation"]?.location,
                next: "join it to the one before: alter table \(quoted(table)) …, …;")
        ]
    }
}
