import Testing
import TidemarkTesting

/// `schema.sql` in the folder of a snapshot.
struct SnapshotScriptTests {
    @Test func isWrittenWhenAskedForAndKeptInStepFromThenOn() async throws {
        let shell = try Shell(twoMigrations)
        let plain = try await shell.tidemark("snapshot", "--from", "migrations")
        #expect(plain.code == 0, plain.said)
        let file = shell.directory.path(of: "snapshots/schema/schema.sql")
        #expect((try? readFile(file)) == nil)
        let asked = try await shell.tidemark("snapshot", "--from", "migrations", "--sql")
        #expect(asked.code == 0 && asked.out.contains("1 file changed"), asked.said)
        let text = try readFile(file)
        #expect(text.contains("CREATE TABLE public."), "\(text)")
        try shell.directory.write("snapshots/schema/schema.sql", "-- old\n")
        let again = try await shell.tidemark("snapshot", "--from", "migrations")
        #expect(again.code == 0 && again.out.contains("1 file changed"), again.said)
        #expect(try readFile(file) == text)
    }
}
