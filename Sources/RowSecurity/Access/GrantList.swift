import SchemaDiff

/// The privileges on one object by grantee, from the property `grants` of a catalog.
struct GrantList {
    private var privileges: [String: Set<String>] = [:]

    /// Reads the grants of an object, which are absent where they are the default: everything for the owner.
    init(_ properties: PropertyValues, owner: String?) {
        guard let grants = properties.map("grants") else {
            if let owner { privileges[owner] = ["ALL"] }
            return
        }
        for grant in grants.flatMap({ GrantText.parse(to: $0.key, $0.value) }) {
            privileges[grant.grantee, default: []].formUnion(grant.privileges + grant.grantable)
        }
    }

    /// The grantees, PUBLIC among them.
    var grantees: some Sequence<String> { privileges.keys }

    /// Whether one of the roles holds a privilege.
    func gives(_ privilege: String, to roles: Set<String>) -> Bool {
        privileges.contains { grantee, held in
            roles.contains(grantee) && (held.contains(privilege) || held.contains("ALL"))
        }
    }
}
