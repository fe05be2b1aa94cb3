import Findings
import Migrations
import SQLText

extension LintRule {
    static let createTableReferences = LintRule(
        "create-table-references", .warning,
        "A new table with REFERENCES locks the tables that it refers to",
        reason: """
            A foreign key of a new table is there at once, and still takes a ShareRowExclusiveLock on the \
            table that it refers to: writes to it wait until the transaction ends. With several such tables, \
            or more work in the transaction, they wait for long.
            """,
        instead: """
            create table orders (id bigint primary key, customer bigint, shop bigint);
            -- one foreign key at a time, each in a migration of its own
            alter table orders add foreign key (customer) references customers;
            """,
        examples: LintExamples(
            """
            create table customers (id int primary key);
            create table shops (id int primary key)
            """,
            bad: [
                """
                create table orders (id int, customer int references customers, shop int references shops)
                """
            ],
            good: [
                "create table orders (id int, customer int, shop int)",
                """
                create table parents (id int primary key); create table children (parent int references parents)
                """,
            ],
            facts: [
                .lock(.shareRowExclusive, on: "customers"), .lock(.shareRowExclusive, on: "shops"),
            ])
    ) { context in
        guard context.node.kind == "CreateStmt" else { return [] }
        let elements = context.node.nodes("tableElts")
        let keys = (elements + elements.flatMap { $0.nodes("constraints") }).filter {
            $0.text("contype") == "CONSTR_FOREIGN"
        }
        let own = context.node["relation"]?.relation
        let others = keys.compactMap { key in key["pktable"].map { ($0.relation, key.location) } }
            .filter { $0.0 != own && !context.isNew($0.0) }
        guard let first = others.first else { return [] }
        let names = Set(others.map(\.0)).sorted()
        return [
            Hazard(
                "REFERENCES takes ShareRowExclusiveLock on \(names.joined(separator: ", ")): writes wait until the transaction ends",
                at: first.1,
                next:
                    "create the table without REFERENCES; then: alter table \(quoted(own ?? "")) add foreign key (…) references \(quoted(first.0)); in a migration of its own",
                severity: names.count > 1 ? nil : .note)
        ]
    }
}
