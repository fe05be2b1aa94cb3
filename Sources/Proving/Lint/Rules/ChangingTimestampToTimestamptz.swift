import Findings
import Migrations
import SQLText

extension LintRule {
    static let changingTimestampToTimestamptz = LintRule(
        "changing-timestamp-to-timestamptz", .error,
        "timestamp to timestamptz rewrites the table unless the session is at UTC",
        reason: """
            A change between timestamp and timestamptz converts every value by the time zone of the session, \
            in a rewrite under an AccessExclusiveLock. Where that is UTC the stored values stay as they are, \
            and nothing is written. It is right where the values are UTC.
            """,
        instead: """
            set local timezone = 'UTC';
            alter table orders alter made type timestamptz;
            """,
        examples: LintExamples(
            "create table orders (made timestamp)",
            bad: [
                """
                set local timezone = 'Europe/Berlin';
                alter table orders alter made type timestamptz
                """
            ],
            good: [
                """
                set local timezone = 'UTC';
                alter table orders alter made type timestamptz
                """
            ],
            facts: [.lock(.accessExclusive, on: "orders"), .rewrites("orders")])
    ) { context in
        context.alterations("AT_AlterColumnType").compactMap { change in
            guard let written = KnownType(change.definition?["typeName"]),
                !change.isConverted(to: written),
                let old = context.known.table(change.relation).columns[change.name]?.type,
                context.known.resolved(old).change(to: context.known.resolved(written))
                    == .rewriteUnlessUTC
            else { return nil }
            let zone = context.setting("timezone")
            guard !["utc", "etc/utc", "gmt"].contains(zone?.lowercased() ?? "") else { return nil }
            return Hazard(
                "changing \(change.name) from \(old) to \(written) rewrites \(change.relation) "
                    + "unless the session's time zone is UTC",
                at: change.location,
                next: "where the values are UTC, put before it: set local timezone = 'UTC';")
        }
    }
}
