import Catalog

/// Grants on what the server or an extension brings along.
extension Alterer {
    /// The statements that take back what one side has granted and revoked, and do what the other has.
    func serverGrants(_ before: CatalogObject?, _ after: CatalogObject?) -> [PlannedStatement] {
        guard let object = after ?? before else { return [] }
        let element = ElementName(object.name)
        let target = creator.grantTarget(object.name)
        let old = before.map { PropertyValues($0.properties) }
        let new = after.map { PropertyValues($0.properties) }
        func entries(_ values: PropertyValues?, _ name: String) -> [(key: String, value: String)] {
            values?.map(name) ?? []
        }
        func gone(_ name: String) -> [(key: String, value: String)] {
            entries(old, name).filter { entry in !entries(new, name).contains { $0 == entry } }
        }
        func come(_ name: String) -> [(key: String, value: String)] {
            entries(new, name).filter { entry in !entries(old, name).contains { $0 == entry } }
        }
        var statements: [String] = gone("granted").map { "REVOKE ALL ON \(target) FROM \($0.key)" }
        statements += come("revoked").map { "REVOKE \($0.value) ON \(target) FROM \($0.key)" }
        let grants = gone("revoked") + come("granted")
        statements += grants.flatMap {
            GrantText(to: $0.key, $0.value).statements(on: GrantTarget(object: target))
        }
        return statements.map { statement in
            PlannedStatement(
                element, statement,
                hazards: statement.hasPrefix("GRANT")
                    ? [Hazard(.accessWidened, "privileges are granted")] : [])
        }
    }
}
