import Catalog
import JSONText
import SQLText

/// The roles of a catalog and whose rights each has (manual, 22.3 Role Membership).
///
/// A catalog has the roles that its objects name, and those that these are members of or have as members; never the server's
/// own. Of a role that it lacks only its own name is known.
public struct Principals: Sendable {
    /// What every role is a member of.
    public static let everyone = "PUBLIC"

    /// One role.
    struct Role: Sendable {
        var isSuperuser = false
        var bypassesPolicies = false
        /// The roles whose rights it has without SET ROLE, of those that it is a direct member of.
        var inherited: [String] = []
    }

    private var roles: [String: Role] = [:]
    private var databaseOwner: String?

    init(_ catalog: Catalog) {
        for object in catalog.objects {
            let properties = object.properties.object
            if object.name.kind == .database {
                databaseOwner = properties["owner"]?.string.map { quoteIdentifier($0) }
            }
            guard object.name.kind == .role else { continue }
            let inherits = properties["noInherit"]?.bool != true
            var role = Role(
                isSuperuser: properties["superuser"]?.bool == true,
                bypassesPolicies: properties["bypassRLS"]?.bool == true)
            for member in properties["memberOf"]?.object?.members ?? [] {
                let options = member.value.string ?? ""
                let isInherited =
                    options.contains("INHERIT TRUE")
                    || inherits && !options.contains("INHERIT FALSE")
                if isInherited { role.inherited.append(member.key) }
            }
            roles[object.name.identity] = role
        }
    }

    /// The names of the roles in the catalog, as SQL has them, sorted.
    public var names: [String] { roles.keys.sorted() }

    func isSuperuser(_ role: String) -> Bool { roles[role]?.isSuperuser == true }

    func bypassesPolicies(_ role: String) -> Bool { roles[role]?.bypassesPolicies == true }

    /// The roles whose rights a role has: itself, what it inherits, and PUBLIC.
    func rights(of role: String) -> Set<String> {
        var found: Set<String> = [role]
        var waiting = [role]
        while let next = waiting.popLast() {
            var above = roles[next]?.inherited ?? []
            if next == databaseOwner { above.append("pg_database_owner") }
            for name in above where found.insert(name).inserted { waiting.append(name) }
        }
        found.insert(Self.everyone)
        return found
    }
}
