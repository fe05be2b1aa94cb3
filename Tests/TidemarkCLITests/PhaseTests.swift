import Testing
import TidemarkTesting

/// What `--verbose` tells of a drift check.
@Suite(.database) struct PhaseTests {
    @Test func everyPhaseIsToldWithItsTimeWhenAskedFor() async throws {
        let shell = try Shell(["tidemark.yml": "platform: plain\n"], database: .current)
        try await TestDatabase.current.execute("create table t (id integer primary key)")
        let written = try await shell.tidemark("snapshot")
        #expect(written.code == 0, written.said)
        let verbose = try await shell.tidemark("drift", "--verbose")
        #expect(verbose.code == 0, verbose.said)
        let phases = [
            "opening the snapshot", "connecting", "reading the history", "reading the catalog",
            "comparing", "in all",
        ]
        for phase in phases {
            let line = verbose.err.split(separator: "\n").first { $0.hasPrefix("\(phase): ") }
            #expect(line?.hasSuffix(" ms") == true, "\(phase) of \(verbose.said)")
        }
        #expect(!verbose.out.contains("connecting"))
        let plain = try await shell.tidemark("drift")
        #expect(!plain.err.contains("connecting"), plain.said)
    }
}
