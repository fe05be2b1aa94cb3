import Findings
import Migrations
import SQLText

extension LintRule {
    static let disableRowLevelSecurity = LintRule(
        "disable-row-level-security", .error,
        "DISABLE ROW LEVEL SECURITY opens every row to whoever has a grant",
        reason: """
            The policies stay and hold nobody back any more. It takes an instant, and nothing says so \
            afterwards.
            """,
        instead: """
            -- the one policy that is in the way
            alter policy own_orders on orders using (customer = current_setting('app.customer')::int);
            """,
        examples: LintExamples(
            """
            create table orders (id int, customer int);
            alter table orders enable row level security;
            create policy own_orders on orders using (true)
            """,
            bad: ["alter table orders disable row level security"],
            good: ["alter policy own_orders on orders using (customer = 1)"],
            facts: [
                .lock(.accessExclusive, on: "orders"),
                .answers("select relrowsecurity from pg_class where relname = 'orders'", "f"),
            ])
    ) { context in
        context.alterations("AT_DisableRowSecurity").map { change in
            Hazard(
                "every role with a grant on \(change.relation) sees and writes all its rows from now on",
                at: context.node["relation"]?.location,
                next:
                    "change the policy that is in the way; or write: -- tidemark: allow disable-row-level-security REASON"
            )
        }
    }
}
