import Findings
import Migrations
import SQLText

extension LintRule {
    static let changingColumnType = LintRule(
        "changing-column-type", .error,
        "A change of a column's type rewrites the table",
        reason: """
            ALTER COLUMN … TYPE writes every row and every index anew under an AccessExclusiveLock, except \
            where the old values are valid as they are: a varchar, numeric, varbit or timestamp that gets \
            wider, varchar to text, a domain without constraints.
            """,
        instead: """
            -- a new column, kept up to date by a trigger, filled in batches, then swapped
            alter table orders add column customer_big bigint;
            """,
        examples: LintExamples(
            """
            create table orders (id int, customer int, code varchar(20), price numeric(8,2), note json, name text)
            """,
            bad: [
                "alter table orders alter customer type bigint",
                "alter table orders alter code type varchar(10)",
                "alter table orders alter price type numeric(10,4)",
                "alter table orders alter note type jsonb using note::jsonb",
                "alter table orders alter name type varchar(10)",
            ],
            good: [
                "alter table orders alter code type varchar(40)",
                "alter table orders alter code type text",
                "alter table orders alter price type numeric(12,2)",
                "alter table orders alter name type varchar",
                "alter table orders alter customer type int",
            ],
            facts: [.lock(.accessExclusive, on: "orders"), .rewrites("orders")])
    ) { context in
        context.alterations("AT_AlterColumnType").compactMap { change in
            guard let written = KnownType(change.definition?["typeName"]) else { return nil }
            let new = context.known.resolved(written)
            let old = context.known.table(change.relation).columns[change.name].map {
                context.known.resolved($0.type)
            }
            let isConverted = change.isConverted(to: written)
            let isRewrite = isConverted || old?.change(to: new) == .rewrite
            guard isRewrite || old == nil else { return nil }
            // With a collation of its own, changing-column-collation has something to say.
            if old == nil, change.definition?["collClause"] != nil { return nil }
            let isSure = isRewrite || !new.mayBeReachedWithoutRewrite
            let from = old.map { " from \($0)" } ?? ""
            return Hazard(
                "changing \(change.name)\(from) to \(written) "
                    + (isSure ? "rewrites" : "rewrites, unless the old type is narrower,")
                    + " \(change.relation) under AccessExclusiveLock",
                at: change.location,
                next:
                    "alter table \(change.table) add column NEW \(written); then fill it by a trigger and in batches, and swap",
                severity: isSure ? nil : .warning)
        }
    }
}
