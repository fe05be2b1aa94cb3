import SQLText

extension ExpressionParser {
    /// A column, a call, or a constant with its type in front.
    mutating func named() throws(NotUnderstood) -> Expression {
        let start = index
        let parts = try nameParts()
        if isSymbol(".") {
            // `t.*`, the whole row.
            index += 1
            try expect("*")
            return .opaque(joined(tokens[start..<index]))
        }
        if isSymbol("(") { return try call(parts, from: start) }
        if let token, token.kind == .string, let text = constantValue(of: token.text) {
            let end = index
            index = start
            let type = try typeName()
            guard index == end else { throw NotUnderstood() }
            index += 1
            return .cast(.literal(.string(text)), to: type)
        }
        switch parts.count {
        case 1: return .column(.init(parts[0]))
        case 2: return .column(.init(qualifier: parts[0], parts[1]))
        default: return .opaque(joined(tokens[start..<index]))
        }
    }

    private mutating func nameParts() throws(NotUnderstood) -> [String] {
        var parts = [try namePart()]
        while isSymbol("."), !isSymbol("*", 1) {
            index += 1
            parts.append(try namePart())
        }
        return parts
    }

    private mutating func namePart() throws(NotUnderstood) -> String {
        guard let token, token.kind == .word || token.kind == .quotedIdentifier,
            let name = parseIdentifier(token.text)
        else { throw NotUnderstood() }
        index += 1
        return name
    }

    /// A name with its schema, as SQL.
    mutating func qualifiedName() throws(NotUnderstood) -> String {
        try nameParts().map(quoteIdentifier).joined(separator: ".")
    }

    /// A call whose name is read; its arguments are text where they are no plain list.
    private mutating func call(
        _ parts: [String], from start: Int
    ) throws(NotUnderstood) -> Expression {
        let end = try behindPartner(of: index)
        let plain = parts.first == "pg_catalog" && parts.count == 2 ? [parts[1]] : parts
        // A function that is a key word, such as `extract`, is called without quotes.
        let isWord = parts.count == 1 && tokens[start].kind == .word
        let name = isWord ? parts[0] : plain.map(quoteIdentifier).joined(separator: ".")
        let open = index
        let arguments: [Expression]?
        do throws(NotUnderstood) {
            // The IN of `position(a IN b)` is none.
            guard name != "position" else { throw NotUnderstood() }
            index += 1
            arguments = try list(until: ")")
        } catch {
            arguments = nil
            index = end
        }
        if word() == "over" || word() == "filter" || word() == "within" {
            throw NotUnderstood()
        }
        guard let arguments, index == end else {
            index = end
            return .opaque(name + joined(tokens[open..<end]))
        }
        return .call(name, arguments)
    }

    /// A type as `format_type` writes it.
    mutating func typeName() throws(NotUnderstood) -> String {
        let parts = try nameParts()
        var name = parts.count == 2 && parts[0] == "pg_catalog" ? [parts[1]] : parts
        var suffix = ""
        if name.count == 1, tokens[index - 1].kind == .word {
            switch name[0] {
            case "double": if take("precision") { name[0] = "double precision" }
            case "character", "char", "bit":
                if name[0] == "char" { name[0] = "character" }
                if take("varying") { name[0] += " varying" }
            case "timestamp", "timestamptz", "time", "timetz":
                let hasZone = name[0].hasSuffix("tz")
                if hasZone { name[0].removeLast(2) }
                name[0] += try precision() ?? ""
                if take("with", "time", "zone") {
                    suffix = " with time zone"
                } else if take("without", "time", "zone") {
                    suffix = " without time zone"
                } else {
                    suffix = hasZone ? " with time zone" : " without time zone"
                }
            case "interval":
                while let word = word(), Self.intervalWords.contains(word) {
                    suffix += " " + word
                    index += 1
                }
            default: name[0] = Self.aliases[name[0]] ?? name[0]
            }
        }
        let plain = name.count == 1 && Self.plainTypes.contains(name[0])
        var type =
            plain || !suffix.isEmpty
            ? name[0] : name.map(quoteIdentifier).joined(separator: ".")
        type += try precision() ?? ""
        type += suffix
        while isSymbol("["), isSymbol("]", 1) || isSymbol("]", 2) {
            index = try behindPartner(of: index)
            type += "[]"
        }
        return type
    }

    private mutating func precision() throws(NotUnderstood) -> String? {
        guard isSymbol("("), peek(1)?.kind == .number || isSymbol("-", 1) else { return nil }
        let start = index
        index = try behindPartner(of: index)
        return tokens[start..<index].map(\.text).joined()
    }

    private static let intervalWords: Set<String> = [
        "year", "month", "day", "hour", "minute", "second", "to",
    ]

    private static let aliases = [
        "int": "integer", "int4": "integer", "int8": "bigint", "int2": "smallint",
        "bool": "boolean", "varchar": "character varying", "decimal": "numeric", "dec": "numeric",
        "float8": "double precision", "float": "double precision", "float4": "real",
        "varbit": "bit varying", "bpchar": "bpchar",
    ]

    /// Types whose name is a key word, which `quoteIdentifier` would quote, or has a space.
    private static let plainTypes: Set<String> = [
        "integer", "bigint", "smallint", "boolean", "numeric", "real", "double precision",
        "character varying", "character", "bit", "bit varying", "interval",
    ]
}
