extension Canonicalization {
    /// A cast of what is in canonical form; constants are folded where every server gives the same.
    func cast(_ inner: Expression, to type: String) -> Expression {
        switch inner {
        case .literal(.null): return inner
        case .cast(_, let same) where same == type: return inner
        case .array(let items) where type.hasSuffix("[]"):
            return .array(items.map { cast($0, to: String(type.dropLast(2))) })
        case .literal(let literal):
            return constant(literal, type) ?? .cast(inner, to: type)
        case .cast(.literal(let literal), let source):
            return recast(literal, from: source, to: type) ?? .cast(inner, to: type)
        default: return .cast(inner, to: type)
        }
    }

    private static let integers: Set<String> = ["integer", "bigint", "smallint"]
    private static let numbers: Set<String> = integers.union([
        "numeric", "double precision", "real",
    ])
    private static let texts: Set<String> = ["text", "character varying"]

    /// A literal with a type, where another form is shorter.
    private func constant(_ literal: Expression.Literal, _ type: String) -> Expression? {
        switch literal {
        case .number(let digits) where Self.integers.contains(type):
            return Self.isInteger(digits) ? .literal(literal) : nil
        case .number(let digits) where Self.texts.contains(type) && Self.isInteger(digits):
            return .cast(.literal(.string(digits)), to: type)
        case .string(let digits) where Self.integers.contains(type):
            return Self.isInteger(digits) ? .literal(.number(digits)) : nil
        case .string(let digits) where Self.numbers.contains(type):
            return FixedNumber(digits) != nil ? .cast(.literal(.number(digits)), to: type) : nil
        case .string("t") where type == "boolean", .string("true") where type == "boolean":
            return .literal(.boolean(true))
        case .string("f") where type == "boolean", .string("false") where type == "boolean":
            return .literal(.boolean(false))
        case .boolean where type == "boolean": return .literal(literal)
        default: return nil
        }
    }

    /// A typed literal cast once more.
    private func recast(
        _ literal: Expression.Literal, from source: String, to type: String
    ) -> Expression? {
        if case .number = literal {
            // Between numbers only to types that hold the value as it is.
            let widens = source == "numeric" && (type == "double precision" || type == "real")
            return widens ? .cast(.literal(literal), to: type) : nil
        }
        guard case .string(let text) = literal else { return nil }
        if Self.texts.contains(source) || source == "name" {
            if Self.texts.contains(type) { return .cast(.literal(literal), to: type) }
            let isLabel = enumerationOfLabel(text, type)
            let isShortName = type == "name" && text.utf8.count < 64
            let isNumber = Self.integers.contains(type) && Self.isInteger(text)
            let isIdentifier = type == "uuid" && isCanonicalUUID(text.lowercased())
            if isIdentifier { return .cast(.literal(.string(text.lowercased())), to: type) }
            guard isLabel || isShortName || isNumber else { return nil }
            return constant(literal, type) ?? .cast(.literal(literal), to: type)
        }
        if Self.texts.contains(type) {
            if source == "uuid" || enumerationOfLabel(text, source) {
                return .cast(.literal(literal), to: type)
            }
            if source == "bpchar" {
                return .cast(.literal(.string(withoutTrailingSpaces(text))), to: type)
            }
        }
        return nil
    }

    private func enumerationOfLabel(_ text: String, _ type: String) -> Bool {
        surroundings.enumerations[type]?.contains(text) ?? false
    }

    /// Whether it is written the only way that the server writes an integer.
    static func isInteger(_ digits: String) -> Bool {
        guard let value = Int64(digits) else { return false }
        return String(value) == digits
    }

    /// The operand of a comparison without casts that keep its value and its order.
    func comparand(_ expression: Expression) -> Expression {
        guard case .cast(.column(let column), let type) = expression,
            let own = surroundings.columns[column.name]?.type
        else { return expression }
        let isText = own == "text" || own.hasPrefix("character varying")
        if isText, type == "text" { return .column(column) }
        if own == "smallint", type == "integer" || type == "bigint" { return .column(column) }
        if own == "integer", type == "bigint" { return .column(column) }
        return Self.integers.contains(own) && type == "numeric" ? .column(column) : expression
    }
}

/// A text without spaces at its end, which a value of type `character` does not count.
func withoutTrailingSpaces(_ text: String) -> String {
    var bytes = Array(text.utf8)
    while bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
}

/// Whether it is written as the server writes a UUID.
func isCanonicalUUID(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 36 else { return false }
    return bytes.enumerated().allSatisfy { index, byte in
        [8, 13, 18, 23].contains(index)
            ? byte == UInt8(ascii: "-")
            : (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }
}
