import Subprocess
import SystemPackage
import Testing
import TidemarkTesting

/// How a program ended and what it said.
struct Ended: Sendable {
    /// The exit code, or 128 and the number of the signal.
    let exitCode: Int
    let output: String
    let complaint: String

    /// Everything, for the message of a failed expectation.
    var said: Comment { "exit \(exitCode)\n--- stdout\n\(output)\n--- stderr\n\(complaint)" }
}

/// A machine of a pipeline: folders and an environment of its own, with stand-ins for the programs that are called.
///
/// Each stand-in notes how it was called before it does what the test says.
final class Machine: Sendable {
    let folder: TemporaryDirectory
    private let variables: [String: String]

    /// Makes the folders `checkout`, `temp` and `bin`; the `PATH` is `bin` and the system's.
    init() throws {
        folder = try TemporaryDirectory()
        for empty in ["checkout", "temp", "bin", "calls", "files"] {
            try folder.write("\(empty)/.keep", "")
        }
        variables = [
            "PATH": "\(folder.path)/bin:/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8",
            "GITHUB_WORKSPACE": folder.path(of: "checkout"), "GITHUB_ACTIONS": "true",
            "RUNNER_TEMP": folder.path(of: "temp"), "RUNNER_OS": "Linux", "RUNNER_ARCH": "X64",
            "GITHUB_OUTPUT": folder.path(of: "files/output"),
            "GITHUB_STEP_SUMMARY": folder.path(of: "files/summary"),
        ]
    }

    /// Puts a stand-in on the `PATH`, or where the path says.
    ///
    /// - Parameter body: what it does after it has noted its call, in bash.
    func standIn(_ name: String, doing body: String = "") throws {
        let path = name.contains("/") ? name : "bin/\(name)"
        let calls = folder.path(of: "calls/\(name.split(separator: "/").last ?? "")")
        try folder.write(
            path,
            """
            #!/bin/bash
            printf '%s\\n' "$#" "$@" >>\(calls).arguments
            env -0 >\(calls).environment
            pwd >\(calls).directory
            # What any account of the machine can read of any process.
            cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n' >\(calls).processes
            \(body)
            """, mode: 0o755)
    }

    /// What a stand-in does to end in good order on the first SIGTERM, and at once on any other.
    static let waitingForSIGTERM = """
        stop() { trap 'echo again; exit 3' TERM; sleep 0.3; echo stopped; exit 143; }
        trap stop TERM
        trap 'echo interrupted; exit 130' INT
        touch "$RUNNER_TEMP/waiting"
        for _ in $(seq 600); do sleep 0.1; done
        """

    /// Does something once a stand-in waits for its signal.
    func whenWaiting(_ body: () async throws -> Void) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while (try? folder.read("temp/waiting")) == nil {
            try #require(ContinuousClock.now < deadline)
            try await Task.sleep(for: .milliseconds(20))
        }
        try await body()
    }

    /// The calls of a stand-in so far: the arguments of each.
    func calls(of name: String) throws -> [[String]] {
        guard let text = try? folder.read("calls/\(name).arguments") else { return [] }
        var calls: [[String]] = []
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        while let count = lines.first.flatMap({ Int($0) }) {
            calls.append(lines.dropFirst().prefix(count).map { String($0) })
            lines = lines.dropFirst(count + 1)
        }
        return calls
    }

    /// The environment of the last call of a stand-in.
    func environment(of name: String) throws -> [String: String] {
        var found: [String: String] = [:]
        for entry in try folder.read("calls/\(name).environment").split(separator: "\0") {
            let parts = entry.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            found[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
        }
        return found
    }

    /// Runs a program in a folder of the machine, and does something meanwhile.
    func run(
        _ program: String, _ arguments: [String] = [], in directory: String = "checkout",
        extra: [String: String] = [:],
        during body: (Int32) async throws -> Void = { _ in }
    ) async throws -> Ended {
        var environment: [Environment.Key: String] = [:]
        for (name, value) in variables.merging(extra, uniquingKeysWith: { $1 }) {
            environment[.init(stringLiteral: name)] = value
        }
        let result = try await Subprocess.run(
            .path(FilePath(program)), arguments: Arguments(arguments),
            environment: .custom(environment),
            workingDirectory: FilePath(folder.path(of: directory)), input: .none,
            output: .string(limit: 10_000_000), error: .string(limit: 10_000_000)
        ) { execution in
            try await body(execution.processIdentifier.value)
        }
        let code =
            switch result.terminationStatus {
            case .exited(let code): Int(code)
            case .signaled(let signal): 128 + Int(signal)
            }
        return Ended(
            exitCode: code, output: result.standardOutput, complaint: result.standardError)
    }

    /// Runs a step as the runner does with `shell: bash`, and reads the outputs that it wrote.
    func run(
        _ step: StepScript, _ expressions: Expressions, extra: [String: String] = [:],
        during body: (Int32) async throws -> Void = { _ in }
    ) async throws -> (ended: Ended, outputs: [String: String]) {
        try folder.write("files/step.sh", step.script)
        try folder.write("files/output", "")
        var environment = extra
        for (name, value) in step.environment {
            environment[name] = try expressions.render(value)
        }
        let ended = try await run(
            "/bin/bash",
            ["--noprofile", "--norc", "-eo", "pipefail", folder.path(of: "files/step.sh")],
            in: "checkout/\(try expressions.render(step.directory))", extra: environment,
            during: body)
        var outputs: [String: String] = [:]
        for line in try folder.read("files/output").split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            try #require(parts.count == 2, "\(line)")
            outputs[String(parts[0])] = String(parts[1])
        }
        return (ended, outputs)
    }
}
