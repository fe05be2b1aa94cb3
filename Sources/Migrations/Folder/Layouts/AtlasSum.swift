import Findings
import SQLText

/// The lines of an `atlas.sum`: a sum of sums, then name and running SHA-256 of each file.
struct AtlasSum {
    var total: String
    var lines: [(name: String, hash: String)]

    init?(_ text: String) {
        var rows = text.split(whereSeparator: \.isNewline)
        guard let first = rows.first, first.hasPrefix("h1:") else { return nil }
        rows.removeFirst()
        total = String(first.dropFirst(3))
        lines = []
        for row in rows {
            guard let mark = row.range(ofWord: " h1:") else { return nil }
            lines.append((String(row[..<mark.lowerBound]), String(row[mark.upperBound...])))
        }
    }

    /// The sum that the first line should have.
    var computedTotal: String? {
        guard let digest = RunningDigest(.sha256) else { return nil }
        for line in lines {
            digest.update(line.name.utf8)
            digest.update(line.hash.utf8)
        }
        return digest.base64
    }
}

extension Substring {
    /// The last place of `word`, without Foundation.
    fileprivate func range(ofWord word: String) -> Range<Index>? {
        var index = endIndex
        while index > startIndex {
            index = self.index(before: index)
            if self[index...].hasPrefix(word) {
                return index..<self.index(index, offsetBy: word.count)
            }
        }
        return nil
    }
}

extension FolderSource {
    /// Verifies `atlas.sum` where the folder has one; it covers UP files only.
    ///
    /// The sum runs on from file to file, so the first line that differs is where the edit is, and
    /// the lines after it say nothing more.
    mutating func verifyAtlasSum(of files: [FoundFile]) {
        let path = self.path(of: "atlas.sum")
        guard entries.contains(where: { $0.name == "atlas.sum" }), let bytes = contents(of: path)
        else { return }
        let remedy = "if the change is meant: atlas migrate hash"
        guard let sum = AtlasSum(String(decoding: bytes, as: UTF8.self)) else {
            report(
                "atlas-sum-malformed", .error, "\(path) is not a sum file", paths: [path], line: 1,
                remedy: remedy)
            return
        }
        if let total = sum.computedTotal, total != sum.total {
            report(
                "atlas-sum-edited", .error,
                "the first line of \(path) does not fit its other lines",
                paths: [path], line: 1, remedy: remedy)
        }
        guard let digest = RunningDigest(.sha256) else { return }
        let present = files.filter { $0.direction != .down && !$0.isCode }.map(\.path)
            .sorted { $0.precedesInBytes($1) }
        var rows = sum.lines.enumerated().makeIterator()
        let listed = Set(sum.lines.map(\.name))
        for file in present {
            let name = lastComponent(file)
            digest.update(name.utf8)
            guard let content = contents(of: file) else { return }
            if Self.atlasSumIgnores(content) { continue }
            guard listed.contains(name) else {
                report(
                    "atlas-sum-lacks-file", .error, "\(file) is not in \(path)",
                    paths: [file], remedy: remedy)
                return
            }
            guard let (index, row) = rows.next() else { return }
            guard row.name == name else {
                report(
                    "atlas-sum-file-missing", .error,
                    "\(path) lists \(row.name), which is not in the folder", paths: [path],
                    line: index + 2, remedy: "bring the file back; " + remedy)
                return
            }
            digest.update(content)
            guard digest.base64 == row.hash else {
                report(
                    "atlas-sum-mismatch", .error,
                    "\(file) was edited after \(path) was written", paths: [file],
                    remedy: "undo the edit (CRLF line ends count); " + remedy)
                return
            }
        }
        if let (index, row) = rows.next() {
            report(
                "atlas-sum-file-missing", .error,
                "\(path) lists \(row.name), which is not in the folder", paths: [path],
                line: index + 2, remedy: "bring the file back; " + remedy)
        }
    }

    /// Whether the first line says that the file is left out of the sum.
    private static func atlasSumIgnores(_ content: [UInt8]) -> Bool {
        let line = String(decoding: content.prefix { $0 != 0x0A }, as: UTF8.self)
        guard let directive = AtlasDirective(line) else { return false }
        return directive.name == "sum" && directive.value == "ignore"
    }
}
