/// A text that is not JSON, and where.
public struct JSONFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, without quoting the text.
    public let message: String
    /// The line, from 1.
    public let line: Int
    /// The column in Unicode scalars, from 1.
    public let column: Int

    /// `line:column: message`.
    public var description: String { "\(line):\(column): \(message)" }
}

extension JSONValue {
    /// Parses one JSON text as RFC 8259 has it, and nothing beyond.
    ///
    /// Refused, where many parsers are lax: a key twice in one object, a lone surrogate, a byte-order mark, bytes that are not
    /// UTF-8, a whole number beyond 64 bits (it would lose digits), more than 512 levels, anything after the value.
    ///
    /// - Throws: `JSONFailure` with the place of the first problem.
    public static func parse(_ bytes: [UInt8]) throws(JSONFailure) -> JSONValue {
        var parser = JSONParser(bytes: bytes)
        return try parser.document()
    }

    /// Parses a text, as `parse` does bytes.
    public static func parse(_ text: String) throws(JSONFailure) -> JSONValue {
        try parse(Array(text.utf8))
    }
}

/// Reads values from bytes, from front to back.
private struct JSONParser {
    let bytes: [UInt8]
    var index = 0

    static let deepest = 512

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func document() throws(JSONFailure) -> JSONValue {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw failure("a byte-order mark is not part of JSON")
        }
        let value = try value(depth: 0)
        skipSpace()
        guard index == bytes.count else { throw failure("something follows the value") }
        return value
    }

    private mutating func value(depth: Int) throws(JSONFailure) -> JSONValue {
        guard depth <= Self.deepest else {
            throw failure("nested deeper than \(Self.deepest) levels")
        }
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return .object(try object(depth: depth))
        case UInt8(ascii: "["): return .array(try array(depth: depth))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case nil: throw failure("the text ends where a value is needed")
        case let byte? where byte == UInt8(ascii: "-") || isDigit(byte): return try number()
        default: throw failure("a value is needed here")
        }
    }

    private mutating func object(depth: Int) throws(JSONFailure) -> JSONObject {
        index += 1
        var members: [JSONObject.Member] = []
        var keys: Set<String> = []
        skipSpace()
        if take("}") { return JSONObject() }
        while true {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw failure("a key in quotes is needed") }
            let start = index
            let key = try string()
            // A set is worth its cost only for many keys. It also finds two spellings of one text,
            // which are two keys; `index` compares bytes.
            if members.count == 16 { keys = Set(members.map(\.key)) }
            let isNew =
                members.count >= 16 && keys.insert(key).inserted
                || JSONObject(members).index(of: key) == nil
            guard isNew else {
                index = start
                throw failure("this key stands twice in its object")
            }
            skipSpace()
            guard take(":") else { throw failure("a : is needed after the key") }
            members.append(.init(key: key, value: try value(depth: depth + 1)))
            skipSpace()
            if take("}") { return JSONObject(members) }
            guard take(",") else { throw failure("a , or } is needed") }
        }
    }

    private mutating func array(depth: Int) throws(JSONFailure) -> [JSONValue] {
        index += 1
        var elements: [JSONValue] = []
        skipSpace()
        if take("]") { return [] }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return elements }
            guard take(",") else { throw failure("a , or ] is needed") }
        }
    }

    private mutating func string() throws(JSONFailure) -> String {
        index += 1
        let start = index
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20
        {
            index += 1
        }
        // Without escapes, which is nearly always, the bytes are the text.
        if peek == UInt8(ascii: "\"") {
            defer { index += 1 }
            return try text(bytes[start..<index], at: start)
        }
        var unescaped = Array(bytes[start..<index])
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                defer { index += 1 }
                return try text(unescaped[...], at: start)
            case UInt8(ascii: "\\"): try escape(into: &unescaped)
            case ..<0x20: throw failure("a control character must be escaped")
            default:
                unescaped.append(byte)
                index += 1
            }
        }
        throw failure("the text ends inside a string")
    }

    private mutating func escape(into unescaped: inout [UInt8]) throws(JSONFailure) {
        let start = index
        index += 1
        let byte = peek
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            unescaped.append(byte ?? 0)
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0C)
        case UInt8(ascii: "n"): unescaped.append(0x0A)
        case UInt8(ascii: "r"): unescaped.append(0x0D)
        case UInt8(ascii: "t"): unescaped.append(0x09)
        case UInt8(ascii: "u"):
            var unit = try hexadecimal(from: start)
            if 0xD800..<0xDC00 ~= unit, take("\\"), take("u") {
                let low = try hexadecimal(from: start)
                if 0xDC00..<0xE000 ~= low {
                    unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
                }
            }
            guard let scalar = Unicode.Scalar(unit) else {
                index = start
                throw failure("half of a surrogate pair")
            }
            unescaped.append(contentsOf: String(scalar).utf8)
        default:
            index = start
            throw failure("an escape that JSON does not have")
        }
    }

    private mutating func hexadecimal(from start: Int) throws(JSONFailure) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue,
                byte < 0x80
            else {
                index = start
                throw failure("\\u needs four hexadecimal digits")
            }
            unit = unit << 4 + UInt32(digit)
            index += 1
        }
        return unit
    }

    private mutating func number() throws(JSONFailure) -> JSONValue {
        let start = index
        _ = take("-")
        let leading = peek
        let digits = skipDigits()
        guard digits > 0 else { throw failure("a number needs digits") }
        guard digits == 1 || leading != UInt8(ascii: "0") else {
            index = start
            throw failure("a number may not begin with 0")
        }
        var isWhole = true
        if take(".") {
            isWhole = false
            guard skipDigits() > 0 else { throw failure("a number needs digits after its point") }
        }
        if take("e") || take("E") {
            isWhole = false
            if !take("+") { _ = take("-") }
            guard skipDigits() > 0 else { throw failure("a number needs digits in its exponent") }
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isWhole, let number = Int(text) { return .integer(number) }
        if !isWhole, let number = Double(text), number.isFinite { return .double(number) }
        index = start
        throw failure("a number beyond what can be kept")
    }

    private mutating func skipDigits() -> Int {
        let start = index
        while let byte = peek, isDigit(byte) { index += 1 }
        return index - start
    }

    private mutating func word(
        _ word: StaticString, _ value: JSONValue
    ) throws(JSONFailure) -> JSONValue {
        let letters = Array(word.description.utf8)
        guard bytes[index...].starts(with: letters) else {
            throw failure("a value is needed here")
        }
        index += letters.count
        return value
    }

    private var peek: UInt8? {
        index < bytes.count ? bytes[index] : nil
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            index += 1
        }
    }

    private func text(_ slice: ArraySlice<UInt8>, at start: Int) throws(JSONFailure) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else {
            var failed = self
            failed.index = start
            throw failed.failure("a string that is not UTF-8")
        }
        return text
    }

    private func failure(_ message: String) -> JSONFailure {
        let before = bytes[..<min(index, bytes.count)]
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        // Every byte but UTF-8's continuations begins a character.
        let column = bytes[start..<before.endIndex].count { $0 & 0xC0 != 0x80 } + 1
        return JSONFailure(message: message, line: line, column: column)
    }
}

private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
