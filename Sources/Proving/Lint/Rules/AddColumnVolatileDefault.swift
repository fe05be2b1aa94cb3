import Findings
import Migrations
import SQLText

extension LintRule {
    static let addColumnVolatileDefault = LintRule(
        "add-column-volatile-default", .error,
        "A new column with a volatile default rewrites the table",
        reason: """
            ADD COLUMN with a constant or stable default (also now()) is a change of the catalog. A volatile \
            one, such as random() or gen_random_uuid(), has another value in each row: every row and every \
            index is written anew under an AccessExclusiveLock.
            """,
        instead: """
            alter table orders add column token uuid;
            alter table orders alter column token set default gen_random_uuid();
            -- then fill the old rows in batches, in a migration of its own
            """,
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: [
                "alter table orders add column token uuid default gen_random_uuid()",
                "alter table orders add column dice float default random()",
            ],
            good: [
                """
                alter table orders add column token uuid; alter table orders alter column token set default gen_random_uuid()
                """, "alter table orders add column made timestamptz default now()",
            ],
            facts: [.lock(.accessExclusive, on: "orders"), .rewrites("orders")])
    ) { context in
        context.alterations("AT_AddColumn").compactMap { addition in
            let constraints = addition.definition?.nodes("constraints") ?? []
            guard let value = constraints.first(where: { $0.text("contype") == "CONSTR_DEFAULT" }),
                let expression = value["raw_expr"]
            else { return nil }
            let functions = expression.all.filter { $0.kind == "FuncCall" }.map {
                relationName($0.names("funcname"))
            }
            let doubtful = functions.compactMap { name in
                volatility(of: name, in: context.known).map { (name, $0) }
            }
            guard let worst = doubtful.first(where: { $0.1 == .volatile }) ?? doubtful.first else {
                return nil
            }
            let isSure = worst.1 == .volatile
            return Hazard(
                "ADD COLUMN \(addition.name) rewrites \(addition.relation): \(worst.0)() is "
                    + (isSure
                        ? "volatile"
                        : "volatile unless it says otherwise, which is not in these files"),
                at: value.location,
                next:
                    "alter table \(addition.table) add column \(quoted(addition.name)) …; then set the default, and fill old rows in batches",
                severity: isSure ? nil : .warning)
        }
    }
}
