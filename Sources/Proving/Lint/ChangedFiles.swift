import Subprocess
import SystemPackage

/// Why git did not say which files changed.
package struct ChangedFilesError: Error, Sendable {
    /// In one sentence without a final full stop.
    package var message: String
}

/// The files that are not as a revision of git has them, new ones included, relative to the working directory.
///
/// What is deleted is not listed.
///
/// - Throws: `ChangedFilesError` when there is no git, no repository or no such revision.
package func readChangedFiles(since revision: String) async throws -> Set<String> {
    // The double dash keeps a revision from being taken for a path, and its own dash for an option.
    guard !revision.isEmpty, !revision.hasPrefix("-") else {
        throw ChangedFilesError(message: "'\(revision)' is no revision")
    }
    let base = (try? await git(["merge-base", revision, "HEAD"]))?.first ?? revision
    let changed = try await git([
        "diff", "--name-only", "--relative", "--diff-filter=d", base, "--",
    ])
    let new = try await git(["ls-files", "--others", "--exclude-standard"])
    return Set(changed + new)
}

/// The lines that git answers.
private func git(_ arguments: [String]) async throws -> [String] {
    do {
        let ended = try await run(
            .name("git"), arguments: Arguments(["-c", "core.quotePath=false"] + arguments),
            output: .string(limit: 1 << 24), error: .string(limit: 1 << 16))
        guard ended.terminationStatus.isSuccess else {
            let said = ended.standardError.split(separator: "\n").first.map(String.init)
            throw ChangedFilesError(message: said ?? "git failed")
        }
        return ended.standardOutput.split(separator: "\n").map(String.init)
    } catch let error as ChangedFilesError {
        throw error
    } catch {
        throw ChangedFilesError(message: "git cannot be run")
    }
}
