/// Where and how to connect: anything that libpq takes, with settings that override it.
///
/// A URI, `keyword=value` pairs, a database name, or nothing for the `PG*` variables; service files,
/// `.pgpass` and several hosts work as in psql. No description or reflection shows a secret.
/// See <https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING>.
public struct ConnectionString: Sendable, Hashable {
    let text: String
    private(set) var overrides: [Override] = []

    struct Override: Sendable, Hashable {
        var keyword: String
        var value: String
    }

    /// Keeps the text; it is first understood when it is used.
    public init(_ text: String) {
        self.text = text
    }

    /// The same with one libpq keyword set, whatever the text says of it.
    ///
    /// libpq takes an empty value for none, so a keyword cannot be unset this way.
    public func setting(_ keyword: String, to value: String) -> Self {
        var copy = self
        copy.overrides.removeAll { $0.keyword == keyword }
        copy.overrides.append(Override(keyword: keyword, value: value))
        return copy
    }

    /// The value that this text gives a keyword; environment, service and password files aside.
    public func value(of keyword: String) -> String? {
        parsed?.first { $0.keyword == keyword }?.value
    }

    /// Everything in `keyword=value` form, secrets included: for files and programs that nobody else reads, never for output.
    package var textWithSecrets: String {
        guard let parsed else { return text }
        return parsed.map { "\($0.keyword)=\(quoted($0.value))" }.joined(separator: " ")
    }

    /// The same without the secrets: what an argument of another program may hold, which everybody on the machine may read.
    package var textWithoutSecrets: String {
        (parsed ?? []).filter { !$0.isSecret }.map { "\($0.keyword)=\(quoted($0.value))" }
            .joined(separator: " ")
    }

    private func quoted(_ value: String) -> String {
        let isPlain = value.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "'"), UInt8(ascii: "\\"), 9...13: false
            default: true
            }
        }
        if isPlain, !value.isEmpty { return value }
        var text = "'"
        for character in value.unicodeScalars {
            if character == "'" || character == "\\" { text += "\\" }
            text.unicodeScalars.append(character)
        }
        return text + "'"
    }

    /// The settings as they are after the overrides; nil when the text cannot be understood.
    var parsed: [Parameter]? {
        guard case .success(var parameters) = parseConnectionString(text) else { return nil }
        for override in overrides where !override.value.isEmpty {
            let isSecret = isSecretKeyword(override.keyword)
            parameters.removeAll { $0.keyword == override.keyword }
            parameters.append(
                Parameter(
                    keyword: override.keyword, value: override.value, isSecret: isSecret))
        }
        return parameters
    }
}

extension ConnectionString: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    /// The settings in `keyword=value` form, with `***` for a secret.
    public var description: String {
        guard let parsed else { return "(a connection string that cannot be understood)" }
        return parsed.map { "\($0.keyword)=\($0.isSecret ? "***" : quoted($0.value))" }
            .joined(separator: " ")
    }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// Only the redacted description, for `dump` and test reports.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
