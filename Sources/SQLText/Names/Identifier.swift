/// The identifier as the catalog holds it: quotes removed, or else ASCII letters folded to lower case.
///
/// `U&"…"` is decoded with the default escape character; a name longer than the server's 63 bytes is
/// not cut. Nil when it is no identifier.
public func parseIdentifier(_ source: String) -> String? {
    let bytes = Array(source.utf8)
    guard let first = bytes.first else { return nil }
    if first == 0x22 { return unquoted(bytes.dropFirst()) }
    if bytes.count > 3, first | 0x20 == 0x75, bytes[1] == 0x26, bytes[2] == 0x22 {
        return unquoted(bytes.dropFirst(3)).flatMap(decodeUnicodeEscapes)
    }
    guard first.startsIdentifier, bytes.allSatisfy(\.continuesIdentifier) else { return nil }
    return String(
        decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
}

private func unquoted(_ rest: ArraySlice<UInt8>) -> String? {
    rest.last == 0x22 ? undoubled(rest.dropLast(), quote: 0x22) : nil
}

/// Replaces `\XXXX` (UTF-16, surrogate pairs too), `\+XXXXXX` and `\\`; nil for any other backslash.
func decodeUnicodeEscapes(_ text: String) -> String? {
    var units: [UInt16] = []
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
        guard scalar == "\\" else {
            units.append(contentsOf: UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter)
            continue
        }
        if rest.first == "\\" {
            rest.removeFirst()
            units.append(0x5C)
            continue
        }
        let isLong = rest.first == "+"
        if isLong { rest.removeFirst() }
        let length = isLong ? 6 : 4
        let digits = String(String.UnicodeScalarView(rest.prefix(length)))
        guard rest.count >= length, let value = UInt32(digits, radix: 16) else { return nil }
        rest.removeFirst(length)
        if let unit = UInt16(exactly: value) {
            units.append(unit)
        } else {
            guard let scalar = Unicode.Scalar(value), let encoded = UTF16.encode(scalar) else {
                return nil
            }
            units.append(contentsOf: encoded)
        }
    }
    return String(decoding: units, as: UTF16.self)
}
