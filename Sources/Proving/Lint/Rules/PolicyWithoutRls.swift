import Findings
import Migrations

extension LintRule {
    static let policyWithoutRls = LintRule(
        "policy-without-rls", .error,
        "A policy does nothing while row level security is off",
        reason: """
            CREATE POLICY says nothing when the table has row level security off, and nothing holds anybody \
            back: every role with a grant sees all rows.
            """,
        instead: """
            create policy own_orders on orders using (customer = current_setting('app.customer')::int);
            alter table orders enable row level security;
            """,
        examples: LintExamples(
            """
            create table orders (id int, customer int);
            create table guarded (id int);
            alter table guarded enable row level security
            """,
            bad: ["create policy own_orders on orders using (customer = 1)"],
            good: [
                """
                alter table orders enable row level security;
                create policy own_orders on orders using (customer = 1)
                """, "create policy own on guarded using (id = 1)",
            ],
            facts: [
                .answers(
                    "select not relrowsecurity and exists (select from pg_policy where polrelid = c.oid) from pg_class c where relname = 'orders'",
                    "t")
            ])
    ) { context in
        guard context.node.kind == "CreatePolicyStmt", let table = context.node["table"]?.relation,
            let known = context.known.tables[table], known.file != nil, !known.hasRowSecurity,
            context.knownAtTheEnd.tables[table]?.hasRowSecurity == false
        else { return [] }
        return [
            Hazard(
                "row level security of \(table) is off, so the policy holds nobody back",
                at: context.node["table"]?.location,
                next: "alter table \(quoted(table)) enable row level security;")
        ]
    }
}
