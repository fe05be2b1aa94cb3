import Glibc
import Testing
import TidemarkTesting

/// `scripts/db-sync-check.sh`, by its real command line.
@Suite struct SyncCheckTests {
    static let secret = "s3cret-of-this-test"
    static let url = "postgresql://ci:\(secret)@db.example.com/app?sslmode=require"

    private func run(
        _ arguments: [String], on machine: Machine, extra: [String: String] = [:]
    ) async throws -> Ended {
        try await machine.run(
            "\(Repository.path)/scripts/db-sync-check.sh", arguments, extra: extra)
    }

    @Test(arguments: [["--db", ""], ["--db="]])
    func theURLGoesByTheEnvironment(_ option: [String]) async throws {
        let machine = try Machine()
        try machine.standIn("tidemark")
        // No other test that runs meanwhile has this password.
        let secret = "s3cret-\(UInt64.random(in: .min ... .max))"
        let url = "postgresql://ci:\(secret)@db.example.com/app?sslmode=require"
        let arguments = option.dropLast() + [(option.last ?? "") + url]
        let ended = try await run(Array(arguments), on: machine, extra: ["DATABASE_URL": "other"])
        #expect(ended.exitCode == 0, ended.said)
        #expect(try machine.calls(of: "tidemark") == [["check"]])
        #expect(try machine.environment(of: "tidemark")["DATABASE_URL"] == url)
        let processes = try machine.folder.read("calls/tidemark.processes")
        #expect(processes.contains("check\n"))
        #expect(!processes.contains(secret), "it can be read in a list of processes")
        #expect(!(ended.output + ended.complaint).contains(secret), ended.said)
    }

    @Test func optionsGoOnAsTheyAre() async throws {
        let machine = try Machine()
        try machine.standIn("tidemark")
        let ended = try await run(
            [
                "--require-live", "--report-dir", "a folder/*", "--config=it's $HOME.yml", "--env",
                "", "--format", "json", "--", "--strict", "--db",
            ], on: machine)
        #expect(ended.exitCode == 0, ended.said)
        #expect(
            try machine.calls(of: "tidemark") == [
                [
                    "check", "--require-live", "--report-dir", "a folder/*", "--config",
                    "it's $HOME.yml", "--env", "", "--format", "json", "--strict", "--db",
                ]
            ])
    }

    @Test func withoutADatabaseNoneIsMadeUp() async throws {
        for (arguments, variable, expected) in [
            ([], nil, nil), ([], "", nil), ([], "host=here", "host=here"),
            (["--db", ""], "host=here", nil), (["--db="], nil, nil),
        ] as [([String], String?, String?)] {
            let machine = try Machine()
            try machine.standIn("tidemark")
            let ended = try await run(
                arguments, on: machine, extra: variable.map { ["DATABASE_URL": $0] } ?? [:])
            #expect(ended.exitCode == 0, ended.said)
            let found = try machine.environment(of: "tidemark")["DATABASE_URL"]
            #expect(found == expected, "\(arguments), DATABASE_URL \(variable ?? "unset")")
        }
    }

    @Test(arguments: [0, 1, 2, 3, 64, 69, 70, 75, 130, 143])
    func theExitCodeIsThatOfTidemark(_ code: Int) async throws {
        let machine = try Machine()
        try machine.standIn("tidemark", doing: "echo report; echo talk >&2; exit \(code)")
        let ended = try await run(["--db", "host=here"], on: machine)
        #expect(ended.exitCode == code, ended.said)
        #expect(ended.output == "report\n")
        #expect(ended.complaint == "talk\n")
    }

    @Test func aSignalReachesTidemark() async throws {
        let machine = try Machine()
        try machine.standIn("tidemark", doing: Machine.waitingForSIGTERM)
        let ended = try await machine.run("\(Repository.path)/scripts/db-sync-check.sh") {
            process in
            try await machine.whenWaiting { kill(process, SIGTERM) }
        }
        #expect(ended.exitCode == 143, ended.said)
        #expect(ended.output == "stopped\n", ended.said)
    }

    @Test(arguments: [
        ["--db"], ["--report-dir"], ["--nope"], ["--dbx=\(url)"], [url], ["--require-live=yes"],
        ["check"], ["-x"], [""],
    ])
    func wrongUsageIs64AndRepeatsNoURL(_ arguments: [String]) async throws {
        let machine = try Machine()
        try machine.standIn("tidemark")
        let ended = try await run(arguments, on: machine)
        #expect(ended.exitCode == 64, ended.said)
        #expect(ended.complaint.contains("usage: scripts/db-sync-check.sh"), ended.said)
        #expect(ended.output.isEmpty, ended.said)
        #expect(!ended.complaint.contains(Self.secret), ended.said)
        #expect(try machine.calls(of: "tidemark").isEmpty)
    }

    @Test(arguments: ["--help", "-h"])
    func helpIsAResult(_ option: String) async throws {
        let machine = try Machine()
        try machine.standIn("tidemark")
        let ended = try await run([option], on: machine)
        #expect(ended.exitCode == 0, ended.said)
        #expect(ended.output.hasPrefix("usage: scripts/db-sync-check.sh [--db URL]"), ended.said)
        #expect(ended.complaint.isEmpty, ended.said)
        #expect(try machine.calls(of: "tidemark").isEmpty)
    }

    @Test func withoutTidemarkItSaysSo() async throws {
        let ended = try await run(["--db", Self.url], on: try Machine())
        #expect(ended.exitCode == 69, ended.said)
        #expect(ended.complaint.contains("tidemark is not on the PATH"), ended.said)
        #expect(!ended.complaint.contains(Self.secret), ended.said)
    }

    @Test func aCopyElsewhereWorks() async throws {
        let machine = try Machine()
        try machine.standIn("tidemark", doing: "exit 2")
        let text = try Repository.text(of: "scripts/db-sync-check.sh")
        try machine.folder.write("checkout/its scripts/sync", text, mode: 0o755)
        let ended = try await machine.run(
            machine.folder.path(of: "checkout/its scripts/sync"), ["--db", "host=here"])
        #expect(ended.exitCode == 2, ended.said)
        let directory = try machine.folder.read("calls/tidemark.directory")
        #expect(directory == machine.folder.path(of: "checkout") + "\n")
    }
}
