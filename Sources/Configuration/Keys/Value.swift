extension Configuration {
    /// A value that has its key's type.
    enum Value: Sendable, Hashable {
        case text(String)
        case duration(Duration)
        case durationRange(ClosedRange<Duration>)
        case count(Int)
        case boolean(Bool)
        case list([String])
        case mapping([String: Secret])
        case rules([IgnoreRule])
        case lint(LintSection)
    }
}

/// Why a text is no value of a key: "needs …", to follow the key's name; quotes nothing of the text.
struct ValueFailure: Error {
    var message: String
    var suggestion: String?
}

extension Configuration.Key {
    /// Parses the text of one value, from a file, a flag or the table of defaults.
    func parse(_ text: String) throws(ValueFailure) -> Configuration.Value {
        if text.utf8.contains(0) { throw ValueFailure(message: "needs a text without zero bytes") }
        switch kind {
        case .text, .connection: return .text(text)
        case .folder:
            guard !text.isEmpty else { throw ValueFailure(message: "needs a folder") }
            return .text(text)
        case .choice(let words):
            guard words.contains(text) else {
                throw ValueFailure(
                    message: "needs \(kind.inWords)",
                    suggestion: nearestName(to: text, among: words))
            }
            return .text(text)
        case .duration: return .duration(try timeout(text))
        case .durationRange: return .durationRange(try timeouts(text))
        case .count(let bounds):
            guard let count = Int(text), bounds.contains(count) else {
                throw ValueFailure(message: "needs \(kind.inWords)")
            }
            return .count(count)
        case .boolean: return .boolean(try boolean(text))
        case .list: return .list(names(text))
        case .mapping, .rules, .lint, .environments:
            throw ValueFailure(message: "needs \(kind.inWords)")
        }
    }

    private func timeout(_ text: String) throws(ValueFailure) -> Duration {
        do {
            return try parseTimeout(text)
        } catch {
            throw ValueFailure(message: error.message, suggestion: error.suggestion)
        }
    }

    private func timeouts(_ text: String) throws(ValueFailure) -> ClosedRange<Duration> {
        guard let dots = text.firstRange(of: "..") else {
            throw ValueFailure(message: "needs two durations, such as 100ms..10s")
        }
        let first = try timeout(String(text[..<dots.lowerBound]))
        let last = try timeout(String(text[dots.upperBound...]))
        guard first <= last else {
            throw ValueFailure(
                message: "needs the shorter duration first",
                suggestion: "\(renderDuration(last))..\(renderDuration(first))")
        }
        return first...last
    }

    private func boolean(_ text: String) throws(ValueFailure) -> Bool {
        switch text {
        case "true": return true
        case "false": return false
        default:
            let suggestion: String? =
                switch text.lowercased() {
                case "true", "yes", "y", "on", "1": "true"
                case "false", "no", "n", "off", "0": "false"
                default: nil
                }
            throw ValueFailure(message: "needs true or false", suggestion: suggestion)
        }
    }

    private func names(_ text: String) -> [String] {
        text.split(separator: ",").map { name in
            String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }.filter { !$0.isEmpty }
    }
}
