import Catalog
import SQLText
import SchemaDiff

/// A table with what guards it: its schema, its grants, its policies.
struct GuardedTable {
    /// A policy as the catalog has it.
    struct Policy {
        var name: String
        /// The action; nil is all that obey policies.
        var action: AccessAction?
        var isRestrictive: Bool
        /// As SQL has them.
        var roles: Set<String>
        var using: Expression?
        var check: Expression?
    }

    let name: ObjectName
    let owner: String?
    let hasRowSecurity: Bool
    let isForced: Bool
    let grants: GrantList
    /// The columns in their order.
    let columns: [(name: String, grants: GrantList)]
    let schemaGrants: GrantList?
    let policies: [Policy]

    init(_ object: CatalogObject, in catalog: Catalog) {
        let properties = PropertyValues(object.properties)
        name = object.name
        owner = properties.text("owner").map { quoteIdentifier($0) }
        hasRowSecurity = properties.flag("rowSecurity")
        isForced = properties.flag("forceRowSecurity")
        grants = GrantList(properties, owner: owner)
        columns = object.parts(.column).map {
            ($0.name.identity, GrantList(PropertyValues($0.properties), owner: nil))
        }
        let schema = ObjectName(.schema, NameScanner.schema(of: object.name.identity))
        schemaGrants = catalog[schema].map {
            let properties = PropertyValues($0.properties)
            return GrantList(
                properties, owner: properties.text("owner").map { quoteIdentifier($0) })
        }
        policies = object.parts(.policy).map(Policy.init)
    }

    /// All who are named here: owner, grantees, roles of policies.
    var mentioned: Set<String> {
        var roles = Set(grants.grantees)
        if let owner { roles.insert(owner) }
        for column in columns { roles.formUnion(column.grants.grantees) }
        for policy in policies { roles.formUnion(policy.roles) }
        return roles
    }
}

extension GuardedTable.Policy {
    init(_ part: CatalogPart) {
        let properties = PropertyValues(part.properties)
        name = part.name.identity
        action = properties.text("command").flatMap { AccessAction(rawValue: $0.lowercased()) }
        isRestrictive = properties.flag("restrictive")
        let named = properties.list("roles")
        roles = named.isEmpty ? [Principals.everyone] : Set(named.map { quoteIdentifier($0) })
        using = properties.text("using").map { Expression(parsing: $0) }
        check = properties.text("check").map { Expression(parsing: $0) }
    }
}
