import Findings
import Migrations
import SQLText

extension LintRule {
    static let requireLockTimeout = LintRule(
        "require-lock-timeout", .error,
        "Without lock_timeout one waiting statement stops everybody",
        reason: """
            A statement that waits for a strong lock stands in the queue, and everybody who comes later \
            stands behind it, readers too. Tidemark waits 5 seconds and tries again; with lock-timeout 0, or \
            SET lock_timeout = 0, it waits for as long as the longest transaction lasts.
            """,
        instead: """
            -- no SET lock_timeout in the file, or a short one
            set local lock_timeout = '2s';
            alter table orders add column note text;
            """,
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: [
                """
                set lock_timeout = 0;
                alter table orders add column note text
                """
            ],
            good: [
                """
                set local lock_timeout = '2s';
                alter table orders add column note text
                """
            ],
            facts: [.lock(.accessExclusive, on: "orders"), .answers("show lock_timeout", "0")])
    ) { context in
        let limit = context.setting("lock_timeout")
        guard limit == "0" || (limit == nil && context.waitsForEver), !context.isConcurrently,
            let lock = context.strongLocks.first
        else { return [] }
        return [
            Hazard(
                "it waits for \(lock.mode.rawValue) on \(lock.relation) for ever, and everybody behind it",
                next: limit == nil
                    ? "write lock-timeout: 5s into tidemark.yml"
                    : "remove the SET, or give it a few seconds: set local lock_timeout = '2s';")
        ]
    }
}
