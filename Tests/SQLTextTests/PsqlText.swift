import SQLText

/// A statement as psql sends it: without the empty lines outside quotes and comments.
func asPsqlSends(_ statement: Statement) -> String {
    let bytes = Array(statement.text.utf8)
    let tokens = tokens(
        of: statement.text, standardConformingStrings: statement.standardConformingStrings)
    var result: [UInt8] = []
    var index = 0
    for token in tokens {
        appendGap(bytes[index..<token.offset], to: &result)
        result += token.text.utf8
        index = token.offset + token.text.utf8.count
    }
    appendGap(bytes[index...], to: &result)
    return String(decoding: result, as: UTF8.self)
}

/// White space and comments between two tokens.
private func appendGap(_ gap: ArraySlice<UInt8>, to result: inout [UInt8]) {
    var index = gap.startIndex
    var depth = 0
    while index < gap.endIndex {
        let pair = Array(gap[index...].prefix(2))
        if depth == 0, pair == Array("--".utf8) {
            while index < gap.endIndex, gap[index] != 0x0A, gap[index] != 0x0D {
                result.append(gap[index])
                index += 1
            }
            continue
        }
        if pair == Array("/*".utf8) || (depth > 0 && pair == Array("*/".utf8)) {
            depth += pair == Array("/*".utf8) ? 1 : -1
            result += pair
            index += 2
            continue
        }
        if depth > 0 || gap[index] != 0x0A || result.last != 0x0A { result.append(gap[index]) }
        index += 1
    }
}

/// A text that psql sent, without the semicolon; nil when there was nothing but comments in it.
func withoutSemicolon(_ sent: String) -> String? {
    guard tokens(of: sent).contains(where: { $0.text != ";" }) else { return nil }
    return sent.hasSuffix(";") ? String(sent.dropLast()) : sent
}

extension String {
    /// Without white space at the end, of which psql drops what stands after the last statement.
    var trimmedAtEnd: String {
        var bytes = Array(utf8)
        while let last = bytes.last, [0x20, 0x0A, 0x0D, 0x09, 0x0C].contains(last) {
            bytes.removeLast()
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
