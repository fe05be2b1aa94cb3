import Findings
import Migrations

extension LintRule {
    static let replaceViewLosesOptions = LintRule(
        "replace-view-loses-options", .error,
        "CREATE OR REPLACE VIEW without WITH erases the view's options",
        reason: """
            CREATE OR REPLACE VIEW sets the options to what it says, and to none where it says nothing. A \
            view that lost security_invoker reads its tables as its owner again: row level security of the \
            reader no longer counts.
            """,
        instead: """
            create or replace view own_orders with (security_invoker = true) as select id from orders;
            """,
        examples: LintExamples(
            """
            create table orders (id int, customer int);
            create view own_orders with (security_invoker = true) as select id from orders
            """,
            bad: ["create or replace view own_orders as select id from orders"],
            good: [
                """
                create or replace view own_orders with (security_invoker = true) as select id from orders
                """
            ],
            facts: [
                .answers(
                    "select reloptions is null from pg_class where relname = 'own_orders'", "t")
            ])
    ) { context in
        guard context.node.kind == "ViewStmt", context.node.flag("replace"),
            let view = context.node["view"]?.relation, let known = context.known.views[view]
        else { return [] }
        let lost = known.options.subtracting(
            context.node.nodes("options").compactMap { $0.text("defname") })
        guard !lost.isEmpty else { return [] }
        let names = lost.sorted().joined(separator: ", ")
        return [
            Hazard(
                "\(view) loses \(names), which it was created with",
                at: context.node["view"]?.location,
                next: "repeat it: create or replace view \(quoted(view)) with (\(names)) as …")
        ]
    }
}
