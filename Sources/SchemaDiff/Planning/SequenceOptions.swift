import SQLText

/// The options of a sequence, as a catalog has them: those that are not usual.
struct SequenceOptions {
    private let options: [(key: String, value: String)]

    init(_ options: [(key: String, value: String)]) {
        self.options = options
    }

    private static let words = [
        ("start", "START WITH"), ("increment", "INCREMENT BY"), ("minimum", "MINVALUE"),
        ("maximum", "MAXVALUE"), ("cache", "CACHE"),
    ]

    /// The options of a sequence that is made with an identity column.
    func creation(schema: String) -> String {
        var words = options.compactMap { key, value -> String? in
            if key == "cycle" { return "CYCLE" }
            if key == "name" { return "SEQUENCE NAME \(schema).\(quoteIdentifier(value))" }
            return Self.words.first { $0.0 == key }.map { "\($0.1) \(value)" }
        }
        words.sort()
        return words.joined(separator: " ")
    }

    /// What ALTER SEQUENCE says to get here; an option that is not there becomes what is usual.
    func changes(from old: [(key: String, value: String)], type: String) -> [String] {
        func value(_ key: String, in list: [(key: String, value: String)]) -> String? {
            list.first { $0.key == key }?.value
        }
        let isDescending = value("increment", in: options)?.hasPrefix("-") == true
        // What is usual is another thing for a sequence that counts the other way.
        let isTurned = isDescending != (value("increment", in: old)?.hasPrefix("-") == true)
        var words: [String] = []
        for (key, word) in Self.words
        where value(key, in: old) != value(key, in: options)
            || isTurned && ["start", "minimum", "maximum"].contains(key)
        {
            if let new = value(key, in: options) {
                words.append("\(word) \(new)")
            } else {
                switch key {
                case "minimum": words.append("NO MINVALUE")
                case "maximum": words.append("NO MAXVALUE")
                case "increment", "cache": words.append("\(word) 1")
                default:
                    words.append(
                        "\(word) \(isDescending ? value("maximum", in: options) ?? "-1" : value("minimum", in: options) ?? "1")"
                    )
                }
            }
        }
        // Where it stands now is out of its new limits.
        if isTurned { words.append("RESTART") }
        let cycles = options.contains { $0.key == "cycle" }
        if cycles != old.contains(where: { $0.key == "cycle" }) {
            words.append(cycles ? "CYCLE" : "NO CYCLE")
        }
        return words
    }
}
