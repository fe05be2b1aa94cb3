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
        guard comment.utf8.contains(UInt8(ascii: "+")) else { return nil }
        let words = comment.lowercased().split(whereSeparator: \.isWhitespace)
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
