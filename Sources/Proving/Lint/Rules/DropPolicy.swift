import Findings
import Migrations

extension LintRule {
    static let dropPolicy = LintRule(
        "drop-policy", .warning,
        "A policy that goes widens access, or shuts everybody out",
        reason: """
            Without a restrictive policy more rows are seen; without the last permissive one, none. Dropped \
            and created anew in one transaction nobody sees the gap.
            """,
        instead: """
            drop policy own_orders on orders;
            create policy own_orders on orders using (customer = current_setting('app.customer')::int);
            """,
        examples: LintExamples(
            """
            create table orders (id int, customer int);
            alter table orders enable row level security;
            create policy own_orders on orders using (true)
            """,
            bad: ["drop policy own_orders on orders"],
            good: ["alter policy own_orders on orders using (customer = 1)"],
            facts: [
                .answers("select count(*) from pg_policy where polrelid = 'orders'::regclass", "0")
            ])
    ) { context in
        guard context.node.kind == "DropStmt", context.node.text("removeType") == "OBJECT_POLICY"
        else {
            return []
        }
        return context.node.nodes("objects").compactMap { object in
            var parts = object.names("items")
            let policy = parts.popLast() ?? ""
            let table = relationName(parts)
            let isReplaced = context.laterInTransaction.contains {
                $0.kind == "CreatePolicyStmt" && $0["table"]?.relation == table
            }
            guard !isReplaced, !context.isNew(table) else { return nil }
            return Hazard(
                "without \(policy), \(table) shows more rows, or none",
                next:
                    "create its successor in the same transaction, or: alter policy \(quoted(policy)) on \(quoted(table)) …;"
            )
        }
    }
}
