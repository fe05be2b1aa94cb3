import Catalog

/// What a partition holds, as the server prints it behind ATTACH PARTITION.
enum PartitionBound {
    /// Rows of which the column has one of these values, or is NULL.
    case list(values: [String], hasNull: Bool)
    /// Rows from the one, included, to the other, excluded.
    case range(from: [String], to: [String])
    case hash(modulus: String, remainder: String)
    /// All rows that no other partition holds.
    case `default`

    /// Reads `FOR VALUES …` or `DEFAULT`; nil for what no version prints.
    init?(_ text: String) {
        if text == "DEFAULT" {
            self = .default
            return
        }
        guard var rest = Self.rest(of: text[...], behind: "FOR VALUES ") else { return nil }
        if let inner = Self.rest(of: rest, behind: "IN "), let (values, _) = Self.list(inner) {
            self = .list(
                values: values.filter { $0 != "NULL" }, hasNull: values.contains("NULL"))
        } else if let inner = Self.rest(of: rest, behind: "WITH "),
            let (words, _) = Self.list(inner), words.count == 2,
            let modulus = Self.rest(of: words[0][...], behind: "modulus "),
            let remainder = Self.rest(of: words[1][...], behind: "remainder ")
        {
            self = .hash(modulus: String(modulus), remainder: String(remainder))
        } else if let inner = Self.rest(of: rest, behind: "FROM "),
            let (from, behind) = Self.list(inner)
        {
            rest = behind
            guard let inner = Self.rest(of: rest, behind: " TO "), let (to, _) = Self.list(inner)
            else { return nil }
            self = .range(from: from, to: to)
        } else {
            return nil
        }
    }

    private static func rest(of text: Substring, behind words: String) -> Substring? {
        text.hasPrefix(words) ? text.dropFirst(words.count) : nil
    }

    /// The values in the parentheses at the start, and what stands behind them; quotes within literals are doubled.
    private static func list(_ text: Substring) -> (values: [String], behind: Substring)? {
        guard text.first == "(" else { return nil }
        var values: [String] = []
        var start = text.index(after: text.startIndex)
        var isQuoted = false
        for place in text.indices.dropFirst() {
            switch text[place] {
            case "'": isQuoted.toggle()
            case "," where !isQuoted:
                values.append(String(text[start..<place]))
                start = text.index(place, offsetBy: 2, limitedBy: text.endIndex) ?? text.endIndex
            case ")" where !isQuoted:
                values.append(String(text[start..<place]))
                return (values, text[text.index(after: place)...])
            default: break
            }
        }
        return nil
    }
}
