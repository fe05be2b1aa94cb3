import ArgumentParser
import Testing
import Tidemark

@testable import TidemarkCLI

/// Exit code 70, which no input that we know of produces.
struct DefectTests {
    private struct Unforeseen: Error {}

    @Test func anErrorThatNobodyHasThoughtOfIs70() async throws {
        let context = CommandContext(name: "up", options: try GlobalOptions.parse(["--quiet"]))
        let status = try await endStatus(of: context) { _ in throw Unforeseen() }
        #expect(status.rawValue == 70)
    }
}
