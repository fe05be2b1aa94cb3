import Findings

/// Reads Atlas: `20240101_name.sql` in the order of the names, verified against `atlas.sum`.
func readAtlas(_ source: inout FolderSource) throws(FolderError) -> [Migration] {
    var files = source.filesOfRoot { stem in
        let sides = stem.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
        guard let version = sides.first, !version.isEmpty else { return nil }
        return FoundFile(
            version: String(version), name: sides.count > 1 ? String(sides[1]) : "",
            direction: .up)
    }
    source.verifyAtlasSum(of: files)
    var checkpoints: [String] = []
    for index in files.indices where !files[index].isCode {
        guard let bytes = source.contents(of: files[index].path, limit: 8_192) else { continue }
        for directive in AtlasDirective.all(in: String(decoding: bytes, as: UTF8.self)) {
            switch directive.name {
            case "txmode" where directive.value == "none":
                files[index].transactionMode = .none(reason: "-- atlas:txmode none")
            case "checkpoint":
                checkpoints.append(files[index].path)
            case "delimiter", "txtar":
                source.report(
                    "atlas-\(directive.name)", .error,
                    "\(files[index].path) uses atlas:\(directive.name), which Tidemark does not read",
                    paths: [files[index].path], line: directive.line,
                    remedy: "end statements with ; in a plain SQL file")
            default: break
            }
        }
    }
    if let first = checkpoints.first {
        source.report(
            "atlas-checkpoint", .note,
            checkpoints.count == 1
                ? "\(first) is a checkpoint and is left out: the files before it are here"
                : "\(checkpoints.count) checkpoints are left out: the files before them are here",
            paths: checkpoints)
        files.removeAll { checkpoints.contains($0.path) }
    }
    files += source.filesOfDownFolder(for: files)
    return source.pair(files)
}

/// A line `-- atlas:name value` among the comments that a file begins with.
struct AtlasDirective {
    var name: Substring
    var value: Substring
    var line = 1

    init?(_ comment: some StringProtocol) {
        let text = Substring(comment).trimmingWhitespace()
        guard text.hasPrefix("--") || text.hasPrefix("#") else { return nil }
        let words = text.drop { $0 == "-" || $0 == "#" || $0 == " " }
        guard words.hasPrefix("atlas:") else { return nil }
        let sides = words.dropFirst("atlas:".count).split(separator: " ", maxSplits: 1)
        guard let name = sides.first else { return nil }
        self.name = name
        value = sides.count > 1 ? sides[1].trimmingWhitespace() : ""
    }

    /// The directives for the whole file: in comments at its head, set off by an empty line.
    static func all(in text: String) -> [AtlasDirective] {
        var found: [AtlasDirective] = []
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            guard line.hasPrefix("--") || line.hasPrefix("#") else {
                // Without an empty line they belong to the statement that follows.
                return line.allSatisfy(\.isWhitespace) ? found : []
            }
            if var directive = AtlasDirective(line) {
                directive.line = number
                found.append(directive)
            }
        }
        return found
    }
}
