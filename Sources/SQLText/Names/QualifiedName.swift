/// A name of an object, with its schema where one is given; the parts as the catalog holds them.
public struct QualifiedName: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The schema; nil where the search path decides.
    public var schema: String?
    /// The name.
    public var name: String

    /// Makes a name of parts that are neither quoted nor folded.
    public init(schema: String? = nil, name: String) {
        self.schema = schema
        self.name = name
    }

    /// The name as SQL, quoted where needed.
    public var description: String {
        (schema.map { quoteIdentifier($0) + "." } ?? "") + quoteIdentifier(name)
    }
}
