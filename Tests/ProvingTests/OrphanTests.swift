import PostgresSession
import Proving
import Testing
import TidemarkTesting

/// What happens to a server when its parent dies by a signal.
@Suite struct OrphanTests {
    @Test(.timeLimit(.minutes(5)), arguments: ["KILL", "TERM", "INT", "HUP"])
    func theServerGoesWithItsParent(signal: String) async throws {
        let folder = try TemporaryDirectory()
        _ = try await runProgram("chmod", ["777", folder.path])
        let note = folder.path(of: "note")
        await #expect(processExitsWith: .failure) {
            [folder = folder.path as String, note = note as String, signal] in
            let server = try await EphemeralServer.start(
                binaries: testBinaries(), directory: folder)
            let session = try await Session.connect(to: server.connection)
            let directory = "\(server.directory)/data"
            try await session.query("select pg_sleep(0)")
            let line = try readFile("\(directory)/postmaster.pid").split(separator: "\n")[0]
            _ = try await runProgram("sh", ["-c", "echo \(line) > \(note)"])
            _ = try await runProgram("kill", ["-\(signal)", "\(ourProcess)"])
            try await Task.sleep(for: .seconds(20))
        }
        let process = try readFile(note).filter(\.isNumber)
        try #require(!process.isEmpty)
        #expect(try await becomesAbsent("/proc/\(process)/exe"))
        let deadline = ContinuousClock.now + .seconds(10)
        var left = "?"
        while left != "note\n", ContinuousClock.now < deadline {
            left = try await runProgram("ls", [folder.path]).output
        }
        #expect(left == "note\n")
    }
}
