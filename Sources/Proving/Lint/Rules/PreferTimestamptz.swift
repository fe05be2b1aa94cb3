import Findings
import Migrations

extension LintRule {
    static let preferTimestamptz = LintRule(
        "prefer-timestamptz", .note,
        "timestamp without time zone is a wall clock of nobody knows where",
        reason: """
            timestamp keeps what the clock said and forgets where; now() in it depends on the time zone of \
            the session that wrote. timestamptz takes the same 8 bytes and is a moment.
            """,
        instead:
            "create table events (id bigint primary key, made timestamptz not null default now());",
        examples: LintExamples(
            bad: ["create table events (id bigint primary key, made timestamp)"],
            good: ["create table events (id bigint primary key, made timestamptz)"],
            facts: [
                .answers(
                    "select atttypid::regtype from pg_attribute where attrelid = 'events'::regclass and attname = 'made'",
                    "timestamp without time zone")
            ])
    ) { context in
        context.newColumns.compactMap { column in
            guard let type = KnownType(column["typeName"]), type.name == "timestamp" else {
                return nil
            }
            let name = column.text("colname") ?? ""
            return Hazard(
                "\(name) is timestamp: it forgets the time zone that the clock was in",
                at: column.location,
                next: "\(quoted(name)) timestamptz")
        }
    }
}
