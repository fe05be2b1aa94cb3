import Catalog
import JSONText
import SQLText

extension JSONObject {
    /// The properties with the grants that a kind has by default spelled out, where only the other side has grants of its
    /// own; so a first grant is one entry more and not a list out of nothing.
    func withDefaultGrants(of kind: ObjectKind, if other: PropertyList) -> JSONObject {
        guard self["grants"] == nil, case .object(let grants)? = other["grants"] else {
            return self
        }
        var defaults = JSONObject()
        let owner = self["owner"]?.string.map(quoteIdentifier)
        // What has no owner of its own has one among its grantees all the same.
        if let owner = owner ?? grants.members.first(where: { $0.value == "ALL" })?.key,
            kind != .defaultPrivileges
        {
            defaults[owner] = "ALL"
        }
        switch kind {
        case .function, .procedure, .aggregate: defaults["PUBLIC"] = "ALL"
        case .enumeration, .composite, .domain, .range, .baseType, .language:
            defaults["PUBLIC"] = "ALL"
        case .database: defaults["PUBLIC"] = "TEMPORARY, CONNECT"
        default: break
        }
        var object = self
        object["grants"] = .object(defaults)
        return object
    }
}
