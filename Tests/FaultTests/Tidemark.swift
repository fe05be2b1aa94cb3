import PostgresSession
import Subprocess
import SystemPackage
import TidemarkTesting

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The real program, run as a process of its own.
struct Tidemark {
    /// How a process ended, and what it said.
    struct End: CustomStringConvertible {
        var exitCode: Int
        var said: String
        var description: String { "exit \(exitCode)\n\(said)" }
    }

    let folder: TemporaryDirectory

    /// Runs `up` on a database, and does something to it meanwhile.
    func up(
        on conninfo: String, during body: (pid_t) async throws -> Void = { _ in }
    ) async throws -> End {
        let result = try await run(
            .path(FilePath(Self.program)),
            arguments: Arguments([
                "--db", conninfo, "--color", "never", "up", "--no-verify", "--dir",
                folder.path(of: "sql"),
                "--down-dir", folder.path(of: "down"), "--lock-wait", "20s",
            ]),
            environment: .inherit, input: .none, output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        ) { execution in
            try await body(execution.processIdentifier.value)
        }
        let code =
            switch result.terminationStatus {
            case .exited(let code): Int(code)
            case .signaled(let signal): 128 + Int(signal)
            }
        return End(exitCode: code, said: result.standardOutput + result.standardError)
    }

    /// The program lies where the running tests lie.
    private static let program: String = {
        let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let parts = (tests ?? "").split(separator: "/").dropLast()
        return "/" + parts.joined(separator: "/") + "/tidemark"
    }()
}

/// Whether the tests that take minutes are wanted.
var isLong: Bool { unsafe getenv("TIDEMARK_LONG") != nil }

/// The numbers that are tried: all of them, or as many as there is time for, the same ones each time.
func sample(_ all: Range<Int>, _ count: Int, seed: UInt64) -> [Int] {
    guard !isLong, all.count > count else { return Array(all) }
    var state = seed
    var chosen: Set<Int> = []
    while chosen.count < count {
        // Knuth's MMIX generator: the same choice on every machine.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        chosen.insert(all.lowerBound + Int(state >> 33) % all.count)
    }
    return chosen.sorted()
}
