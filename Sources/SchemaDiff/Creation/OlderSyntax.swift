/// A statement as servers before 16 take it: the catalog has `XMLSERIALIZE(… NO INDENT)`, which they do not know, and do
/// without.
func olderSyntax(_ sql: String) -> String {
    let bytes = Array(sql.utf8)
    let mark = Array(" NO INDENT)".utf8)
    guard sql.contains(" NO INDENT)") else { return sql }
    var result: [UInt8] = []
    var quote: UInt8?
    var index = 0
    while index < bytes.count {
        let byte = bytes[index]
        if quote == nil, bytes[index...].starts(with: mark) {
            result.append(UInt8(ascii: ")"))
            index += mark.count
            continue
        }
        if byte == quote {
            quote = nil
        } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
            quote = byte
        }
        result.append(byte)
        index += 1
    }
    return String(decoding: result, as: UTF8.self)
}
