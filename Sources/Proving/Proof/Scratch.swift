import Glibc
import Subprocess
import SystemPackage

/// Why there is no folder to work in.
package struct ScratchError: Error, Sendable {
    /// The number of the error.
    package var errno: Int32
}

/// A temporary folder of this process.
package struct Scratch: Sendable {
    /// Its path.
    package let path: String

    /// Makes the folder where `TMPDIR` says, else in `/tmp`.
    ///
    /// - Throws: `ScratchError`.
    package init(_ name: String = "tidemark") throws(ScratchError) {
        let parent = FileSystem.environment("TMPDIR")["TMPDIR"] ?? "/tmp"
        var template = Array("\(parent)/\(name)-XXXXXX".utf8CString)
        guard let made = unsafe mkdtemp(&template) else { throw ScratchError(errno: errno) }
        path = unsafe String(cString: made)
    }

    /// Removes it with everything in it.
    package func remove() async {
        _ = try? await run(
            .name("rm"), arguments: ["-rf", "--", path], output: .discarded, error: .discarded)
    }
}
