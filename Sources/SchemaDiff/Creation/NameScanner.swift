/// Cuts what names and lists in a catalog are made of, respecting quotes and parentheses.
package enum NameScanner {
    /// The text before and behind the first `mark` outside quotes and parentheses; nil without one.
    package static func split(_ text: String, at mark: String) -> (before: String, behind: String)?
    {
        let bytes = Array(text.utf8)
        let wanted = Array(mark.utf8)
        guard let found = positions(in: bytes, of: wanted).first else { return nil }
        return (
            String(decoding: bytes[..<found], as: UTF8.self),
            String(decoding: bytes[(found + wanted.count)...], as: UTF8.self)
        )
    }

    /// The pieces between all `mark`s outside quotes and parentheses.
    package static func pieces(_ text: String, between mark: String) -> [String] {
        let bytes = Array(text.utf8)
        let wanted = Array(mark.utf8)
        var pieces: [String] = []
        var start = 0
        for position in positions(in: bytes, of: wanted) where position >= start {
            pieces.append(String(decoding: bytes[start..<position], as: UTF8.self))
            start = position + wanted.count
        }
        return pieces + [String(decoding: bytes[start...], as: UTF8.self)]
    }

    private static func positions(in bytes: [UInt8], of wanted: [UInt8]) -> [Int] {
        var found: [Int] = []
        var isQuoted = false
        var depth = 0
        for index in bytes.indices {
            if !isQuoted, depth == 0, bytes[index...].starts(with: wanted) { found.append(index) }
            switch bytes[index] {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: "(") where !isQuoted: depth += 1
            case UInt8(ascii: ")") where !isQuoted: depth -= 1
            default: break
            }
        }
        return found
    }

    /// `app.add(integer, integer)` as `app.add` and `integer, integer`.
    package static func signature(_ identity: String) -> (name: String, arguments: String) {
        guard let (name, rest) = split(identity, at: "(") else { return (identity, "") }
        return (name, String(rest.dropLast()))
    }

    /// `app` of `app.orders`, quoted as it is.
    package static func schema(of identity: String) -> String {
        split(identity, at: ".")?.before ?? ""
    }

    /// `orders` of `app.orders`, quoted as it is.
    package static func name(of identity: String) -> String {
        split(identity, at: ".")?.behind ?? identity
    }
}
