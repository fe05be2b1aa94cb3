/// Values of types as the server reads them, another one for each row.
struct SeedValues {
    let types: [String: SeedType]

    /// Some values, the most natural first; never empty.
    ///
    /// - Parameter row: the number of the row, from 1.
    func choices(_ type: String, _ modifier: Int, row: Int) -> [String] {
        guard let type = types[type] else { return Self.unknown(row) }
        switch type.kind {
        case .enumeration(let labels):
            guard !labels.isEmpty else { return Self.unknown(row) }
            let start = (row - 1) % labels.count
            return Array(labels[start...] + labels[..<start])
        case .domain(let base, let own, let checks):
            let natural = choices(base, own, row: row)
            return natural.prefix(1) + checks.flatMap(Self.literals) + natural.dropFirst()
        case .array(let element):
            return ["{\(Self.quoted(choices(element, -1, row: row)[0]))}", "{}"]
        case .composite(let attributes):
            let values = attributes.map {
                Self.quoted(choices($0.type, $0.modifier, row: row)[0])
            }
            return ["(\(values.joined(separator: ",")))"]
        case .range(let subtype):
            let low = Self.quoted(choices(subtype, -1, row: row)[0])
            let high = Self.quoted(choices(subtype, -1, row: row + 1)[0])
            return ["[\(low),\(high))", "empty"]
        case .multirange: return ["{}"]
        case .base: return Self.base(type, modifier, row)
        }
    }

    /// The constants in an expression, and numbers beside them: what a check compares with.
    static func literals(in expression: String) -> [String] {
        var found: [String] = []
        let characters = Array(expression)
        var index = 0
        func add(_ text: String) { if !found.contains(text) { found.append(text) } }
        while index < characters.count {
            if characters[index] == "'" {
                var text = ""
                index += 1
                while index < characters.count {
                    if characters[index] == "'" {
                        guard index + 1 < characters.count, characters[index + 1] == "'" else {
                            break
                        }
                        index += 1
                    }
                    text.append(characters[index])
                    index += 1
                }
                add(text)
                let plain = text.filter { $0 != "%" && $0 != "_" }
                if plain != text { add(plain) }
                if let number = Int(text) {
                    for near in [number + 1, number - 1] { add("\(near)") }
                }
            } else if characters[index].isASCII, characters[index].isNumber,
                index == 0 || !(characters[index - 1].isLetter || characters[index - 1] == "_")
            {
                let digits = characters[index...].prefix { $0.isNumber || $0 == "." }
                index += digits.count
                let text = String(digits)
                add(text)
                if let number = Int(text), number < 1 << 60 {
                    for near in [number + 1, number - 1, -number] { add("\(near)") }
                    // A length, perhaps.
                    if (1...200).contains(number) { add(String(repeating: "a", count: number)) }
                }
                continue
            }
            index += 1
        }
        return found
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for character in text {
            if character == "\"" || character == "\\" { quoted.append("\\") }
            quoted.append(character)
        }
        return quoted + "\""
    }

    private static func unknown(_ row: Int) -> [String] {
        ["\(row)", "v\(row)", "{}", "()", "0"]
    }

    private static func base(_ type: SeedType, _ modifier: Int, _ row: Int) -> [String] {
        switch type.name {
        case "bool": return row % 2 == 0 ? ["f", "t"] : ["t", "f"]
        case "int2", "int4", "int8", "money":
            return ["\(row)", "\(row + 100)", "\(row + 1000)", "0", "\(-row)"]
        case "numeric": return numeric(modifier, row)
        case "float4", "float8": return ["\(row).5", "\(row)", "0", "0.\(row)", "\(-row)"]
        case "date", "timestamp", "timestamptz", "time", "timetz", "interval":
            return moment(type.name, row)
        case "uuid": return ["00000000-0000-4000-8000-" + padded(String(row, radix: 16), 12)]
        case "json", "jsonb", "jsonpath":
            return type.name == "jsonpath"
                ? ["$.n\(row)"] : ["{\"n\": \(row)}", "[]", "\"v\(row)\""]
        case "bytea": return ["\\x" + padded(String(row, radix: 16), 8)]
        case "inet": return ["10.0.\(row / 250 % 250).\(row % 250)"]
        case "cidr": return ["10.0.\(row / 250 % 250).\(row % 250)/32"]
        case "macaddr", "macaddr8":
            let middle = type.name == "macaddr" ? "2b" : "2b:ff:fe"
            return ["08:00:\(middle):00:00:" + padded(String(row % 256, radix: 16), 2)]
        case "bit", "varbit":
            let digits = max(1, modifier)
            return [String(padded(String(row, radix: 2), digits).suffix(digits))]
        case "char": return ["a", "b", "c"]
        case "xml": return ["<a>\(row)</a>"]
        case "pg_lsn": return ["0/" + String(row, radix: 16)]
        case "regclass": return ["pg_catalog.pg_class"]
        case "regtype": return ["integer"]
        case "regproc": return ["pg_catalog.now"]
        case "regprocedure": return ["pg_catalog.now()"]
        case "tid": return ["(0,\(row))"]
        case "pg_snapshot", "txid_snapshot": return ["1:\(row + 1):"]
        default: break
        }
        if let shape = shape(type.name, row) { return [shape] }
        return type.category == "S"
            ? text(limit: modifier < 4 ? nil : modifier - 4, row) : unknown(row)
    }

    private static func numeric(_ modifier: Int, _ row: Int) -> [String] {
        guard modifier >= 4 else { return ["\(row).25", "\(row)", "0", "0.5", "1", "\(-row)"] }
        let precision = (modifier - 4) >> 16 & 0xFFFF
        let scale = min((modifier - 4) & 0x7FF, precision)
        var limit = 1
        for _ in 0..<min(precision - scale, 9) { limit *= 10 }
        let fraction = scale > 0 && scale < 1024 ? "." + String(repeating: "5", count: scale) : ""
        return ["\(row % limit)\(fraction)", "\(row % limit)", "0", "1", "\(-(row % limit))"]
    }

    private static func moment(_ name: String, _ row: Int) -> [String] {
        let day = padded("\(row / 28 % 12 + 1)", 2) + "-" + padded("\(row % 28 + 1)", 2)
        let time = padded("\(row / 60 % 24)", 2) + ":" + padded("\(row % 60)", 2) + ":00"
        switch name {
        case "time", "timetz": return [time]
        case "interval": return ["\(row) minutes", "\(row) days", "0"]
        default:
            return ["2024", "2030", "2000"].map {
                "\($0)-\(day)" + (name == "date" ? "" : " \(time)")
            }
        }
    }

    private static func shape(_ name: String, _ row: Int) -> String? {
        switch name {
        case "point": "(\(row),0)"
        case "line": "{1,\(row),0}"
        case "lseg": "[(0,0),(1,\(row))]"
        case "box": "(\(row),\(row)),(0,0)"
        case "path", "polygon": "((0,0),(1,1),(1,\(row)))"
        case "circle": "<(0,0),\(row)>"
        default: nil
        }
    }

    /// Words that also pass the usual checks of form: a code, an address, a link.
    private static func text(limit: Int?, _ row: Int) -> [String] {
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        let code = String([row / 676 % 26, row / 26 % 26, row % 26].map { letters[$0] })
        let words = [
            "value \(row)", "v\(row)", code, code.uppercased(), String(code.suffix(2)),
            String(code.suffix(2)).uppercased(), "user\(row)@example.org",
            "https://example.org/\(row)", padded("\(row)", 5), "+49301234\(padded("\(row)", 4))",
            "#" + padded(String(row, radix: 16), 6), "a-\(row)", "/a/\(row)", "",
        ]
        guard let limit else { return words }
        return words.map { $0.count > limit ? String(padded("\(row)", limit).suffix(limit)) : $0 }
    }

    private static func padded(_ text: String, _ count: Int) -> String {
        String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
