import Findings
import Migrations
import SQLText

extension LintRule {
    static let setLoggedUnlogged = LintRule(
        "set-logged-unlogged", .error,
        "SET LOGGED and SET UNLOGGED rewrite the table",
        reason: """
            Every row and every index is written anew under an AccessExclusiveLock; SET LOGGED also writes \
            all of it to the write-ahead log. An unlogged table is empty after a crash, and on every \
            replica.
            """,
        instead: """
            -- made as what it is to be
            create unlogged table import_rows (line text);
            """,
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: ["alter table orders set unlogged"],
            good: ["create table fresh (a int); alter table fresh set unlogged"],
            facts: [.lock(.accessExclusive, on: "orders"), .rewrites("orders")])
    ) { context in
        context.alterations("AT_SetUnLogged", "AT_SetLogged").map { change in
            let word = change.command.text("subtype") == "AT_SetLogged" ? "LOGGED" : "UNLOGGED"
            return Hazard(
                "SET \(word) rewrites \(change.relation) under AccessExclusiveLock",
                at: context.node["relation"]?.location,
                next:
                    "run it while nobody uses \(change.table), or fill a new table in batches and swap"
            )
        }
    }
}
