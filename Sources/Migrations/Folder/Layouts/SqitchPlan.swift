import Findings

/// The changes and tags of a `sqitch.plan`, in order.
struct SqitchPlan {
    struct Change {
        var name: String
        /// Which occurrence of the name it is, from 1; more than one means that it was reworked.
        var occurrence: Int
        var requires: [String]
        var tags: [String] = []
        /// Tags between this change and its rework, nearest to the rework first: one of them is in
        /// the names of its files.
        var reworkTags: [String] = []
        var line: Int
    }

    private(set) var project: String?
    private(set) var changes: [Change] = []
    private let path: String

    /// Parses the text of the plan at `path`, as strictly as Sqitch does.
    init(_ text: String, path: String) throws(FolderError) {
        self.path = path
        var latest: [String: Int] = [:]
        var sinceTag: Set<String> = []
        var allTags: Set<String> = []
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            let code = line.prefix { $0 != "#" }.trimmingWhitespace()
            guard let first = code.first, code != "\u{FEFF}" else { continue }
            if first == "%" || first == "\u{FEFF}" {
                readPragma(code)
                continue
            }
            if first == "@" {
                let tag = try name(in: code.dropFirst(), line: number)
                guard !changes.isEmpty else {
                    throw malformed("the tag @\(tag) comes before any change", line: number)
                }
                guard allTags.insert(tag).inserted else {
                    throw malformed("the tag @\(tag) occurs twice", line: number)
                }
                changes[changes.count - 1].tags.append(tag)
                sinceTag = []
                continue
            }
            let change = try parseChange(code, line: number, latest: latest)
            guard sinceTag.insert(change.name).inserted else {
                throw malformed(
                    "the change \(change.name) occurs twice with no tag between", line: number)
            }
            if let earlier = latest[change.name] {
                changes[earlier].reworkTags = changes[earlier...].reversed().flatMap(\.tags)
            }
            latest[change.name] = changes.count
            changes.append(change)
        }
    }

    private mutating func readPragma(_ code: Substring) {
        let sides = code.drop { $0 == "%" || $0 == "\u{FEFF}" }.split(separator: "=", maxSplits: 1)
        if sides.count == 2, sides[0].trimmingWhitespace() == "project" {
            project = String(sides[1].trimmingWhitespace())
        }
    }

    private func parseChange(
        _ code: Substring, line: Int, latest: [String: Int]
    ) throws(FolderError) -> Change {
        var code = code
        if code.hasPrefix("+") { code = code.dropFirst().drop(while: \.isWhitespace) }
        if code.hasPrefix("-") {
            throw malformed("a change that reverts (-) is not supported", line: line)
        }
        let name = try name(in: code, line: line)
        var rest = code.dropFirst(name.count).drop(while: \.isWhitespace)
        var requires: [String] = []
        if rest.hasPrefix("[") {
            guard let end = rest.firstIndex(of: "]") else {
                throw malformed("the dependencies of \(name) are not closed with ]", line: line)
            }
            requires = rest[..<end].dropFirst().split(whereSeparator: \.isWhitespace)
                .filter { !$0.hasPrefix("!") }.map(String.init)
            rest = rest[rest.index(after: end)...].drop(while: \.isWhitespace)
        }
        let time = rest.prefix { !$0.isWhitespace }
        guard time.utf8.count == 20, time.hasSuffix("Z"), rest.hasSuffix(">") else {
            throw malformed("the change \(name) has no time and planner", line: line)
        }
        let before = latest[name].map { changes[$0].occurrence } ?? 0
        return Change(name: name, occurrence: before + 1, requires: requires, line: line)
    }

    private func name(in code: Substring, line: Int) throws(FolderError) -> String {
        let name = code.prefix { !$0.isWhitespace }
        let isForbidden = { (character: Character) in "@:#[]\\".contains(character) }
        let isPunctuation = { (character: Character) in
            "-!\"#$%&'()*+,./:;<=>?@[\\]^`{|}~".contains(character)
        }
        guard let first = name.first, let last = name.last, !isPunctuation(first),
            !isPunctuation(last), !name.contains(where: isForbidden)
        else { throw malformed("\"\(name)\" is not a name that Sqitch allows", line: line) }
        return String(name)
    }

    private func malformed(_ message: String, line: Int) -> FolderError {
        FolderError(
            code: .malformed, message: message, location: Location(file: path, line: line),
            remedy: "mend the line; sqitch plan shows how Sqitch reads the file")
    }
}
