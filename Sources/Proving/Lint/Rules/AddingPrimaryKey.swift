import Findings
import Migrations
import SQLText

extension LintRule {
    static let addingPrimaryKey = LintRule(
        "adding-primary-key", .error,
        "A new primary key builds its index, and may read the whole table, while nobody can use it",
        reason: """
            ADD PRIMARY KEY builds the index under an AccessExclusiveLock, and makes its columns NOT NULL, \
            which reads the table once more where that is not known. With columns that are NOT NULL and an \
            index that was built concurrently it is done in an instant.
            """,
        instead: """
            create unique index concurrently orders_pkey on orders (id);
            alter table orders add constraint orders_pkey primary key using index orders_pkey;
            """,
        examples: LintExamples(
            """
            create table orders (id int not null, customer int);
            create unique index ready on orders (id)
            """,
            bad: ["alter table orders add primary key (customer)"],
            good: ["alter table orders add constraint ready primary key using index ready"],
            facts: [.lock(.accessExclusive, on: "orders"), .says("building index \"orders_pkey\"")])
    ) { context in
        context.addedConstraints("CONSTR_PRIMARY").compactMap { addition in
            guard addition.definition?.text("indexname") == nil else { return nil }
            let keys = (addition.definition?.names("keys") ?? []).map(quoted).joined(
                separator: ", ")
            return Hazard(
                "ADD PRIMARY KEY builds an index on \(addition.relation) under AccessExclusiveLock: nobody reads or writes it meanwhile",
                at: addition.location,
                next:
                    "create unique index concurrently NAME on \(addition.table) (\(keys)); then add constraint NAME primary key using index NAME"
            )
        }
    }
}
