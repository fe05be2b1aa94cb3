import Findings
import Migrations

extension LintRule {
    static let addingRequiredField = LintRule(
        "adding-required-field", .error,
        "A new NOT NULL column without a default fails on a table with rows",
        reason: """
            ADD COLUMN … NOT NULL without a default leaves NULL in the rows that are there, and fails: \
            SQLSTATE 23502. Where it works, on an empty table, programs that do not know the column cannot \
            insert any more.
            """,
        instead: "alter table orders add column note text not null default '';",
        examples: LintExamples(
            """
            create table orders (id int, customer int);
            insert into orders values (1, 1)
            """,
            bad: ["alter table orders add column note text not null"],
            good: [
                "alter table orders add column note text not null default ''",
                "alter table orders add column note text",
            ],
            facts: [.fails("23502")])
    ) { context in
        context.alterations("AT_AddColumn").compactMap { addition in
            let constraints = addition.definition?.nodes("constraints") ?? []
            let types = Set(constraints.compactMap { $0.text("contype") })
            guard types.contains("CONSTR_NOTNULL") || types.contains("CONSTR_PRIMARY"),
                types.isDisjoint(with: ["CONSTR_DEFAULT", "CONSTR_IDENTITY", "CONSTR_GENERATED"]),
                KnownType(addition.definition?["typeName"])?.isSerial != true
            else { return nil }
            return Hazard(
                "ADD COLUMN \(addition.name) NOT NULL fails where \(addition.relation) has rows: there is no default",
                at: addition.location,
                next:
                    "alter table \(addition.table) add column \(quoted(addition.name)) … not null default …;"
            )
        }
    }
}
