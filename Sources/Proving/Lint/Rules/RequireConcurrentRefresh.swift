import Findings
import Migrations
import SQLText

extension LintRule {
    static let requireConcurrentRefresh = LintRule(
        "require-concurrent-refresh", .error,
        "REFRESH MATERIALIZED VIEW stops readers until the query is done",
        reason: """
            REFRESH takes an AccessExclusiveLock for as long as the query runs. CONCURRENTLY lets readers go \
            on; it needs a unique index without WHERE on plain columns.
            """,
        instead: """
            create unique index order_totals_customer_idx on order_totals (customer);
            refresh materialized view concurrently order_totals;
            """,
        examples: LintExamples(
            """
            create table orders (customer int);
            create materialized view order_totals as select customer, count(*) from orders group by customer;
            create unique index order_totals_customer_idx on order_totals (customer)
            """,
            bad: ["refresh materialized view order_totals"],
            good: ["refresh materialized view concurrently order_totals"],
            facts: [.lock(.accessExclusive, on: "order_totals")])
    ) { context in
        guard context.node.kind == "RefreshMatViewStmt", !context.node.flag("concurrent"),
            !context.node.flag("skipData"), let view = context.node["relation"]?.relation,
            !context.isNew(view)
        else { return [] }
        return [
            Hazard(
                "REFRESH takes AccessExclusiveLock on \(view) for as long as its query runs: readers wait",
                at: context.node["relation"]?.location,
                next:
                    "refresh materialized view concurrently \(quoted(view)); which needs a unique index"
            )
        ]
    }
}
