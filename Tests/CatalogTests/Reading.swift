import Catalog
import JSONText
import PostgresSession
import TidemarkTesting

/// Runs SQL in the database of the test and reads its catalog.
func read(
    after sql: String = "", scope: CatalogScope = CatalogScope(), as role: String? = nil
) async throws -> Catalog {
    let database = TestDatabase.current
    if !sql.isEmpty { try await database.execute(sql) }
    let connection = role.map { database.connection.setting("user", to: $0) }
    let session = try await Session.connect(to: connection ?? database.connection)
    let catalog = try await CatalogReader(session, scope: scope).read()
    await session.close()
    return catalog
}

/// A name of a role that no other test uses: roles belong to the whole server.
func roleName(_ name: String) -> String {
    "\(TestDatabase.current.name)_\(name)"
}

/// The major version of the server.
func major() async throws -> Int {
    let session = try await TestDatabase.current.connect()
    let major = session.serverVersion / 10_000
    await session.close()
    return major
}

extension Catalog {
    /// The properties of an object, without the owner that all of them have; nil where it is not there.
    func properties(_ kind: ObjectKind, _ identity: String) -> JSONValue? {
        guard var object = self[ObjectName(kind, identity)]?.properties.object else { return nil }
        if object["owner"] == "postgres" { object["owner"] = nil }
        return .object(object)
    }

    /// The properties of the parts of one kind, each behind the key `name`.
    func parts(_ kind: PartKind, of object: ObjectKind, _ identity: String) -> JSONValue? {
        self[ObjectName(object, identity)].map { object in
            .array(
                object.parts(kind).map { part in
                    .object(
                        JSONObject(
                            [.init(key: "name", value: .string(part.name.identity))]
                                + part.properties.object.members))
                })
        }
    }

    /// The properties of one part.
    func part(
        _ kind: PartKind, _ name: String, of object: ObjectKind, _ identity: String
    ) -> JSONValue? {
        self[ObjectName(object, identity)]?.parts(kind).first { $0.name.identity == name }
            .map { .object($0.properties.object) }
    }

    /// The names of the objects of one kind.
    func names(_ kind: ObjectKind) -> [String] {
        objects.map(\.name).filter { $0.kind == kind }.map(\.identity)
    }
}
