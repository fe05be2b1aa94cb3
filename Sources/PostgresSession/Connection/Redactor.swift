/// Takes secrets out of what libpq says about a connection.
struct Redactor: Sendable, CustomStringConvertible {
    /// No more than the type.
    var description: String { "Redactor" }

    private let secrets: [String]
    private let hidesQuotations: Bool

    /// Knows the secrets of the connection string, and those that libpq found elsewhere.
    init(_ connection: ConnectionString, others: [Parameter] = []) {
        let known = (connection.parsed ?? []) + others
        let shown = Set(known.filter { !$0.isSecret }.map(\.value))
        // A password that is also the user's name would only garble the message, and tell it.
        secrets = known.filter { $0.isSecret && $0.value.utf8.count >= 4 }.map(\.value)
            .filter { !shown.contains($0) }
        hidesQuotations = connection.parsed == nil || Redactor.isMisread(connection.text)
    }

    /// The text without secrets and without the trailing line end of libpq.
    func redact(_ text: String) -> String {
        var text = hidesQuotations ? Redactor.withoutQuotations(text) : text
        for secret in secrets { text = text.replacing(secret, with: "***") }
        while let last = text.last, last.isNewline || last == " " { text.removeLast() }
        return text
    }

    /// Whether an unencoded `/` or `@` in the password makes libpq take a part of it for the host.
    private static func isMisread(_ text: String) -> Bool {
        guard let scheme = text.firstRange(of: "://") else { return false }
        let rest = text[scheme.upperBound...]
        guard let last = rest.lastIndex(of: "@") else { return false }
        return rest[..<last].contains { $0 == "/" || $0 == "@" || $0 == "?" }
    }

    /// The text with everything between double quotes taken out, as it may quote the whole input.
    static func withoutQuotations(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        // An odd quote inside the quoted text would shift the pairs: take out from first to last.
        if let first = rest.firstIndex(of: "\""), let last = rest.lastIndex(of: "\""), first != last
        {
            result += rest[..<first] + "\"…\""
            rest = rest[rest.index(after: last)...]
        }
        result += rest
        while let last = result.last, last.isNewline { result.removeLast() }
        return result
    }
}

extension Redactor: CustomReflectable {
    /// Nothing: `dump` of a session must not show what this hides.
    var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
