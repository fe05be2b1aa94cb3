import Findings
import Migrations
import SQLText

extension LintRule {
    static let banCluster = LintRule(
        "ban-cluster", .error,
        "CLUSTER rewrites the table",
        reason: """
            Every row and every index is written anew, in the order of an index, under an \
            AccessExclusiveLock: nobody can even read.
            """,
        instead: "-- pg_repack does the same while the table is used",
        examples: LintExamples(
            """
            create table orders (id int, customer int);
            create index orders_customer_idx on orders (customer)
            """,
            bad: ["cluster orders using orders_customer_idx"],
            good: [
                """
                create table fresh (a int); create index fresh_a on fresh (a); cluster fresh using fresh_a
                """
            ],
            facts: [.lock(.accessExclusive, on: "orders"), .rewrites("orders")])
    ) { context in
        guard context.node.kind == "ClusterStmt" else { return [] }
        let table = context.node["relation"]?.relation
        guard table.map({ context.isNew($0) }) != true else { return [] }
        return [
            Hazard(
                "CLUSTER rewrites \(table ?? "every clustered table") under AccessExclusiveLock",
                at: context.node["relation"]?.location,
                next: "use pg_repack, or run it while nobody uses the table")
        ]
    }
}
