public import Catalog
import JSONText

/// SQL that makes the objects of a catalog, in an order in which the server takes it.
///
/// Guaranteed: run by a superuser in an empty database of a server that has the roles, with `search_path` empty and
/// `check_function_bodies` off, the statements give the catalog again, but for what `omissions` lists. Values that are withheld
/// are made as `set`. The order is that of the catalog's edges; defaults and constraints stand with their table unless that
/// would need the table itself.
public struct Creation: Sendable {
    /// A statement without its semicolon, and what it is about.
    public struct Statement: Sendable, Hashable {
        /// What it makes or alters.
        public let element: ElementName
        /// The statement.
        public let sql: String
    }

    /// Something that no statement makes.
    public struct Omission: Sendable, Hashable, CustomStringConvertible {
        /// What it is of.
        public let element: ElementName
        /// What is missing.
        public let what: String

        /// `table public.orders › index orders_idx: that it is invalid`.
        public var description: String { "\(element): \(what)" }
    }

    /// The statements in order.
    public let statements: [Statement]
    /// What is not made.
    public let omissions: [Omission]
    /// Who must run the statements for what is said to belong to nobody else.
    public let owner: String

    /// Makes the statements.
    ///
    /// - Parameters:
    ///   - owner: who runs them, so that what belongs to that role needs no word; nil is the role that owns most.
    ///   - roles: whether roles are made too; else they are expected to be there.
    ///   - major: the major version of the server that is to take them.
    /// - Throws: `CreationError`: the catalog was read without edges, or objects need each other in a circle.
    public init(
        _ catalog: Catalog, owner: String? = nil, roles: Bool = false, major: Int = 18
    ) throws(CreationError) {
        guard catalog.hasEdges else { throw .noEdges }
        let owner = owner ?? Creation.mostFrequentOwner(of: catalog)
        var creator = Creator(catalog, owner: owner)
        // Every new database has it; whether the catalog is of a whole database is told by that object.
        let publicSchema = ObjectName(.schema, "public")
        if catalog[ObjectName(.database, "database")] != nil, catalog[publicSchema] == nil {
            creator.addBare(
                CreationStep(ElementName(publicSchema), .itself, ["DROP SCHEMA public"]))
        }
        for object in catalog.objects {
            if roles || object.name.kind != .role {
                creator.add(object)
            } else {
                creator.addSettings(of: object)
            }
        }
        let steps = try CreationOrder(creator.finished()).ordered()
        statements = steps.flatMap { step in
            step.statements.map { sql in
                Statement(
                    element: step.key.element, sql: rereadable(major < 16 ? olderSyntax(sql) : sql))
            }
        }
        omissions = creator.omissions
        self.owner = owner
    }

    /// The role that owns most of a catalog; `postgres` where nothing has an owner.
    ///
    /// A role of the server's own, such as `pg_database_owner` of the schema `public`, runs no statements.
    public static func mostFrequentOwner(of catalog: Catalog) -> String {
        var counts: [String: Int] = [:]
        for object in catalog.objects {
            guard let owner = object.properties["owner"]?.string, !owner.hasPrefix("pg_")
            else { continue }
            counts[owner, default: 0] += 1
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? "postgres"
    }
}

/// Why no statements can be made of a catalog.
public enum CreationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It is not known what depends on what.
    case noEdges
    /// These need each other, and no part of them can be made later.
    case circle([ElementName])

    /// For people.
    public var description: String {
        switch self {
        case .noEdges:
            "the catalog does not say what depends on what: write the snapshot again with this version of tidemark"
        case .circle(let elements):
            "these need each other, and none can be made first: "
                + elements.map(\.description).joined(separator: ", ")
        }
    }
}
