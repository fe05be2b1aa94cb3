import Findings
import Migrations
import SQLText

extension LintRule {
    static let commitInDoBlock = LintRule(
        "commit-in-do-block", .error,
        "COMMIT inside DO fails in a transaction",
        reason: """
            A DO block may commit only where no transaction is open around it, and each migration runs in \
            one: SQLSTATE 2D000.
            """,
        instead: """
            -- tidemark: transaction none
            do $$ begin update orders set customer = 0; commit; end $$;
            """,
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: ["do $$ begin update orders set customer = 0; commit; end $$"],
            good: ["do $$ begin update orders set customer = 0; end $$"],
            facts: [.fails("2D000")])
    ) { context in
        guard context.node.kind == "DoStmt", context.statement.isInTransaction,
            let body = context.node.nodes("args").first(where: { $0.text("defname") == "as" })?[
                "arg"]?.name
        else { return [] }
        let words = tokens(of: body)
        let ends = words.indices.contains { index in
            ["commit", "rollback"].contains(words[index].text.lowercased())
                && words[index].kind == .word && words.indices.contains(index + 1)
                && words[index + 1].text == ";"
        }
        guard ends else { return [] }
        return [
            Hazard(
                "COMMIT or ROLLBACK inside DO fails in a transaction: SQLSTATE 2D000",
                next: "write: -- tidemark: transaction none")
        ]
    }
}
