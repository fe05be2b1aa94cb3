import Proving
import Testing
import TidemarkTesting

/// The snapshot in the repository is what the workspace's migrations build, byte for byte, on any server.
@Suite struct WorkspaceSnapshotTests {
    @Test func theCommittedSnapshotIsWhatTheMigrationsBuild() async throws {
        let folder = try TemporaryDirectory()
        for part in ["tidemark.yml", "sql", "down"] {
            let copy = try await runProgram(
                "cp", ["-R", "\(Repository.path)/\(part)", folder.path(of: part)])
            #expect(copy.exitCode == 0, "\(copy.complaint)")
        }
        let snapshot = try await runProgram(
            "\(Repository.products)/tidemark", ["snapshot", "--from", "migrations"],
            environment: ["TIDEMARK_PG_BINDIR": testBinaries().directory],
            directory: folder.path)
        try #require(snapshot.exitCode == 0, "\(snapshot.complaint)")
        let difference = try await runProgram(
            "diff", ["-r", "\(Repository.path)/snapshots", folder.path(of: "snapshots")])
        #expect(
            difference.exitCode == 0,
            "tidemark snapshot --from migrations writes another one:\n\(difference.output)")
    }
}
