/// A `-- +goose …` line.
enum GooseMarker: Hashable {
    case up
    case down
    case statementBegin
    case statementEnd
    case noTransaction
    case envsubOn
    case envsubOff
    case unknown(String)

    /// Reads the text of a comment without its dashes; upper and lower case are the same.
    init?(_ comment: some StringProtocol) {
        let words = comment.lowercased().replacingDashes().split(whereSeparator: \.isWhitespace)
        guard words.first == "+goose" else { return nil }
        switch words.dropFirst().joined(separator: " ") {
        case "up": self = .up
        case "down": self = .down
        case "statementbegin": self = .statementBegin
        case "statementend": self = .statementEnd
        case "no transaction": self = .noTransaction
        case "envsub on": self = .envsubOn
        case "envsub off": self = .envsubOff
        case let other: self = .unknown(other)
        }
    }
}

extension String {
    /// goose drops every `--` of the line, not only the first.
    fileprivate func replacingDashes() -> String {
        var rest = self[...]
        var result = ""
        while let first = rest.first {
            if rest.hasPrefix("--") {
                rest = rest.dropFirst(2)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
func readDbmate(_ source: inout FolderSource) -> [Migration] { [] }
func readGoose(_ source: inout FolderSource) -> [Migration] { [] }
