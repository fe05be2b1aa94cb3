import SQLText

/// What a string constant stands for; nil where it is no text constant or its escapes are not understood.
func constantValue(of source: String) -> String? {
    let bytes = Array(source.utf8)
    guard let first = bytes.first, bytes.last == 0x27, bytes.count > 1 else {
        return dollarQuoted(source)
    }
    if first == 0x27 { return undoubled(bytes[1..<(bytes.count - 1)]) }
    guard first | 0x20 == 0x65, bytes[1] == 0x27 else { return nil }
    var plain: [UInt8] = []
    var rest = bytes[2..<(bytes.count - 1)]
    while let byte = rest.popFirst() {
        switch byte {
        case 0x27: _ = rest.popFirst()
        case 0x5C:
            switch rest.popFirst() {
            case UInt8(ascii: "\\"): plain.append(0x5C)
            case UInt8(ascii: "'"): plain.append(0x27)
            case UInt8(ascii: "n"): plain.append(0x0A)
            case UInt8(ascii: "t"): plain.append(0x09)
            case UInt8(ascii: "r"): plain.append(0x0D)
            default: return nil
            }
            continue
        default: break
        }
        plain.append(byte)
    }
    return String(validating: plain, as: UTF8.self)
}

private func undoubled(_ inside: ArraySlice<UInt8>) -> String? {
    // A constant that goes on after a line feed has quotes that are not doubled.
    var plain: [UInt8] = []
    var rest = inside
    while let byte = rest.popFirst() {
        plain.append(byte)
        guard byte == 0x27 else { continue }
        guard rest.popFirst() == 0x27 else { return nil }
    }
    return String(validating: plain, as: UTF8.self)
}

private func dollarQuoted(_ source: String) -> String? {
    guard source.hasPrefix("$"), let end = source.dropFirst().firstIndex(of: "$") else {
        return nil
    }
    let tag = source[...end]
    let rest = source[source.index(after: end)...]
    guard rest.count >= tag.count, rest.hasSuffix(tag) else { return nil }
    return String(rest.dropLast(tag.count))
}
