import Subprocess
import SystemPackage
import Testing
import TidemarkTesting

/// What the README tells a newcomer to type works as it stands there.
@Suite struct ReadmeTests {
    @Test(.database) func theFirstFiveMinutesWork() async throws {
        let blocks = try Repository.blocks(of: "sh", in: "README.md")
        // The first is the demonstration, which builds; the second names the reader's own database.
        try #require(blocks.count >= 4)
        #expect(blocks[0].hasPrefix("scripts/demo"))
        #expect(blocks[1].hasPrefix("export DATABASE_URL="))
        let script = "set -euo pipefail\n" + blocks[2...].joined(separator: "\n")

        let database = TestDatabase.current
        let folder = try TemporaryDirectory()
        let products = try Repository.products
        let result = try await run(
            .name("bash"), arguments: ["-c", script],
            environment: .inherit.updating([
                "DATABASE_URL": database.conninfo,
                "PATH": "\(products):/usr/local/bin:/usr/bin:/bin",
            ]),
            workingDirectory: FilePath(folder.path),
            output: .string(limit: 1_000_000), error: .string(limit: 1_000_000))
        let said = Comment(rawValue: result.standardOutput + result.standardError)
        #expect(result.terminationStatus.isSuccess, said)
        #expect(result.standardOutput.contains("create_customers"), said)

        let left = try await database.query("select to_regclass('public.customers')")
        #expect(left == [[nil]], "`down` took the table away again")
    }

    @Test func everyCommandOfTheReadmeIsThere() async throws {
        let text = try Repository.text(of: "README.md")
        let products = try Repository.products
        let help = try await run(
            .path(FilePath("\(products)/tidemark")), arguments: ["--help"],
            output: .string(limit: 1_000_000), error: .string(limit: 1_000_000)
        ).standardOutput
        for match in text.matches(
            of: #/^tidemark (?:--\w+ )*(?<command>[a-z-]+)/#.anchorsMatchLineEndings())
        {
            #expect(help.contains(" \(match.command)"), "tidemark \(match.command)")
        }
    }
}
