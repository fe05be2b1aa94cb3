import Findings
import Migrations

extension LintRule {
    static let enableRlsWithoutPolicy = LintRule(
        "enable-rls-without-policy", .warning,
        "Row level security without a policy hides every row",
        reason: """
            From the commit on, everybody but the owner, superusers and roles with BYPASSRLS sees no row and \
            writes none, until there is a permissive policy. The policies come first, then ENABLE, in one \
            transaction.
            """,
        instead: """
            create policy own_orders on orders using (customer = current_setting('app.customer')::int);
            alter table orders enable row level security;
            """,
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: ["alter table orders enable row level security"],
            good: [
                """
                create policy all_orders on orders using (true);
                alter table orders enable row level security
                """
            ],
            facts: [
                .answers(
                    "select relrowsecurity and not exists (select from pg_policy) from pg_class where relname = 'orders'",
                    "t")
            ])
    ) { context in
        context.alterations("AT_EnableRowSecurity").compactMap { change in
            guard context.known.table(change.relation).policies.isEmpty else { return nil }
            let followed = context.laterInTransaction.contains {
                $0.kind == "CreatePolicyStmt" && $0["table"]?.relation == change.relation
            }
            guard !followed else { return nil }
            return Hazard(
                "without a policy nobody but the owner sees a row of \(change.relation)",
                at: context.node["relation"]?.location,
                next:
                    "before it, in the same transaction: create policy NAME on \(change.table) using (…);"
            )
        }
    }
}
