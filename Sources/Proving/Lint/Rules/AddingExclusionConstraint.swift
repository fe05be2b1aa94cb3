import Findings
import Migrations
import SQLText

extension LintRule {
    static let addingExclusionConstraint = LintRule(
        "adding-exclusion-constraint", .error,
        "A new EXCLUDE constraint builds its index while nobody can use the table",
        reason: """
            ADD EXCLUDE builds the index under an AccessExclusiveLock and checks every row against it. There \
            is no safe form: it takes neither NOT VALID nor USING INDEX. A new table with the constraint, \
            filled in batches and swapped in, is the way on a large one.
            """,
        instead: """
            -- a new table, filled in batches, then swapped in
            create table bookings_new (like bookings including all, exclude using gist (during with &&));
            """,
        examples: LintExamples(
            "create table bookings (during int4range)",
            bad: [
                "alter table bookings add constraint bookings_apart exclude using gist (during with &&)"
            ],
            good: [
                "create table bookings_new (during int4range, exclude using gist (during with &&))"
            ],
            facts: [
                .lock(.accessExclusive, on: "bookings"), .says("building index \"bookings_apart\""),
            ])
    ) { context in
        context.addedConstraints("CONSTR_EXCLUSION").map { addition in
            Hazard(
                "ADD EXCLUDE builds an index on \(addition.relation) under AccessExclusiveLock: nobody reads or writes it meanwhile",
                at: addition.location,
                next:
                    "there is no safe form: run it while nobody uses \(addition.table), or fill a new table in batches"
            )
        }
    }
}
