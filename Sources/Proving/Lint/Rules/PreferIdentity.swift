import Findings
import Migrations

extension LintRule {
    static let preferIdentity = LintRule(
        "prefer-identity", .note,
        "serial leaves a sequence with grants and a default of its own",
        reason: """
            The sequence behind serial needs its own GRANT USAGE, its default can be dropped or overridden \
            by accident, and a copy of the table by LIKE shares it. An identity column is one thing.
            """,
        instead: "create table people (id bigint generated always as identity primary key);",
        examples: LintExamples(
            bad: ["create table people (id bigserial primary key)"],
            good: ["create table people (id bigint generated always as identity primary key)"],
            facts: [
                .answers(
                    "select attidentity = '' and pg_get_serial_sequence('people', 'id') is not null from pg_attribute where attrelid = 'people'::regclass and attname = 'id'",
                    "t")
            ])
    ) { context in
        context.newColumns.compactMap { column in
            guard let type = KnownType(column["typeName"]), type.isSerial else { return nil }
            let name = column.text("colname") ?? ""
            return Hazard(
                "\(name) is \(type): a sequence with grants and a default of its own",
                at: column.location,
                next: "\(quoted(name)) bigint generated always as identity")
        }
    }
}
