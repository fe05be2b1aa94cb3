import Findings
import Migrations
import SQLText

extension LintRule {
    static let addingForeignKeyConstraint = LintRule(
        "adding-foreign-key-constraint", .error,
        "A new foreign key reads both tables while nobody can write to them",
        reason: """
            ADD FOREIGN KEY takes a ShareRowExclusiveLock on both tables and looks every row up. NOT VALID \
            takes the locks for an instant; VALIDATE CONSTRAINT looks the old rows up while reads and writes \
            of both go on.
            """,
        instead: """
            alter table orders add constraint orders_customer_fkey foreign key (customer) references customers not valid;
            -- in a migration of its own
            alter table orders validate constraint orders_customer_fkey;
            """,
        examples: LintExamples(
            """
            create table orders (id int, customer int);
            create table customers (id int primary key)
            """,
            bad: [
                """
                alter table orders add constraint orders_customer_fkey foreign key (customer) references customers
                """
            ],
            good: [
                """
                alter table orders add constraint orders_customer_fkey foreign key (customer) references customers not valid
                """
            ],
            facts: [
                .lock(.shareRowExclusive, on: "orders"), .lock(.shareRowExclusive, on: "customers"),
                .says("validating foreign key constraint \"orders_customer_fkey\""),
            ])
    ) { context in
        context.addedConstraints("CONSTR_FOREIGN").compactMap { addition in
            guard addition.definition?.flag("skip_validation") != true else { return nil }
            let other = addition.definition?["pktable"]?.relation ?? ""
            let name = addition.definition?.text("conname").map(quoted) ?? "NAME"
            // Before PostgreSQL 18 a partitioned table takes no NOT VALID here.
            let isPartitioned =
                context.known.table(addition.relation).isPartitioned && context.version < 18
            return Hazard(
                "ADD FOREIGN KEY reads \(addition.relation) and \(other) under ShareRowExclusiveLock: writes to both wait",
                at: addition.location,
                next: isPartitioned
                    ? "add it to each partition NOT VALID, validate it there, and add it to \(addition.table) last"
                    : "add NOT VALID; then, in a migration of its own: alter table \(addition.table) validate constraint \(name);"
            )
        }
    }
}
