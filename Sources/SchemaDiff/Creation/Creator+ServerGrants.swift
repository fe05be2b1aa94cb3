import Catalog

/// Grants on what the server or an extension brings along, of which the catalog has nothing else.
extension Creator {
    /// Whether an object comes with the server or an extension.
    func isServers(_ object: CatalogObject) -> Bool {
        let properties = PropertyValues(object.properties)
        return properties.has("granted") || properties.has("revoked")
    }

    /// Grants and revokes what is not as the object came; after everything else, as its extension must be there.
    mutating func addServerGrants(_ object: CatalogObject) {
        let properties = PropertyValues(object.properties)
        let target = GrantTarget(object: grantTarget(object.name))
        var statements = (properties.map("revoked") ?? []).map { grantee, privileges in
            "REVOKE \(privileges) ON \(target.object) FROM \(grantee)"
        }
        for (grantee, privileges) in properties.map("granted") ?? [] {
            statements += GrantText(to: grantee, privileges).statements(on: target)
        }
        addBare(CreationStep(ElementName(object.name), .itself, statements, isLast: true))
    }

    func grantTarget(_ name: ObjectName) -> String {
        let identity = name.identity
        return switch name.kind {
        case .table, .foreignTable, .view, .materializedView: "TABLE \(identity)"
        case .aggregate: "FUNCTION \(identity.replacing("(*)", with: "()"))"
        case .enumeration, .composite, .range, .baseType: "TYPE \(identity)"
        case .server: "FOREIGN SERVER \(identity)"
        default: "\(name.kind.words.uppercased()) \(identity)"
        }
    }
}
