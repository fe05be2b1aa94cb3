/// Appends a text as a JSON string, with its quotes.
///
/// Control characters are escaped, those above ASCII (U+0080–U+009F) too, because a terminal obeys them; every
/// other character stands for itself. The bytes are taken for UTF-8 and not checked.
public func appendJSONString(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    // Nearly every text stands for itself as a whole.
    var plain = 0
    while plain < text.count, isPlain(text[plain]) { plain += 1 }
    unsafe text.extracting(0..<plain).withUnsafeBufferPointer { run in
        unsafe bytes.append(contentsOf: run)
    }
    var previous: UInt8 = 0
    for index in plain..<text.count {
        let byte = text[index]
        if isPlain(byte) {
            bytes.append(byte)
        } else if byte == 0xC2 {
            bytes.append(byte)
        } else {
            escape(byte, to: &bytes)
        }
        // C1 controls are C2 80 to C2 9F in UTF-8; the C2 is already written.
        if previous == 0xC2, byte < 0xA0 {
            bytes.removeLast(2)
            escape(byte, to: &bytes)
        }
        previous = byte
    }
    bytes.append(UInt8(ascii: "\""))
}

private func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
    case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
    case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
    case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
    case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
    default:
        bytes.append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u00").utf8)
        bytes.append(contentsOf: String(byte, radix: 16).utf8)
    }
}

/// Whether a byte stands for itself whatever is around it; 0xC2 may begin a control character.
private func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0x7F
        && byte != 0xC2
}
