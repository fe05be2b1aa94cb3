import Findings
import SQLText

/// Reads graphile-migrate: `committed/000001-name.sql`, each with the hash of itself and of the one
/// before in its header.
///
/// Given the project folder or `migrations/`, it goes on in `committed/`. The chain is verified,
/// except where the header says `--! AllowInvalidHash`.
func readGraphile(_ source: inout FolderSource) throws(FolderError) -> [Migration] {
    for candidate in ["committed", "migrations/committed"] {
        let path = source.path(of: candidate)
        if kindOfPath(path) == .folder {
            try source.enter(path)
            break
        }
    }
    var files = source.filesOfRoot { stem in
        guard let parts = NumberedName(stem), parts.separator == nil || parts.separator == "-"
        else { return nil }
        return FoundFile(
            version: String(parts.version), name: String(parts.name), direction: .up)
    }
    files.sort { VersionOrder.numeric.precedes($0.version, $1.version) }
    var previous: String?
    for index in files.indices where !files[index].isCode {
        let path = files[index].path
        guard let bytes = source.contents(of: path) else { continue }
        let header = GraphileHeader(String(decoding: bytes, as: UTF8.self))
        source.verify(header, of: path, previous: previous)
        previous = header.fields["Hash"]
        if header.body.utf8.starts(with: "--!".utf8), header.saysNoTransaction {
            files[index].transactionMode = .none(reason: "--! no-transaction")
        }
        source.reportIncludes(header.body, of: path)
    }
    files += source.filesOfDownFolder(for: files)
    return source.pair(files)
}

/// The `--! Key: value` lines at the head of a committed file, and what follows them.
struct GraphileHeader {
    var fields: [String: String] = [:]
    var lineCount = 0
    var body: Substring
    var hasWindowsLineEnds: Bool

    init(_ text: String) {
        let text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        hasWindowsLineEnds = text.utf8.contains(0x0D)
        var rest = text.unicodeScalars
        while true {
            let line = Substring(rest.prefix { $0 != "\n" })
            guard line.hasPrefix("--! "), line.dropFirst(4).first?.isUppercase == true
            else { break }
            let sides = line.dropFirst(4).split(separator: ":", maxSplits: 1)
            fields[String(sides[0].trimmingWhitespace())] =
                sides.count > 1 ? String(sides[1].trimmingWhitespace()) : ""
            lineCount += 1
            rest = rest.dropFirst(line.unicodeScalars.count + 1)
        }
        body = Substring(rest).trimmingWhitespace()
    }

    /// Whether the first line of the body is `--! no-transaction`.
    var saysNoTransaction: Bool {
        let line = body.prefix { !$0.isNewline }
        guard line.hasPrefix("--!") else { return false }
        let words = line.dropFirst(3).trimmingWhitespace()
        guard words.hasPrefix("no-transaction") else { return false }
        let next = words.dropFirst("no-transaction".count).first
        return next.map { !$0.isLetter && !$0.isNumber && $0 != "_" } ?? true
    }

    /// What the header should say, in the tool's own computation.
    func hash(after previous: String?) -> String? {
        guard let digest = RunningDigest(.sha1) else { return nil }
        let text = "\(previous ?? "")\n\(body)"
        digest.update("\(text.trimmingWhitespace())\n".utf8)
        return "sha1:\(digest.hexadecimal)"
    }
}

extension FolderSource {
    fileprivate mutating func verify(
        _ header: GraphileHeader, of path: String, previous: String?
    ) {
        guard let hash = header.fields["Hash"], let said = header.fields["Previous"] else {
            report(
                "graphile-header-missing", .warning,
                "\(path) has no --! Previous: and --! Hash: lines", paths: [path], line: 1,
                remedy: "commit it with graphile-migrate commit")
            return
        }
        let before = said == "-" ? nil : said
        if before != previous {
            report(
                "graphile-chain-broken", .error,
                "\(path) follows \(before ?? "nothing"), but the file before it is "
                    + "\(previous ?? "nothing")",
                paths: [path], line: 1, remedy: "put the files back in the order of their hashes")
        }
        let isAllowed = header.fields["AllowInvalidHash"] != nil
        guard let computed = header.hash(after: before), computed != hash, !isAllowed
        else { return }
        report(
            "graphile-hash-mismatch", .error,
            "\(path) was edited after it was committed: its hash is \(computed), its header says "
                + hash,
            paths: [path], line: header.lineCount,
            remedy: header.hasWindowsLineEnds
                ? "the file has CRLF line ends: check it out with LF (.gitattributes: -text)"
                : "undo the edit, or accept it with a line --! AllowInvalidHash in the header")
    }

    fileprivate mutating func reportIncludes(_ body: Substring, of path: String) {
        guard body.contains("--!") else { return }
        let lines = body.split(whereSeparator: \.isNewline).map { $0.trimmingWhitespace() }
        guard lines.contains(where: { $0.hasPrefix("--!include ") || $0.hasPrefix("--! include ") })
        else { return }
        report(
            "graphile-include", .error,
            "\(path) includes another file, which committed files of graphile-migrate do not",
            paths: [path], remedy: "commit it with graphile-migrate commit, which writes it out")
    }
}
