/// A place in the text of a statement.
public struct StatementLocation: Sendable, Hashable {
    /// UTF-8 bytes before the place.
    public var utf8Offset: Int
    /// Line, from 1.
    public var line: Int
    /// Column in characters, from 1.
    public var column: Int
}

extension ServerError {
    /// Where `position` lies in the statement that was sent.
    ///
    /// The server counts code points from 1. A position one past the end is the end of input;
    /// anything farther gives nil, as it belongs to another text.
    public func location(in statement: String) -> StatementLocation? {
        position.flatMap { StatementLocation(character: $0, in: statement) }
    }

    /// Where `internalPosition` lies in `internalQuery`.
    public var internalLocation: StatementLocation? {
        guard let internalPosition, let internalQuery else { return nil }
        return StatementLocation(character: internalPosition, in: internalQuery)
    }
}

extension StatementLocation {
    init?(character: Int, in text: String) {
        guard character >= 1 else { return nil }
        var remaining = character - 1
        utf8Offset = 0
        line = 1
        column = 1
        for byte in text.utf8 {
            // Only a byte that starts a code point counts as a character.
            let startsCharacter = byte & 0xC0 != 0x80
            if startsCharacter {
                if remaining == 0 { return }
                remaining -= 1
                column += 1
            }
            utf8Offset += 1
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            }
        }
        if remaining > 0 { return nil }
    }
}
