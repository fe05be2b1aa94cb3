/// What the server tells at `debug1` of the files of relations; it never translates these.
///
/// PostgreSQL tests itself by them: src/test/modules/test_misc/t/001_constraint_validation.pl.
enum DebugMessage: Hashable {
    case rewrites(table: String)
    case verifies(table: String)
    case builds(index: String, table: String)
    case validates(foreignKey: String)
    /// Constraints that are there spare a scan; the server's own words.
    case suffices(String)

    init?(_ text: String) {
        if text.contains("sufficient to prove") || text.contains("implied by existing constraints")
        {
            self = .suffices(text)
            return
        }
        // Names stand between quotes as they are; one that has quotes itself is found by its table.
        let parts = text.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 3 else { return nil }
        switch (parts[0], parts.count) {
        case ("rewriting table ", 3): self = .rewrites(table: parts[1])
        case ("verifying table ", 3): self = .verifies(table: parts[1])
        case ("validating foreign key constraint ", 3): self = .validates(foreignKey: parts[1])
        case ("building index ", 5) where parts[2] == " on table ":
            self = .builds(index: parts[1], table: parts[3])
        default: return nil
        }
    }
}
