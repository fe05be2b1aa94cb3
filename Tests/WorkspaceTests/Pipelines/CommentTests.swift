import Testing
import TidemarkTesting

/// The comment that db-staging leaves on a pull request.
@Suite struct CommentTests {
    private static let values = [
        "github.token": "token", "github.event.pull_request.number": "7",
        "needs.offline.outputs.verdict || needs.offline.result": "clean",
        "needs.staging.outputs.up || needs.staging.result": "clean",
        "needs.staging.outputs.check || needs.staging.result": "not-clean",
        "github.server_url": "https://github.com", "github.repository": "owner/name",
        "github.run_id": "42",
    ]

    /// A stand-in that knows one comment, or none, and keeps what it is to send.
    private static func answering(_ id: String) -> String {
        """
        case " $* " in
        *' --paginate '*) printf '%s' '\(id)' ;;
        *) cp comment.md "$RUNNER_TEMP/sent" ;;
        esac
        """
    }

    private func comment(
        _ reports: [String: String], on machine: Machine, known: String = ""
    ) async throws -> String {
        try machine.standIn("gh", doing: Self.answering(known))
        for (path, text) in reports { try machine.folder.write("checkout/reports/\(path)", text) }
        let steps = try StepScript.ofJob("comment", in: ".github/workflows/db-staging.yml")
        let (ended, _) = try await machine.run(
            try #require(steps.first), Expressions(values: Self.values),
            extra: ["GITHUB_REPOSITORY": "owner/name"])
        #expect(ended.exitCode == 0, ended.said)
        return try machine.folder.read("temp/sent")
    }

    @Test func theFirstOneIsWritten() async throws {
        let machine = try Machine()
        let text = try await comment(
            [
                "staging/report.md": "## Drift\n", "offline/report.md": "## Nothing\n",
                "up/report.txt": "applied ``` 1\n",
            ], on: machine)
        #expect(
            text == """
                <!-- tidemark db-staging -->
                ### Migrations on staging

                | without a database | up | check | |
                |---|---|---|---|
                | clean | clean | not-clean | [run](https://github.com/owner/name/actions/runs/42) |

                <details><summary>up</summary>

                    applied ``` 1

                </details>

                ## Drift

                """)
        let calls = try machine.calls(of: "gh")
        #expect(calls.count == 2)
        #expect(calls.last?.contains("POST") == true)
        #expect(calls.last?.contains("repos/owner/name/issues/7/comments") == true)
    }

    @Test func aLaterOneReplacesIt() async throws {
        let machine = try Machine()
        let text = try await comment(
            ["offline/report.md": "## Nothing\n"], on: machine, known: "11\n12\n")
        #expect(text.hasSuffix("## Nothing\n"), "without a live report that of the private server")
        let last = try #require(try machine.calls(of: "gh").last)
        #expect(last.contains("PATCH"))
        #expect(last.contains("repos/owner/name/issues/comments/11"))
    }

    @Test func noReportIsSaid() async throws {
        let text = try await comment([:], on: try Machine())
        #expect(text.contains("| clean | clean | not-clean |"))
    }

    @Test func whatGitHubWouldRefuseIsCut() async throws {
        let line = String(repeating: "ü€", count: 50) + "\n"
        let text = try await comment(
            ["staging/report.md": String(repeating: line, count: 1000)], on: try Machine())
        #expect(text.utf8.count < 65_536)
        #expect(text.utf8.count > 63_000)
        #expect(!text.contains("\u{FFFD}"), "cut inside a character")
        #expect(text.contains("Cut here"))
    }
}
