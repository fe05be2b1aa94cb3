import Testing
import TidemarkTesting

/// How the action comes by its program.
@Suite struct ActionBuildTests {
    /// A stand-in for the toolchain: what it builds is a program that says its version.
    private static let building = """
        case $1 in
        --version) echo "Swift version ${SWIFT_VERSION:-6.3}" ;;
        build)
            shift
            while [ $# -gt 0 ]; do
                [ "$1" != --scratch-path ] || scratch=$2
                shift
            done
            mkdir -p "$scratch/release"
            printf '#!/bin/bash\\necho built "$@"\\n' >"$scratch/release/tidemark"
            chmod +x "$scratch/release/tidemark"
            ;;
        esac
        """

    private func builds(_ machine: Machine) throws -> [[String]] {
        try machine.calls(of: "swift").filter { $0.first == "build" }
    }

    @Test func sourcesAreBuiltOnce() async throws {
        let machine = try Machine()
        try machine.standIn("swift", doing: Self.building)
        let first = try await ActionRun([:], on: machine)
        #expect(first.code == 0, first.said)
        #expect(first.everything.contains("built check --report-dir"), first.said)
        let action = machine.folder.path(of: "temp/action")
        let arguments = try #require(try builds(machine).first)
        #expect(arguments.starts(with: ["build", "--package-path", action]))
        #expect(
            try machine.calls(of: "install-packages") == [
                ["pkg-config", "libpg-query-dev", "libpq-dev", "libssl-dev", "libyaml-dev"],
                ["postgresql"],
            ])
        let again = try await ActionRun(["command": "status"], on: machine)
        #expect(again.code == 0, again.said)
        #expect(try builds(machine).count == 1)

        try machine.folder.write("temp/action/Sources/main.swift", "print(2)\n")
        _ = try await ActionRun([:], on: machine)
        #expect(try builds(machine).count == 2, "other sources are another program")
        _ = try await ActionRun([:], on: machine, extra: ["SWIFT_VERSION": "6.4"])
        #expect(try builds(machine).count == 3, "another toolchain makes another program")
    }

    @Test func aProgramIsTakenAsItIs() async throws {
        let machine = try Machine()
        try machine.standIn("checkout/my bin/tidemark", doing: "echo mine \"$@\"")
        let run = try await ActionRun(["program": "my bin/tidemark"], on: machine)
        #expect(run.code == 0, run.said)
        #expect(run.everything.contains("mine check --report-dir"), run.said)
        #expect(try machine.calls(of: "install-packages") == [["postgresql"]])
    }

    @Test func aProgramThatLacksLibrariesGetsThem() async throws {
        let machine = try Machine()
        try machine.standIn("tidemark", doing: "[ -e \"$RUNNER_TEMP/libraries\" ] || exit 127")
        try machine.standIn(
            "temp/action/scripts/install-packages",
            doing: "[ \"$1\" != libpq5 ] || touch \"$RUNNER_TEMP/libraries\"")
        try machine.folder.write("temp/action/Package.swift", "")
        let run = try await ActionRun(["program": "tidemark"], on: machine)
        #expect(run.code == 0, run.said)
        #expect(
            try machine.calls(of: "install-packages") == [
                ["libpq5", "libyaml-0-2"], ["postgresql"],
            ])
    }

    @Test func noServerOnTheMachineIsNoObstacle() async throws {
        let machine = try Machine()
        try machine.standIn("tidemark")
        try machine.standIn("temp/action/scripts/install-packages", doing: "exit 69")
        try machine.folder.write("temp/action/Package.swift", "")
        let run = try await ActionRun(["program": "tidemark", "command": "up"], on: machine)
        #expect(run.code == 0, run.said)
        #expect(run.everything.contains("::notice::There is no PostgreSQL server"), run.said)
        #expect(try machine.calls(of: "tidemark").last == ["up"])
    }

    @Test(arguments: ["bin/tidemark", "tidemark", ""])
    func withoutAProgramOrAToolchainItSaysSo(_ program: String) async throws {
        let run = try await ActionRun(["program": program], on: try Machine())
        #expect(run.code == 69, run.said)
        #expect(run.everything.contains("::error::"), run.said)
        #expect(run.outputs["verdict"] == "")
    }
}
