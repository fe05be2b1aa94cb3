import Catalog
import JSONText
import SQLText

/// The privileges on one object by grantee, from the property `grants` of a catalog.
struct GrantList {
    private var privileges: [String: Set<String>] = [:]

    /// Reads the grants of an object, which are absent where they are the default: everything for the owner.
    init(_ properties: JSONObject, owner: String?) {
        guard let grants = properties["grants"]?.object else {
            if let owner { privileges[owner] = ["ALL"] }
            return
        }
        for member in grants.members {
            let entries = (member.value.string ?? "").split(separator: ";")
            for entry in entries {
                // `SELECT, UPDATE WITH GRANT OPTION BY someone`: who granted does not matter here.
                let words = entry.prefix(
                    upTo: entry.firstRange(of: " BY ")?.lowerBound ?? entry.endIndex)
                for word in words.split(separator: ",") {
                    let name = word.split(separator: " ").first.map(String.init) ?? ""
                    privileges[member.key, default: []].insert(name)
                }
            }
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
