import SQLText

/// Replaces `${NAME}` in the three dialects: ours, Flyway's and goose's.
struct DollarRenderer {
    private let template: Template
    private let variables: [String: String]
    private let bytes: [UInt8]
    private var index = 0
    private var result: RenderedText

    init(template: Template, variables: [String: String]) {
        self.template = template
        self.variables = variables
        bytes = Array(template.text.utf8)
        result = RenderedText(of: template)
    }

    mutating func render() throws(ScriptError) -> RenderedText {
        switch template.syntax {
        case .goose:
            let ranges = gooseSubstitution(in: template.text, from: template.isOnFromStart).ranges
            for range in ranges {
                copy(until: range.lowerBound)
                try renderGoose(until: range.upperBound)
            }
        case .flyway: try renderFlyway()
        case .environment, .go: try renderEnvironment()
        }
        copy(until: bytes.count)
        return result
    }

    // MARK: - Ours

    private mutating func renderEnvironment() throws(ScriptError) {
        while let dollar = bytes.firstIndex(ofSequence: Self.opening, from: index) {
            // The dollar of $${ is dropped, and its brace is text.
            if dollar > index, bytes[dollar - 1] == UInt8(ascii: "$") {
                copy(until: dollar - 1)
                index = dollar
                copy(until: dollar + 2)
                continue
            }
            copy(until: dollar)
            let nameStart = dollar + 2
            let end = bytes[nameStart...].firstIndex { !Self.isNameByte($0) } ?? bytes.count
            guard end > nameStart, !(0x30...0x39).contains(bytes[nameStart]), end < bytes.count,
                bytes[end] == UInt8(ascii: "}")
            else {
                throw ScriptError(
                    code: "template-syntax", message: "${ is not followed by a name and }",
                    position: template.position(ofByte: dollar),
                    remedy: "write $${ for a literal ${")
            }
            try substitute(text(nameStart..<end), at: dollar, through: end + 1)
        }
    }

    // MARK: - Flyway

    private mutating func renderFlyway() throws(ScriptError) {
        while let dollar = bytes.firstIndex(ofSequence: Self.opening, from: index) {
            guard let end = bytes[dollar...].firstIndex(of: UInt8(ascii: "}")) else { return }
            copy(until: dollar)
            try substitute(text(dollar + 2..<end), at: dollar, through: end + 1)
        }
    }

    // MARK: - goose

    private mutating func renderGoose(until end: Int) throws(ScriptError) {
        while index < end {
            guard let place = bytes[index..<end].firstIndex(where: Self.isSpecial) else { break }
            copy(until: place)
            let next = place + 1 < end ? bytes[place + 1] : 0x0A
            if bytes[place] == UInt8(ascii: "\\") {
                if next == UInt8(ascii: "$") {
                    index = place + 1
                    copy(until: place + 2)
                } else {
                    copy(until: next == UInt8(ascii: "\\") ? place + 2 : place + 1)
                }
            } else if next == UInt8(ascii: "$") {
                index = place + 1
                copy(until: place + 2)
            } else if next == UInt8(ascii: "(") || next == 0x0A || next == 0x0D {
                copy(until: place + 1)
            } else {
                index = place
                let value = try expansion(until: end)
                result.append(value, from: place, isValue: true)
            }
        }
        copy(until: end)
    }

    /// Reads `$NAME` or `${NAME…}` at the index, and returns its value.
    private mutating func expansion(until end: Int) throws(ScriptError) -> String {
        let dollar = index
        let isBraced = dollar + 1 < end && bytes[dollar + 1] == UInt8(ascii: "{")
        index += isBraced ? 2 : 1
        let nameStart = index
        while index < end, Self.isNameByte(bytes[index]) { index += 1 }
        guard index > nameStart, !(0x30...0x39).contains(bytes[nameStart]) else {
            throw .syntax(
                "$ is not followed by a name; goose reads $$ as one dollar where ENVSUB is on",
                at: template.position(ofByte: dollar))
        }
        let name = text(nameStart..<index)
        guard isBraced else { return try value(of: name, at: dollar) }
        let inText = result.variables
        var fallback: String?
        var coversEmpty = false
        if starts(with: ":-", before: end) {
            index += 2
            coversEmpty = true
            fallback = try word(until: end)
        } else if starts(with: "-", before: end) {
            index += 1
            fallback = try word(until: end)
        } else if starts(with: "?", before: end) {
            index += 1
            _ = try word(until: end)
        } else if starts(with: ":", before: end) {
            throw .unsupported("${\(name):…}", at: template.position(ofByte: dollar))
        }
        guard index < end, bytes[index] == UInt8(ascii: "}") else {
            throw .syntax("${\(name) is not closed", at: template.position(ofByte: dollar))
        }
        index += 1
        let given = variables[name]
        if let fallback, given == nil || (coversEmpty && given?.isEmpty == true) {
            return fallback
        }
        // What the default asks for does not get into the text.
        result.variables = inText
        return try value(of: name, at: dollar)
    }

    /// The default of an expansion, which may hold expansions itself, up to its `}`.
    private mutating func word(until end: Int) throws(ScriptError) -> String {
        var word: [UInt8] = []
        while index < end, bytes[index] != UInt8(ascii: "}") {
            let isExpansion =
                bytes[index] == UInt8(ascii: "$") && index + 1 < end
                && (bytes[index + 1] == UInt8(ascii: "{") || Self.isNameByte(bytes[index + 1]))
            if isExpansion {
                word += Array(try expansion(until: end).utf8)
            } else {
                word.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: word, as: UTF8.self)
    }

    // MARK: - Common

    private static let opening = Array("${".utf8)

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "$") || byte == UInt8(ascii: "\\")
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
        default: false
        }
    }

    private func starts(with prefix: String, before end: Int) -> Bool {
        bytes[index..<end].starts(with: prefix.utf8)
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    private mutating func value(of name: String, at offset: Int) throws(ScriptError) -> String {
        guard let value = variables[name] else {
            throw .undefined(name, at: template.position(ofByte: offset))
        }
        result.variables.insert(name)
        return value
    }

    private mutating func substitute(
        _ name: String, at offset: Int, through end: Int
    ) throws(ScriptError) {
        let value = try value(of: name, at: offset)
        result.append(value, from: offset, isValue: true)
        index = end
    }

    private mutating func copy(until end: Int) {
        guard end > index else { return }
        result.append(text(index..<end), from: index, isValue: false)
        index = end
    }
}
