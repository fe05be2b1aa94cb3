public import Catalog

/// For each role, table and kind of statement: which rows it reaches, from the catalog alone.
///
/// It is what the server allows a session whose current role is that one, by a statement that names the table itself. Ways
/// around are not in it: SET ROLE to another role, views, materialized views, functions with the rights of their owner, the
/// parent of a partition. Policies are those of the table that is named, so a partition that is named itself has only its own.
/// Of `pg_read_all_data` and `pg_write_all_data` it knows memberships.
public struct AccessMatrix: Sendable {
    /// The roles, as SQL has them.
    public let roles: [String]
    /// Those of them that the catalog lacks: their memberships, SUPERUSER and BYPASSRLS are not known.
    public let unknownRoles: [String]
    private let named: Set<String>
    /// The cells by table, role and action.
    public let cells: [AccessCell]

    /// Computes the matrix.
    ///
    /// - Parameter roles: the roles to look at, as SQL has them; nil is PUBLIC, those of the catalog, and those that grants,
    ///   policies and owners name.
    public init(_ catalog: Catalog, roles asked: [String]? = nil) {
        let principals = Principals(catalog)
        let tables = catalog.objects
            .filter { $0.name.kind == .table || $0.name.kind == .foreignTable }
            .map { GuardedTable($0, in: catalog) }
        var names = Set(principals.names)
        for table in tables { names.formUnion(table.mentioned) }
        names.insert(Principals.everyone)
        roles = asked ?? names.sorted()
        named = names
        let known = Set(principals.names + [Principals.everyone])
        unknownRoles = roles.filter { !known.contains($0) }
        var cells: [AccessCell] = []
        let holders = roles.map { (role: $0, rights: principals.rights(of: $0)) }
        for table in tables {
            for (role, rights) in holders {
                let access = TableAccess(of: role, with: rights, to: table, principals)
                cells += AccessAction.allCases.map(access.cell)
            }
        }
        self.cells = cells
    }

    /// Whether something in the catalog names a role.
    public func isNamed(_ role: String) -> Bool { named.contains(role) }
}
