import Findings
import Migrations
import SQLText

extension LintRule {
    static let requireConcurrentIndexCreation = LintRule(
        "require-concurrent-index-creation", .error,
        "CREATE INDEX stops writes until the index is built",
        reason: """
            CREATE INDEX takes a ShareLock on the table and scans all of it. Reads go on; every INSERT, UPDATE and \
            DELETE waits until the index is built and the transaction has ended. CONCURRENTLY takes a lock that \
            lets writes go on, and scans twice. It cannot run in a transaction: Tidemark runs it by itself and \
            builds it again when a run was cut off.
            """,
        instead: "create index concurrently orders_customer_idx on orders (customer);",
        examples: LintExamples(
            "create table orders (customer int)",
            bad: ["create index orders_customer_idx on orders (customer)"],
            good: [
                "create index concurrently orders_customer_idx on orders (customer)",
                "create table fresh (a int); create index on fresh (a)",
            ],
            facts: [.lock(.share, on: "orders"), .says("building index \"orders_customer_idx\"")])
    ) { context in
        guard context.node.kind == "IndexStmt", !context.node.flag("concurrent"),
            let table = context.node["relation"]?.relation, !context.isNew(table),
            !context.known.table(table).isPartitioned,
            context.node["relation"]?.flag("inh") == true
        else { return [] }
        return [
            Hazard(
                "CREATE INDEX takes ShareLock on \(table): writes wait until the index is built",
                at: context.node["relation"]?.location,
                next: "create\(context.node.flag("unique") ? " unique" : "") index concurrently"
                    + " \(context.node.text("idxname").map(quoted) ?? "NAME") on \(quoted(table)) …"
            )
        ]
    }
}
