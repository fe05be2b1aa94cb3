import Catalog
import JSONText
import SQLText

/// What default privileges give an object that is made, which its own privileges do not ask for.
struct DefaultPrivilegesInForce {
    /// Roles, PUBLIC among them, by what is granted on: `TABLES`, or `TABLES` in a schema.
    private var grantees: [String: Set<String>] = [:]

    /// - Parameter owner: who makes the objects.
    init(_ catalogs: [Catalog], owner: String) {
        let role = quoteIdentifier(owner)
        for object in catalogs.flatMap(\.objects) where object.name.kind == .defaultPrivileges {
            guard let (who, kind) = NameScanner.split(object.name.identity, at: " ON ") else {
                continue
            }
            let (name, schema) = NameScanner.split(who, at: " IN SCHEMA ") ?? (who, "")
            guard name == role else { continue }
            let known = PropertyValues(object.properties).map("grants")?.map(\.key) ?? []
            grantees["\(kind) \(schema)", default: []].formUnion(known + ["PUBLIC"])
        }
    }

    /// The statements that give an object that was just made what its kind has by default; none where nothing is in force.
    func reset(_ object: CatalogObject, owner: String) -> [String] {
        let identity = object.name.identity
        let schema = NameScanner.schema(of: NameScanner.signature(identity).name)
        let (kind, target, ofPublic): (String, String, Bool)
        switch object.name.kind {
        case .table, .foreignTable, .view, .materializedView:
            (kind, target, ofPublic) = ("TABLES", "TABLE \(identity)", false)
        case .sequence where object.properties["type"] != nil:
            (kind, target, ofPublic) = ("SEQUENCES", "SEQUENCE \(identity)", false)
        case .function, .procedure:
            (kind, target, ofPublic) = ("FUNCTIONS", "ROUTINE \(identity)", true)
        case .enumeration, .composite, .domain, .range:
            (kind, target, ofPublic) = ("TYPES", "TYPE \(identity)", true)
        case .schema: (kind, target, ofPublic) = ("SCHEMAS", "SCHEMA \(identity)", false)
        default: return []
        }
        let found = (grantees["\(kind) "] ?? []).union(grantees["\(kind) \(schema)"] ?? [])
        guard !found.isEmpty else { return [] }
        let name = quoteIdentifier(object.properties["owner"]?.string ?? owner)
        let others = found.union(ofPublic ? ["PUBLIC"] : []).subtracting([name]).sorted()
        var statements = ["REVOKE ALL ON \(target) FROM \(others.joined(separator: ", "))"]
        if ofPublic { statements.append("GRANT ALL ON \(target) TO PUBLIC") }
        if found.contains(name) { statements.append("GRANT ALL ON \(target) TO \(name)") }
        return statements
    }
}
