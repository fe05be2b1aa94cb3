/// The name as SQL: as it is when it is a plain lower-case identifier and no key word, else in double
/// quotes.
///
/// The name is taken for what the catalog holds, without case folding.
public func quoteIdentifier(_ name: String) -> String {
    isPlainIdentifier(name) ? name : "\"" + doubling(0x22, in: name) + "\""
}

/// The text as an SQL string constant.
///
/// It means the same whatever `standard_conforming_strings` is: with a backslash in it it is an E''
/// constant. A NUL character, which PostgreSQL cannot hold, is not checked for.
public func quoteLiteral(_ text: String) -> String {
    let doubled = doubling(0x27, in: text)
    guard doubled.utf8.contains(0x5C) else { return "'" + doubled + "'" }
    return "E'" + doubling(0x5C, in: doubled) + "'"
}

/// The text with every `byte` twice; by bytes, since a combining mark may follow a quote.
private func doubling(_ byte: UInt8, in text: String) -> String {
    guard text.utf8.contains(byte) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 8)
    for unit in text.utf8 {
        if unit == byte { result.append(byte) }
        result.append(unit)
    }
    return String(decoding: result, as: UTF8.self)
}

private func isPlainIdentifier(_ name: String) -> Bool {
    guard let first = name.utf8.first, (0x61...0x7A).contains(first) || first == 0x5F else {
        return false
    }
    for byte in name.utf8 {
        let isLower = (0x61...0x7A).contains(byte)
        guard isLower || byte == 0x5F || byte.isDigit else { return false }
    }
    return !QuotedKeywordFilter.mayHold(name.utf8) || !quotedKeywords.contains(name)
}
