import Subprocess
import SystemPackage

/// What a program that was run to its end said.
public struct ProgramOutput: Sendable, Hashable {
    /// The exit code, or 128 and the number of the signal, as shells have it.
    public var exitCode: Int
    /// Its standard output as text.
    public var output: String
    /// Its standard error as text.
    public var complaint: String
}

/// Runs a program to its end; a name without a slash is looked up on the `PATH`.
///
/// Variables whose value is nil are taken out of the environment.
/// - Throws: when the program cannot be started, not when it fails.
public func runProgram(
    _ program: String, _ arguments: [String] = [], input: String = "",
    environment: [String: String?] = [:], directory: String? = nil
) async throws -> ProgramOutput {
    var changes: [Environment.Key: String?] = [:]
    for (name, value) in environment {
        if let key = Environment.Key(rawValue: name) { changes[key] = value }
    }
    let result = try await Subprocess.run(
        program.contains("/") ? .path(FilePath(program)) : .name(program),
        arguments: Arguments(arguments), environment: .inherit.updating(changes),
        workingDirectory: directory.map { FilePath($0) }, input: .string(input),
        output: .string(limit: 64 << 20), error: .string(limit: 64 << 20))
    let exitCode =
        switch result.terminationStatus {
        case .exited(let code): Int(code)
        case .signaled(let signal): 128 + Int(signal)
        }
    return ProgramOutput(
        exitCode: exitCode, output: result.standardOutput, complaint: result.standardError)
}
