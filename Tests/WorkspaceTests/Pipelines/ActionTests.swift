import Glibc
import Testing
import TidemarkTesting

/// `action.yml`: its scripts, run as the runner runs them.
@Suite struct ActionTests {
    static let secret = "s3cret-of-the-action"
    static let url = "postgresql://ci:\(secret)@db.example.com/app?sslmode=require"

    /// A stand-in that writes the reports it is asked for.
    private static let writingReports = """
        while [ $# -gt 0 ]; do
            if [ "$1" = --report-dir ]; then
                for kind in json md sarif junit.xml html; do echo "$kind" >"$2/report.$kind"; done
            fi
            shift
        done
        """

    @Test func noScriptHoldsAnExpression() throws {
        for step in try StepScript.ofAction() {
            #expect(!step.script.contains("${{"), "\(step.name): values go by the environment")
        }
    }

    @Test func aCheckGoesThrough() async throws {
        let machine = try Machine()
        try machine.standIn("bin/tidemark", doing: Self.writingReports)
        try machine.folder.write("checkout/a part/tidemark.yml", "")
        let run = try await ActionRun(
            [
                "program": "tidemark", "db": Self.url, "working-directory": "a part",
                "config": "it's *.yml", "report-dir": "my reports", "require-live": "true",
            ], on: machine)
        #expect(run.code == 0, run.said)
        let reports = machine.folder.path(of: "checkout/a part/my reports")
        #expect(
            try machine.calls(of: "tidemark").last == [
                "check", "--config", "it's *.yml", "--report-dir", reports, "--require-live",
            ])
        let environment = try machine.environment(of: "tidemark")
        #expect(environment["DATABASE_URL"] == Self.url)
        #expect(environment["DB"] == nil)
        #expect(!(try machine.folder.read("calls/tidemark.processes")).contains(Self.secret))
        #expect(!run.everything.contains(Self.secret), run.said)
        #expect(
            run.outputs == [
                "verdict": "clean", "exit-code": "0", "report-dir": reports,
                "report-json": "\(reports)/report.json",
                "report-markdown": "\(reports)/report.md",
                "report-sarif": "\(reports)/report.sarif",
                "report-junit": "\(reports)/report.junit.xml",
                "report-html": "\(reports)/report.html", "report-text": "",
            ])
    }

    @Test(arguments: [
        (0, "clean"), (1, "failed"), (2, "not-clean"), (3, "part-way"), (64, "usage"),
        (69, "unreachable"), (70, "defect"), (75, "locked"), (130, "interrupted"),
        (143, "interrupted"), (139, "defect"),
    ])
    func theVerdictIsThatOfTheExitCode(_ code: Int, _ verdict: String) async throws {
        let machine = try Machine()
        try machine.standIn("tidemark", doing: "[ \"$1\" != check ] || exit \(code)")
        let run = try await ActionRun(["program": "tidemark"], on: machine)
        #expect(run.code == code, run.said)
        #expect(run.outputs["verdict"] == verdict)
        #expect(run.outputs["exit-code"] == "\(code)")
        #expect(run.outputs["report-sarif"] == "", "nothing was written")
        let accepted = try await ActionRun(
            ["program": "tidemark", "accept": "7 \(code)"], on: machine)
        #expect(accepted.code == 0, accepted.said)
        #expect(accepted.outputs["exit-code"] == "\(code)")
    }

    @Test func withheldSecretsAreNoDatabase() async throws {
        for (input, variable, expected) in [
            ("", nil, nil), ("", "", nil), ("", "host=job", "host=job"),
            ("host=input", "host=job", "host=input"),
        ] as [(String, String?, String?)] {
            let machine = try Machine()
            try machine.standIn("tidemark")
            let run = try await ActionRun(
                ["program": "tidemark", "db": input], on: machine,
                extra: variable.map { ["DATABASE_URL": $0] } ?? [:])
            #expect(run.code == 0, run.said)
            #expect(try machine.environment(of: "tidemark")["DATABASE_URL"] == expected)
        }
    }

    @Test func anotherCommandPrintsIntoTheSummary() async throws {
        let machine = try Machine()
        try machine.standIn("tidemark", doing: "echo '```'; echo \"apply *\"; echo talk >&2")
        try machine.folder.write("checkout/file", "")
        let run = try await ActionRun(
            ["program": "tidemark", "command": "plan  --exit-code\n * $HOME `id`"], on: machine)
        #expect(run.code == 0, run.said)
        #expect(
            try machine.calls(of: "tidemark").last
                == ["plan", "--exit-code", "*", "$HOME", "`id`"])
        #expect(run.everything.contains("apply *"), run.said)
        #expect(run.everything.contains("talk"), run.said)
        let summary = try machine.folder.read("files/summary")
        #expect(summary == "### tidemark plan\n\n    ```\n    apply *\n\n")
        #expect(try readFile(#require(run.outputs["report-text"])) == "```\napply *\n")
    }

    @Test(arguments: ["check --db \(url)", "check --db=\(url)", "", " \n"])
    func aCommandWithADatabaseOrNoneIsRefused(_ command: String) async throws {
        let machine = try Machine()
        try machine.standIn("tidemark")
        let run = try await ActionRun(["program": "tidemark", "command": command], on: machine)
        #expect(run.code == 64, run.said)
        #expect(run.everything.contains("::error::"), run.said)
        #expect(!run.everything.contains(Self.secret), run.said)
        #expect(try machine.calls(of: "tidemark").allSatisfy { $0 == ["--version"] })
    }

    @Test func reportsOfAnEarlierRunAreNotThoseOfThisOne() async throws {
        let machine = try Machine()
        try machine.standIn("tidemark", doing: "[ \"$1\" != check ] || exit 69")
        for kind in ["md", "sarif", "html", "txt"] {
            try machine.folder.write("checkout/reports/report.\(kind)", "old")
        }
        try machine.folder.write("checkout/reports/mine.md", "kept")
        let run = try await ActionRun(
            ["program": "tidemark", "report-dir": "reports"], on: machine)
        #expect(run.code == 69, run.said)
        #expect(run.outputs["report-markdown"] == "")
        #expect(run.outputs["report-text"] == "")
        #expect(try machine.folder.read("checkout/reports/mine.md") == "kept")
    }

    /// The runner signals the shell of a step only: SIGINT, and SIGTERM 7.5 seconds later.
    @Test(arguments: ["check", "up"])
    func aJobThatIsCancelledStopsTidemarkInGoodOrder(_ command: String) async throws {
        let machine = try Machine()
        try machine.standIn("tidemark", doing: Machine.waitingForSIGTERM)
        let step = try #require(try StepScript.ofAction().first { $0.id == "run" })
        var expressions = try ActionRun.inputs(["command": command])
        expressions.values["steps.find.outputs.program"] = machine.folder.path(of: "bin/tidemark")
        let (ended, outputs) = try await machine.run(step, expressions) { process in
            try await machine.whenWaiting {
                kill(process, SIGINT)
                try await Task.sleep(for: .milliseconds(100))
                kill(process, SIGTERM)
            }
        }
        #expect(ended.exitCode == 0, ended.said)
        #expect(ended.output == "stopped\n", ended.said)
        #expect(outputs["exit-code"] == "143")
        #expect(outputs["verdict"] == "interrupted")
    }
}
