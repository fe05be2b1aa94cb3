/// Which part of a database is read.
///
/// Never in scope: `pg_catalog`, `information_schema` and every other schema of the server's own, and the schemas that
/// Tidemark keeps.
public struct CatalogScope: Sendable, Hashable {
    /// Only these schemas, with the roles that something in them names, and nothing that is in no schema; nil is all.
    public var schemas: Set<String>?
    /// Not these.
    public var excluded: Set<String>
    /// What the platform manages; nil without one.
    public var managed: ManagedObjects?

    /// Makes a scope.
    public init(
        schemas: Set<String>? = nil, excluded: Set<String> = [], managed: ManagedObjects? = nil
    ) {
        self.schemas = schemas
        self.excluded = excluded
        self.managed = managed
    }

    /// Schemas that belong to the tool itself.
    public static let own: Set<String> = ["tidemark", "tidemark_restore"]

    /// How a schema stands to a scope.
    enum Standing {
        case inside, managed, outside
        /// It is the tool's own, of which nothing is said.
        case own
    }

    func standing(of schema: String) -> Standing {
        if Self.own.contains(schema) { return .own }
        if excluded.contains(schema) { return .outside }
        // What is asked for by name is read, whoever manages it.
        if let schemas, schemas.contains(schema) { return .inside }
        if let managed, managed.includes(schema: schema) { return .managed }
        return schemas == nil ? .inside : .outside
    }
}
