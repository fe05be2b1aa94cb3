import Catalog
import JSONText
import SQLText

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
        let properties = object.properties.object
        name = object.name
        owner = properties["owner"]?.string.map { quoteIdentifier($0) }
        hasRowSecurity = properties["rowSecurity"]?.bool == true
        isForced = properties["forceRowSecurity"]?.bool == true
        grants = GrantList(properties, owner: owner)
        columns = object.parts(.column).map {
            ($0.name.identity, GrantList($0.properties.object, owner: nil))
        }
        schemaGrants = catalog[ObjectName(.schema, schema(of: object.name.identity))].map {
            let properties = $0.properties.object
            return GrantList(
                properties, owner: properties["owner"]?.string.map { quoteIdentifier($0) })
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
        let properties = part.properties.object
        name = part.name.identity
        action = properties["command"]?.string.flatMap { AccessAction(rawValue: $0.lowercased()) }
        isRestrictive = properties["restrictive"]?.bool == true
        let named = properties["roles"]?.array?.compactMap(\.string) ?? []
        roles = named.isEmpty ? [Principals.everyone] : Set(named.map { quoteIdentifier($0) })
        using = text(properties["using"]).map { Expression(parsing: $0) }
        check = text(properties["check"]).map { Expression(parsing: $0) }
    }
}

/// A text of which the lines may be kept apart.
private func text(_ value: JSONValue?) -> String? {
    if let lines = value?.array { return lines.compactMap(\.string).joined(separator: "\n") }
    return value?.string
}

/// What stands before the first dot that no quotes hold.
private func schema(of identity: String) -> String {
    var isQuoted = false
    for index in identity.indices {
        if identity[index] == "\"" { isQuoted.toggle() }
        if identity[index] == ".", !isQuoted { return String(identity[..<index]) }
    }
    return identity
}
