import Catalog
import JSONText
import RowSecurity
import Testing

/// The matrix of catalogs with names that could be taken for something else.
struct AccessMatrixTests {
    private func reach(_ action: AccessAction, grants: JSONValue, schema: String = "app") -> Reach?
    {
        let catalog = Catalog(objects: [
            CatalogObject(
                name: ObjectName(.schema, schema),
                properties: PropertyList(
                    JSONObject([.init(key: "grants", value: ["reader": "USAGE"])])), parts: []),
            CatalogObject(
                name: ObjectName(.table, "\(schema).t"),
                properties: PropertyList(JSONObject([.init(key: "grants", value: grants)])),
                parts: []),
        ])
        return AccessMatrix(catalog, roles: ["reader"]).cells.first { $0.action == action }?.reach
    }

    @Test func whoGrantedIsNoPrivilege() {
        let grants: JSONValue = ["reader": #"INSERT BY "a; SELECT, b""#]
        #expect(reach(.insert, grants: grants) == .everything)
        #expect(reach(.select, grants: grants) == .nothing(.privilege("SELECT")))
    }

    @Test func severalGrantorsAndGrantOptionsAddUp() {
        let grants: JSONValue = ["reader": "SELECT WITH GRANT OPTION; UPDATE BY other"]
        #expect(reach(.select, grants: grants) == .everything)
        #expect(reach(.update, grants: grants) == .everything)
        #expect(reach(.delete, grants: grants) == .nothing(.privilege("DELETE")))
    }

    @Test func aSchemaMayHaveADotInItsName() {
        #expect(reach(.select, grants: ["reader": "ALL"], schema: #""a.b""#) == .everything)
    }
}
