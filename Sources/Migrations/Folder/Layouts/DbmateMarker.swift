/// A `-- migrate:up` or `-- migrate:down` line, with its options.
struct DbmateMarker: Hashable {
    var isUp: Bool
    /// Whether it says `transaction:false`.
    var isWithoutTransaction: Bool

    /// Reads the text of a comment without its dashes.
    init?(_ comment: some StringProtocol) {
        let words = comment.split(whereSeparator: \.isWhitespace)
        switch words.first {
        case "migrate:up": isUp = true
        case "migrate:down": isUp = false
        default: return nil
        }
        isWithoutTransaction = words.dropFirst().contains("transaction:false")
    }
}
