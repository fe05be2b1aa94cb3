import Catalog
import SQLText
import SchemaDiff

/// The roles of a catalog and whose rights each has (manual, 22.3 Role Membership).
///
/// A catalog has the roles that its objects name, and those that these are members of or have as members; never the server's
/// own. Of a role that it lacks only its own name is known.
struct Principals {
    /// What every role is a member of.
    static let everyone = "PUBLIC"

    /// One role.
    struct Role {
        var isSuperuser = false
        var bypassesPolicies = false
        /// The roles whose rights it has without SET ROLE, of those that it is a direct member of.
        var inherited: [String] = []
    }

    private var roles: [String: Role] = [:]
    private var databaseOwner: String?

    init(_ catalog: Catalog) {
        for object in catalog.objects {
            let properties = PropertyValues(object.properties)
            if object.name.kind == .database {
                databaseOwner = properties.text("owner").map { quoteIdentifier($0) }
            }
            guard object.name.kind == .role else { continue }
            let inherits = !properties.flag("noInherit")
            var role = Role(
                isSuperuser: properties.flag("superuser"),
                bypassesPolicies: properties.flag("bypassRLS"))
            for (group, options) in properties.map("memberOf") ?? [] {
                let isInherited =
                    options.contains("INHERIT TRUE")
                    || inherits && !options.contains("INHERIT FALSE")
                if isInherited { role.inherited.append(group) }
            }
            roles[object.name.identity] = role
        }
    }

    /// The names of the roles in the catalog, as SQL has them, sorted.
    var names: [String] { roles.keys.sorted() }

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
