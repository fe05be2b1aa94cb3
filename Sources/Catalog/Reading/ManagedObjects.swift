/// What a hosting platform puts into a database and keeps there: no part of a project's own schema.
///
/// A name may end with `*`, which stands for any rest.
public struct ManagedObjects: Sendable, Hashable {
    /// Schemas with everything in them, but for triggers that call functions of other schemas, and policies.
    public var schemas: Set<String> = []
    /// Roles, with what they own outside schemas.
    ///
    /// Only that they are members of the project's own roles is looked at.
    public var roles: Set<String> = []
    /// Roles that are the platform's, while what they own is the project's.
    public var administrators: Set<String> = []
    /// Extensions, where they are in a managed schema.
    public var extensions: Set<String> = []
    /// Event triggers.
    public var eventTriggers: Set<String> = []
    /// Publications, of which only the tables that the project has added are looked at.
    public var publications: Set<String> = []
    /// Settings of the database.
    public var settings: Set<String> = []

    /// Makes an empty list.
    public init() {}

    /// Whether the platform manages a schema.
    func includes(schema: String) -> Bool {
        schemas.contains { pattern in
            pattern.last == "*" ? schema.hasPrefix(pattern.dropLast()) : schema == pattern
        }
    }

    /// Names as an array of patterns for LIKE, in the server's text form.
    static func patterns(_ names: Set<String>) -> String {
        let elements = names.sorted().map { name in
            var pattern = ""
            for character in name {
                switch character {
                // A backslash is doubled for the array, and a quoted character for LIKE.
                case "_", "%": pattern += "\\\\\(character)"
                case "*": pattern += "%"
                default: pattern.append(character)
                }
            }
            return "\"\(pattern)\""
        }
        return "{\(elements.joined(separator: ","))}"
    }
}
