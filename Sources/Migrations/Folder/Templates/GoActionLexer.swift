import SQLText

/// The words of one action, between `{{` and `}}`.
struct GoActionLexer {
    enum Token: Sendable, Hashable {
        /// A name such as `if` or `index`.
        case word(String)
        /// `.a.b`, `.` or `$.a.b`, without the leading dot.
        case field(String)
        /// A string or number, as its value.
        case literal(String)
        case opening
        case closing
        case pipe
        /// `$x`, `:=`, `=` or `,`, which Tidemark does not know.
        case variable(String)
    }

    /// What the action consists of, each with its offset in the template.
    private(set) var tokens: [(token: Token, offset: Int)] = []
    private let bytes: [UInt8]
    private let template: Template
    private var index: Int
    private let end: Int

    init(_ bytes: [UInt8], in range: Range<Int>, of template: Template) throws(ScriptError) {
        self.bytes = bytes
        self.template = template
        index = range.lowerBound
        end = range.upperBound
        while index < end { try readToken() }
    }

    private mutating func readToken() throws(ScriptError) {
        let start = index
        let byte = bytes[index]
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D:
            index += 1
            return
        case UInt8(ascii: "("):
            index += 1
            tokens.append((.opening, start))
        case UInt8(ascii: ")"):
            index += 1
            // (f x).field would need objects, which variables are not.
            if index < end, bytes[index] == UInt8(ascii: ".") {
                throw .unsupported("a field of a result", at: template.position(ofByte: start))
            }
            tokens.append((.closing, start))
        case UInt8(ascii: "|"):
            index += 1
            tokens.append((.pipe, start))
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
            tokens.append((.literal(try string(quote: byte)), start))
        case UInt8(ascii: ".") where !isDigit(at: index + 1):
            index += 1
            tokens.append((.field(path()), start))
        case UInt8(ascii: "$"):
            index += 1
            if index < end, bytes[index] == UInt8(ascii: ".") {
                index += 1
                tokens.append((.field(path()), start))
            } else {
                let name = word()
                tokens.append((name.isEmpty ? .field("") : .variable("$" + name), start))
            }
        case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: ","):
            index += 1
            tokens.append((.variable(String(UnicodeScalar(byte))), start))
        default:
            let isNumber = isNumberStart(byte)
            let word = isNumber ? number() : word()
            guard !word.isEmpty else {
                throw .syntax(
                    "unexpected character in a template action",
                    at: template.position(ofByte: start))
            }
            let isLiteral = isNumber || word == "true" || word == "false"
            tokens.append((isLiteral ? .literal(word) : .word(word), start))
        }
    }

    private func isDigit(at place: Int) -> Bool {
        place < end && (0x30...0x39).contains(bytes[place])
    }

    private func isNumberStart(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || ("+-.".utf8.contains(byte) && isDigit(at: index + 1))
    }

    private mutating func take(while isPart: (UInt8) -> Bool) -> String {
        let start = index
        while index < end, isPart(bytes[index]) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func word() -> String {
        take { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
        }
    }

    private mutating func number() -> String {
        take { byte in
            "+-._".utf8.contains(byte) || (0x30...0x39).contains(byte)
                || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
    }

    private mutating func path() -> String {
        var parts = [word()]
        while index < end, bytes[index] == UInt8(ascii: ".") {
            index += 1
            parts.append(word())
        }
        return parts.joined(separator: ".")
    }

    private mutating func string(quote: UInt8) throws(ScriptError) -> String {
        let start = index
        index += 1
        var value: [UInt8] = []
        while index < end, bytes[index] != quote {
            guard bytes[index] == UInt8(ascii: "\\"), quote != UInt8(ascii: "`"), index + 1 < end
            else {
                value.append(bytes[index])
                index += 1
                continue
            }
            let escapes: [UInt8: UInt8] = [
                UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D,
                UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "\""): 0x22, UInt8(ascii: "'"): 0x27,
            ]
            guard let escaped = escapes[bytes[index + 1]] else {
                throw .unsupported("this escape", at: template.position(ofByte: index))
            }
            value.append(escaped)
            index += 2
        }
        guard index < end else {
            throw .syntax("a string is not closed", at: template.position(ofByte: start))
        }
        index += 1
        return String(decoding: value, as: UTF8.self)
    }
}
