import Findings
import Migrations
import SQLText

extension LintRule {
    static let addColumnAutoIncrement = LintRule(
        "add-column-auto-increment", .error,
        "A new serial or identity column rewrites the table",
        reason: """
            A column that counts has another value in each row, so adding one writes every row and every \
            index anew under an AccessExclusiveLock.
            """,
        instead: """
            create sequence orders_number_seq;
            alter table orders add column number bigint;
            alter table orders alter column number set default nextval('orders_number_seq');
            alter sequence orders_number_seq owned by orders.number;
            -- then fill the old rows in batches, in a migration of its own
            """,
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: [
                "alter table orders add column number bigserial",
                "alter table orders add column number bigint generated always as identity",
            ],
            good: [
                """
                create sequence orders_number_seq; alter table orders add column number bigint; alter table orders alter column number set default nextval('orders_number_seq')
                """
            ],
            facts: [.lock(.accessExclusive, on: "orders"), .rewrites("orders")])
    ) { context in
        context.alterations("AT_AddColumn").compactMap { addition in
            let constraints = addition.definition?.nodes("constraints") ?? []
            let isIdentity = constraints.contains { $0.text("contype") == "CONSTR_IDENTITY" }
            guard isIdentity || KnownType(addition.definition?["typeName"])?.isSerial == true else {
                return nil
            }
            return Hazard(
                "ADD COLUMN \(addition.name) writes a number into every row: \(addition.relation) is rewritten",
                at: addition.location,
                next:
                    "add \(quoted(addition.name)) as a plain bigint, set its default to a sequence, and fill old rows in batches"
            )
        }
    }
}
