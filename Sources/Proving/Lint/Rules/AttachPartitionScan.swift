import Findings
import Migrations
import SQLText

extension LintRule {
    static let attachPartitionScan = LintRule(
        "attach-partition-scan", .error,
        "ATTACH PARTITION reads the whole table that becomes a partition",
        reason: """
            ATTACH PARTITION holds an AccessExclusiveLock on the new partition while it looks at every row, \
            and so with the default partition of the parent, where there is one. A valid CHECK that says \
            what the bounds say makes both scans unnecessary; it can be validated beforehand while reads and \
            writes go on.
            """,
        instead: """
            alter table events_1 add constraint events_1_bounds check (day >= '2026-01-01' and day < '2027-01-01') not valid;
            -- in a migration of its own
            alter table events_1 validate constraint events_1_bounds;
            -- then
            alter table events attach partition events_1 for values from ('2026-01-01') to ('2027-01-01');
            alter table events_1 drop constraint events_1_bounds;
            """,
        examples: LintExamples(
            """
            create table events (day date not null) partition by range (day);
            create table events_1 (day date not null);
            create table events_2 (day date not null, constraint events_2_bounds check (day >= '2027-01-01' and day < '2028-01-01'))
            """,
            bad: [
                """
                alter table events attach partition events_1 for values from ('2026-01-01') to ('2027-01-01')
                """
            ],
            good: [
                """
                alter table events attach partition events_2 for values from ('2027-01-01') to ('2028-01-01')
                """
            ],
            facts: [.lock(.accessExclusive, on: "events_1"), .says("verifying table \"events_1\"")])
    ) { context in
        guard context.node.kind == "AlterTableStmt", let parent = context.node["relation"]?.relation
        else {
            return []
        }
        return context.node.nodes("cmds").filter { $0.text("subtype") == "AT_AttachPartition" }
            .compactMap { command in
                guard let child = command["def"]?["name"]?.relation else { return nil }
                let known = context.known.table(child)
                let isProven = known.constraints.contains { name, kind in
                    kind == .check && !known.notValid.contains(name)
                }
                let hasDefault =
                    context.known.table(parent).hasDefaultPartition && !context.isNew(parent)
                guard !context.isNew(child) && !isProven || hasDefault else { return nil }
                let scanned = hasDefault ? "\(child) and the default partition" : child
                return Hazard(
                    "ATTACH PARTITION reads all of \(scanned) under AccessExclusiveLock",
                    at: command["def"]?["name"]?.location,
                    next:
                        "alter table \(quoted(child)) add constraint NAME check (…) not valid; then validate it, then attach",
                    severity: hasDefault && isProven ? .warning : nil)
            }
    }
}
