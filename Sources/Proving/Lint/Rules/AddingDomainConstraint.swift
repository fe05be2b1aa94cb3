import Findings
import Migrations
import SQLText

extension LintRule {
    static let addingDomainConstraint = LintRule(
        "adding-domain-constraint", .error,
        "A new constraint of a domain reads every table that uses it",
        reason: """
            ALTER DOMAIN … ADD CHECK, or SET NOT NULL, takes a ShareLock on each table with a column of the \
            domain and reads all of it: writes wait. NOT VALID checks only what is written from now on; \
            VALIDATE CONSTRAINT comes later.
            """,
        instead: """
            alter domain amount add constraint amount_positive check (value > 0) not valid;
            -- in a migration of its own
            alter domain amount validate constraint amount_positive;
            """,
        examples: LintExamples(
            """
            create domain amount as int;
            create table orders (price amount)
            """,
            bad: [
                "alter domain amount add constraint amount_positive check (value > 0)",
                "alter domain amount set not null",
            ],
            good: [
                "alter domain amount add constraint amount_positive check (value > 0) not valid",
                "create domain weight as int; alter domain weight add check (value > 0)",
            ],
            facts: [.lock(.share, on: "orders")])
    ) { context in
        guard context.node.kind == "AlterDomainStmt" else { return [] }
        let domain = relationName(context.node.names("typeName"))
        guard context.known.domainFiles[domain] != context.file else { return [] }
        let isCheck =
            context.node.text("subtype") == "C"
            && context.node["def"]?.flag("skip_validation") != true
        guard isCheck || context.node.text("subtype") == "O" else { return [] }
        let users = context.known.domainUses[domain].map { $0.sorted().joined(separator: ", ") }
        return [
            Hazard(
                "it reads \(users ?? "every table with a column of \(domain)") under ShareLock: writes wait",
                at: context.node["def"]?.location,
                next:
                    "alter domain \(quoted(domain)) add constraint NAME check (…) not valid; then validate it in a migration of its own"
            )
        ]
    }
}
