import SQLText

/// What is done about roles that a schema names and the server of another one may lack.
public struct RoleRules: Sendable, Hashable {
    /// What is done about those that are missing.
    public enum Missing: String, Sendable, Hashable, CaseIterable {
        /// They are named all the same: somebody makes them first.
        case expect
        /// What is said of them is left out.
        case ignore
        /// Nothing is planned.
        case require
    }

    /// What is done about those that are missing.
    public var missing: Missing
    /// The names that roles have there by those that the schema has, as SQL spells them.
    public var names: [String: String] = [:]

    /// Names of no role are changed.
    public init(missing: Missing = .expect) {
        self.missing = missing
    }

    /// Adds `OLD=NEW`, names bare or quoted.
    ///
    /// - Returns: the old name as SQL spells it; nil for a text of another form, for PUBLIC and for a role of the server's own.
    public mutating func map(_ text: String) -> String? {
        guard let (old, new) = NameScanner.split(text, at: "="),
            let from = Self.spelled(old), let to = Self.spelled(new),
            !Self.isServers(from), to != "PUBLIC"
        else { return nil }
        names[from] = to
        return from
    }

    private static func spelled(_ text: String) -> String? {
        let name = text.trimmed
        guard !name.isEmpty, NameScanner.split(name, at: "=") == nil else { return nil }
        guard name.hasPrefix("\"") else { return name == "PUBLIC" ? name : quoteIdentifier(name) }
        return parseIdentifier(name).map(quoteIdentifier)
    }

    /// Whether a name is that of everybody or of a predefined role.
    static func isServers(_ name: String) -> Bool {
        name == "PUBLIC" || name.hasPrefix("pg_") || name.hasPrefix("\"pg_")
    }
}

/// What was done about a role.
public struct RoleNote: Sendable, Hashable {
    /// How it was treated.
    public enum Treatment: Sendable, Hashable {
        /// It is called so there.
        case mapped(String)
        /// It is missing, and this was left out with it, in words.
        case ignored([String])
        /// It is missing, and is named all the same.
        case expected
    }

    /// The role as SQL spells it.
    public var role: String
    /// How it was treated.
    public var treatment: Treatment
    /// Whose expressions or bodies name it under its old name, where it is mapped or left out; they stay as they are.
    public var mentions: [String] = []

    /// Sentences in words that each follow "role X".
    public var words: [String] {
        [treatmentWords]
            + mentions.map { "is named in an expression or a body, which stays as it is: \($0)" }
    }

    private var treatmentWords: String {
        switch treatment {
        case .mapped(let name): "is called \(name) there"
        case .ignored(let parts):
            "is missing there: left out \(parts.isEmpty ? "the role" : parts.joined(separator: ", "))"
        case .expected: "is missing there, and is expected to be made first"
        }
    }
}

/// Roles that are missing and must not be.
public struct MissingRolesError: Error, Sendable, Hashable {
    /// Their names as SQL spells them.
    public var roles: [String]

    /// Makes one.
    public init(roles: [String]) {
        self.roles = roles
    }
}
