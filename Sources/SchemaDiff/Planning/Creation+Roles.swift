public import Catalog

extension Creation {
    /// The statements that make the roles of catalogs on a server that lacks them, each role once, all of them before what
    /// makes one a member of another.
    ///
    /// - Parameter isThere: whether the server has a role, by its quoted name.
    public static func roleStatements(
        _ catalogs: [Catalog], isThere: (String) -> Bool
    ) -> [String] {
        var known: Set<String> = []
        var statements: [String] = []
        for object in catalogs.flatMap(\.objects) where object.name.kind == .role {
            guard known.insert(object.name.identity).inserted, !isThere(object.name.identity) else {
                continue
            }
            var creator = Creator(Catalog(objects: [object], hasEdges: true), owner: "")
            creator.add(object)
            statements += creator.finished().flatMap(\.statements)
        }
        let makes = { (sql: String) in sql.hasPrefix("CREATE ROLE ") }
        return statements.filter(makes) + statements.filter { !makes($0) }
    }
}
