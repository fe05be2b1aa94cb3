import Findings
import Migrations

extension LintRule {
    static let unindexedForeignKey = LintRule(
        "unindexed-foreign-key", .warning,
        "A foreign key without an index makes deletes of the other table slow",
        reason: """
            Each DELETE, and each UPDATE of the key, in the table that is referred to looks for rows that \
            refer to it: without an index on the referring columns that reads the whole table, once per row.
            """,
        instead: "create index concurrently orders_customer_idx on orders (customer);",
        examples: LintExamples(
            "create table customers (id int primary key)",
            bad: ["create table orders (id int primary key, customer int references customers)"],
            good: ["create table orders (customer int primary key references customers)"],
            facts: [
                .answers(
                    "select count(*) from pg_index where indrelid = 'orders'::regclass and indkey[0] = (select attnum from pg_attribute where attrelid = 'orders'::regclass and attname = 'customer')",
                    "0"),
                .answers(
                    "select count(*) from pg_constraint where conrelid = 'orders'::regclass and contype = 'f'",
                    "1"),
            ])
    ) { context in
        let keys = context.newForeignKeys
        guard !keys.isEmpty, let table = context.node["relation"]?.relation else { return [] }
        let known = context.knownAtTheEnd.table(table)
        return keys.compactMap { key, columns in
            guard !columns.isEmpty, !known.hasIndex(leading: columns) else { return nil }
            let list = columns.map(quoted).joined(separator: ", ")
            return Hazard(
                "nothing indexes \(table) (\(list)): each DELETE in \(key["pktable"]?.relation ?? "the other table") reads all of it",
                at: key.location,
                next: "create index concurrently NAME on \(quoted(table)) (\(list));")
        }
    }
}
