import Findings
import Migrations
import SQLText

extension LintRule {
    static let banDisableTrigger = LintRule(
        "ban-disable-trigger", .warning,
        "A disabled trigger stays disabled, for everybody",
        reason: """
            DISABLE TRIGGER takes a ShareRowExclusiveLock and is no setting of the session: until it is \
            enabled again, audits, outboxes and, with ALL, foreign keys are off for every session.
            """,
        instead: """
            -- for this session's writes alone; superusers, and who has been granted it
            set local session_replication_role = replica;
            """,
        examples: LintExamples(
            """
            create table orders (id int, customer int);
            create function audit() returns trigger language plpgsql as 'begin return new; end';
            create trigger orders_audit after insert on orders for each row execute function audit()
            """,
            bad: ["alter table orders disable trigger orders_audit"],
            good: [
                """
                set local session_replication_role = replica;
                insert into orders values (1, 1)
                """
            ],
            facts: [
                .lock(.shareRowExclusive, on: "orders"),
                .answers(
                    "select tgenabled = 'D' from pg_trigger where tgname = 'orders_audit'", "t"),
            ])
    ) { context in
        let kinds = ["AT_DisableTrig", "AT_DisableTrigAll", "AT_DisableTrigUser"]
        return context.alterations(kinds[0], kinds[1], kinds[2]).compactMap { change in
            let isEnabledAgain = context.laterInTransaction.contains { later in
                later["relation"]?.relation == change.relation
                    && later.nodes("cmds").contains {
                        $0.text("subtype")?.hasPrefix("AT_EnableTrig") == true
                            && $0.text("name") == change.command.text("name")
                    }
            }
            guard !isEnabledAgain else { return nil }
            return Hazard(
                "a trigger of \(change.relation) is off for every session until it is enabled again",
                at: context.node["relation"]?.location,
                next:
                    "in the same transaction: alter table \(change.table) enable trigger \(change.name.isEmpty ? "all" : quoted(change.name));"
            )
        }
    }
}
