import Findings
import Migrations

extension LintRule {
    static let transactionNesting = LintRule(
        "transaction-nesting", .warning,
        "A file with transactions of its own can stop half-way",
        reason: """
            Each BEGIN … COMMIT of a file commits by itself, and so does what stands around it: a failure \
            leaves what came before. Tidemark keeps count and goes on at the right statement; without BEGIN \
            and COMMIT the whole file is one transaction.
            """,
        instead: """
            create table orders (id bigint primary key);
            create table order_lines (order_id bigint);
            """,
        examples: LintExamples(
            bad: [
                """
                create table orders (id bigint primary key);
                begin;
                create table order_lines (order_id bigint);
                commit
                """
            ],
            good: [
                """
                create table orders (id bigint primary key);
                create table order_lines (order_id bigint)
                """
            ],
            facts: [.notOfTheServer("it is how the file is cut")])
    ) { context in
        guard context.statement.isInOwnBlock, context.node.kind == "TransactionStmt",
            ["TRANS_STMT_BEGIN", "TRANS_STMT_START"].contains(context.node.text("kind") ?? ""),
            Set(context.statements.map(\.segment)).count > 1
        else { return [] }
        return [
            Hazard(
                "the file commits in between: a failure leaves what came before",
                next: "remove BEGIN and COMMIT: each file runs in a transaction")
        ]
    }
}
