import PostgresSession
import Proving
import Testing
import TidemarkTesting

/// What happens to a server when its parent dies by a signal.
@Suite struct OrphanTests {
    @Test(.timeLimit(.minutes(20)), arguments: ["KILL", "TERM", "INT", "HUP"])
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

    @Test(.timeLimit(.minutes(20))) func theServerGoesWithItsGuardian() async throws {
        let server = try await EphemeralServer.start(binaries: testBinaries())
        let family = try await Family(of: server)
        _ = try await runProgram("kill", ["-KILL", family.guardian])
        #expect(try await becomesAbsent("/proc/\(family.server)/exe"))
        #expect(try await becomesAbsent(server.directory))
        await server.stop()
    }

    /// Nobody is left to clear up, and the kernel still tells the server.
    @Test(
        .timeLimit(.minutes(20)), .enabled("setpriv can pass a death on") { await passesDeathOn() })
    func theServerGoesWithItsWholeFamily() async throws {
        let server = try await EphemeralServer.start(binaries: testBinaries())
        let family = try await Family(of: server)
        let shells = try await runProgram("pgrep", ["-P", family.guardian, "-x", "sh"]).output
        let numbers = shells.split(separator: "\n").map(String.init)
        #expect(numbers.count == 2, "the watcher and the successor")
        _ = try await runProgram("kill", ["-KILL"] + numbers + [family.guardian])
        #expect(try await becomesAbsent("/proc/\(family.server)/exe"))
        await server.stop()
        _ = try await runProgram("rm", ["-rf", server.directory])
    }
}

/// A server's process and that of the shell which started it.
private struct Family {
    let server: String
    let guardian: String

    init(of server: EphemeralServer) async throws {
        let lines = try readFile("\(server.directory)/data/postmaster.pid").split(separator: "\n")
        self.server = String(lines[0])
        guardian = try await runProgram("ps", ["-o", "ppid=", "-p", self.server]).output
            .filter(\.isNumber)
    }
}

private func passesDeathOn() async -> Bool {
    (try? await runProgram("setpriv", ["--pdeathsig", "QUIT", "true"]))?.exitCode == 0
}
