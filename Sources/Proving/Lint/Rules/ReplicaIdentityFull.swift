import Findings
import Migrations

extension LintRule {
    static let replicaIdentityFull = LintRule(
        "replica-identity-full", .note,
        "REPLICA IDENTITY FULL writes every old row whole",
        reason: """
            Each UPDATE and DELETE writes all columns of the old row to the write-ahead log, and a \
            subscriber without a fitting index looks for it by reading its whole table.
            """,
        instead: """
            create unique index concurrently orders_number_idx on orders (number);
            alter table orders replica identity using index orders_number_idx;
            """,
        examples: LintExamples(
            """
            create table orders (number int not null);
            create unique index orders_number_idx on orders (number)
            """,
            bad: ["alter table orders replica identity full"],
            good: ["alter table orders replica identity using index orders_number_idx"],
            facts: [.answers("select relreplident from pg_class where relname = 'orders'", "f")])
    ) { context in
        context.alterations("AT_ReplicaIdentity").compactMap { change in
            guard change.definition?.text("identity_type") == "f" else { return nil }
            return Hazard(
                "each UPDATE and DELETE of \(change.relation) writes the old row whole",
                at: context.node["relation"]?.location,
                next:
                    "alter table \(change.table) replica identity using index NAME; on a unique index of NOT NULL columns"
            )
        }
    }
}
