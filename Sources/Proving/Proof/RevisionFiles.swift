import Subprocess
import SystemPackage

/// Why git did not give the files of a revision.
package struct RevisionError: Error, Sendable {
    /// In one sentence without a final full stop.
    package var message: String
}

/// Puts the files that a revision of git has under a path into a folder, under the same path.
///
/// - Throws: `RevisionError` when there is no git, no repository, or nothing under the path in that revision.
package func extractFiles(
    of revision: String, under path: String, into folder: String
) async throws(RevisionError) {
    guard !revision.isEmpty, !revision.hasPrefix("-") else {
        throw RevisionError(message: "'\(revision)' is no revision")
    }
    let script = "set -o pipefail; git archive --format=tar \"$1\" -- \"$2\" | tar -x -C \"$3\""
    do {
        let ended = try await run(
            .name("bash"), arguments: ["-c", script, "bash", revision, path, folder],
            output: .discarded, error: .string(limit: 1 << 16))
        guard ended.terminationStatus.isSuccess else {
            let said = ended.standardError.split(separator: "\n").first.map(String.init)
            throw RevisionError(message: said ?? "git failed")
        }
    } catch let error as RevisionError {
        throw error
    } catch {
        throw RevisionError(message: "git cannot be run")
    }
}
