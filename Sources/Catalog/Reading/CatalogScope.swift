/// Which schemas of a database are read.
///
/// Never in scope: `pg_catalog`, `information_schema` and every other schema of the server's own, and the schemas that
/// Tidemark keeps.
public struct CatalogScope: Sendable, Hashable {
    /// Only these schemas; nil is all.
    public var schemas: Set<String>?
    /// Not these.
    public var excluded: Set<String>

    /// Makes a scope.
    public init(schemas: Set<String>? = nil, excluded: Set<String> = []) {
        self.schemas = schemas
        self.excluded = excluded
    }

    /// Schemas that belong to the tool itself.
    public static let own: Set<String> = ["tidemark", "tidemark_restore"]

    func includes(_ schema: String) -> Bool {
        guard !Self.own.contains(schema), !excluded.contains(schema) else { return false }
        return schemas?.contains(schema) ?? true
    }
}
