import Findings
import Migrations
import SQLText

extension LintRule {
    static let constraintMissingNotValid = LintRule(
        "constraint-missing-not-valid", .error,
        "A new CHECK reads the whole table while nobody can use it",
        reason: """
            ADD CONSTRAINT … CHECK takes an AccessExclusiveLock and looks at every row. NOT VALID makes it \
            hold for what is written from now on, in an instant; VALIDATE CONSTRAINT looks at the old rows \
            under a lock that lets reads and writes go on.
            """,
        instead: """
            alter table orders add constraint orders_customer_check check (customer > 0) not valid;
            -- in a migration of its own
            alter table orders validate constraint orders_customer_check;
            """,
        examples: LintExamples(
            """
            create table orders (id int, customer int);
            alter table orders add constraint old check (id > 0) not valid
            """,
            bad: ["alter table orders add constraint orders_customer_check check (customer > 0)"],
            good: [
                "alter table orders add constraint orders_customer_check check (customer > 0) not valid",
                "alter table orders validate constraint old",
            ],
            facts: [.lock(.accessExclusive, on: "orders"), .says("verifying table \"orders\"")])
    ) { context in
        context.addedConstraints("CONSTR_CHECK").compactMap { addition in
            guard addition.definition?.flag("skip_validation") != true else { return nil }
            let name = addition.definition?.text("conname").map(quoted) ?? "NAME"
            return Hazard(
                "ADD CHECK reads all of \(addition.relation) under AccessExclusiveLock: nobody reads or writes it meanwhile",
                at: addition.location,
                next:
                    "add NOT VALID; then, in a migration of its own: alter table \(addition.table) validate constraint \(name);"
            )
        }
    }
}
