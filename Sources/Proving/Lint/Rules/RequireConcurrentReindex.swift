import Findings
import Migrations
import SQLText

extension LintRule {
    static let requireConcurrentReindex = LintRule(
        "require-concurrent-reindex", .error,
        "REINDEX stops writes, and reads by the index, until it is done",
        reason: """
            REINDEX takes a ShareLock on the table and an AccessExclusiveLock on the index while it builds \
            the index anew from the whole table. CONCURRENTLY, since PostgreSQL 12, builds beside the old \
            one.
            """,
        instead: "reindex table concurrently orders;",
        examples: LintExamples(
            """
            create table orders (customer int);
            create index orders_customer_idx on orders (customer)
            """,
            bad: ["reindex table orders"],
            good: ["reindex table concurrently orders"],
            facts: [.lock(.share, on: "orders"), .rewrites("orders_customer_idx")])
    ) { context in
        guard context.node.kind == "ReindexStmt",
            !context.node.hasOption("concurrently", in: "params")
        else { return [] }
        let relation = context.node["relation"]?.relation ?? context.node.text("name") ?? ""
        guard !context.isNew(relation) else { return [] }
        let kind =
            context.node.text("kind")?.split(separator: "_").last.map { $0.lowercased() } ?? "table"
        return [
            Hazard(
                "REINDEX \(relation) builds under ShareLock on the table: writes wait until it is done",
                at: context.node["relation"]?.location,
                next: "reindex \(kind) concurrently \(quoted(relation));")
        ]
    }
}
