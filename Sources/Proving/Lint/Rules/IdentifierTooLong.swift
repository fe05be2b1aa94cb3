import Findings
import Migrations
import SQLText

extension LintRule {
    static let identifierTooLong = LintRule(
        "identifier-too-long", .warning,
        "Names longer than 63 bytes are cut",
        reason: """
            The server keeps 63 bytes of a name and says so in a notice. Two long names that begin alike are \
            the same name, and programs that look for the whole one do not find it.
            """,
        instead: "create table orders_by_customer (id bigint primary key);",
        examples: LintExamples(
            bad: [
                """
                create table a_name_that_goes_on_and_on_until_it_is_longer_than_the_server_keeps (id bigint primary key)
                """
            ],
            good: ["create table orders_by_customer (id bigint primary key)"],
            facts: [.says("will be truncated to")])
    ) { context in
        tokens(of: context.statement.text).compactMap { token in
            guard token.kind == .word || token.kind == .quotedIdentifier else { return nil }
            let quotes = token.kind == .quotedIdentifier ? 2 : 0
            guard token.text.utf8.count - quotes > 63 else { return nil }
            return Hazard(
                "the server keeps 63 bytes of this name, which has \(token.text.utf8.count - quotes)",
                at: token.offset, next: "use a shorter name")
        }
    }
}
