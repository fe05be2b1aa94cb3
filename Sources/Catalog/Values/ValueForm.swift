import JSONText

/// How a column of a catalog query becomes a property; written behind the name of the column, as in
/// `"notNull:flag"`.
///
/// Every form writes nothing where the value is the default, so that the property is absent.
enum ValueForm: Equatable {
    /// A JSON string.
    case text
    /// `true`, or nothing.
    case flag
    /// A JSON number as the server writes it.
    case number
    /// An array as a JSON array of strings.
    case list
    /// The same, sorted.
    case set
    /// An array of `key=value` as a JSON object with sorted keys.
    case options
    /// The same with values withheld that may be secrets.
    case secrets(SecretKind)
    /// A value that is never read, as `set`.
    case withheld
    /// An array in which each key is followed by its value, as a JSON object with sorted keys.
    case pairs
    /// The same where the values hold expressions that the server deparsed, brought to one rendering.
    case deparsedPairs
    /// A text `key = 'value', …`, as a JSON object with sorted keys.
    case definitions
    /// A function by its name, without the schema where that is the server's own; nothing for none.
    case routine
    /// A text, as a JSON array of lines when it has line ends.
    case lines
    /// An expression, or what holds some, that the server deparsed, brought to one rendering, as lines.
    case deparsed
    /// A query that the server deparsed, brought to one rendering, as lines.
    case query
    /// An access list; the letter of `acldefault`.
    case grants(UInt8)
    /// An access list of which nothing is the default.
    case entries(UInt8)
    /// What `pg_get_indexdef` gives, as the properties that it tells.
    case index
    /// What `pg_get_constraintdef` gives, without the states.
    case constraint

    /// Parses the part of a column's name behind the colon; nil for a form that is not known.
    init?(_ text: Substring?) {
        guard let text else {
            self = .text
            return
        }
        let parts = text.split(separator: "/")
        switch (parts.first, parts.dropFirst().first) {
        case ("flag", nil): self = .flag
        case ("number", nil): self = .number
        case ("list", nil): self = .list
        case ("set", nil): self = .set
        case ("options", nil): self = .options
        case ("lines", nil): self = .lines
        case ("deparsed", nil): self = .deparsed
        case ("query", nil): self = .query
        case ("index", nil): self = .index
        case ("constraint", nil): self = .constraint
        case ("withheld", nil): self = .withheld
        case ("pairs", nil): self = .pairs
        case ("pairs", "deparsed"?): self = .deparsedPairs
        case ("definitions", nil): self = .definitions
        case ("routine", nil): self = .routine
        case ("grants", let letter?): self = letter.utf8.first.map { .grants($0) } ?? .text
        case ("entries", let letter?): self = letter.utf8.first.map { .entries($0) } ?? .text
        case ("secrets", let kind?):
            guard let kind = SecretKind(rawValue: String(kind)) else { return nil }
            self = .secrets(kind)
        default: return nil
        }
    }
}

/// Where an option comes from, which decides whether its value may be shown.
enum SecretKind: String {
    case server, userMapping, wrapper, table, column, setting

    /// Whether the value of an option may be shown.
    ///
    /// Values of options that are not known to be harmless are withheld: a foreign-data wrapper may keep a password
    /// under any name, and applications keep secrets in settings of their own (`app.jwt_secret`).
    func shows(_ key: String) -> Bool {
        switch self {
        case .setting: !key.utf8.contains(UInt8(ascii: "."))
        case .userMapping: Self.names.contains(key)
        case .server, .wrapper: Self.harmless.contains(key)
        case .table, .column: !Self.telling.contains { key.contains($0) }
        }
    }

    private static let harmless: Set<String> = [
        "host", "hostaddr", "port", "dbname", "service", "sslmode", "use_remote_estimate",
        "fetch_size", "batch_size", "extensions", "updatable", "truncatable", "async_capable",
        "fdw_startup_cost", "fdw_tuple_cost", "keep_connections", "analyze_sampling",
        "parallel_commit", "parallel_abort", "application_name", "connect_timeout", "debug",
        "import_default", "import_collate", "import_generated", "import_not_null",
    ]
    private static let names: Set<String> = ["user", "username", "password_required"]
    private static let telling = ["password", "secret", "token", "key_id", "credential", "apikey"]
}
