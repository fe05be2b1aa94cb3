import Findings
import Migrations

extension LintRule {
    static let requireWhere = LintRule(
        "require-where", .warning,
        "An UPDATE or DELETE of a whole table holds all its rows until the end",
        reason: """
            It locks and writes every row in one transaction: programs that write to any of them wait, the \
            table grows to twice its size, and replicas fall behind. Batches by the primary key, each its \
            own transaction, do the same without.
            """,
        instead: """
            -- tidemark: transaction none
            update orders set state = 'new' where state is null and id between 1 and 10000;
            """,
        examples: LintExamples(
            """
            create table orders (id int, state text);
            insert into orders values (1, 'old'), (2, 'old')
            """,
            bad: ["update orders set state = 'new'", "delete from orders"],
            good: [
                "update orders set state = 'new' where id = 1",
                "create table fresh (a int); insert into fresh values (1); update fresh set a = 2",
            ],
            facts: [.answers("select count(*) from orders where state = 'old'", "0")])
    ) { context in
        guard ["UpdateStmt", "DeleteStmt"].contains(context.node.kind),
            context.node["whereClause"] == nil,
            let table = context.node["relation"]?.relation, !context.isNew(table)
        else { return [] }
        let verb = context.node.kind == "UpdateStmt" ? "UPDATE" : "DELETE"
        return [
            Hazard(
                "\(verb) of all of \(table) locks and writes every row until the transaction ends",
                at: context.node["relation"]?.location,
                next: "write batches by the primary key, with: -- tidemark: transaction none")
        ]
    }
}
