/// What `sqitch.conf` says about where things are; relative to the folder that holds it.
struct SqitchConfiguration {
    private var values: [String: String] = [:]

    /// Parses git-style sections, of which `[core]` and `[engine "pg"]` matter.
    init(_ text: String) {
        var section = ""
        for line in text.split(whereSeparator: \.isNewline) {
            let code = line.trimmingWhitespace()
            guard let first = code.first, first != "#", first != ";" else { continue }
            if first == "[" {
                section = code.filter { !"[]\" ".contains($0) }.lowercased()
                continue
            }
            let sides = code.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else { continue }
            var value = sides[1].trimmingWhitespace()
            if value.hasPrefix("\""), let end = value.dropFirst().firstIndex(of: "\"") {
                value = value[..<end].dropFirst()
            } else {
                value = value.prefix { $0 != "#" && $0 != ";" }.trimmingWhitespace()
            }
            values["\(section)/\(sides[0].trimmingWhitespace().lowercased())"] = String(value)
        }
    }

    /// The value for PostgreSQL, else the one for every engine.
    subscript(key: String) -> String? { values["enginepg/\(key)"] ?? values["core/\(key)"] }
}
