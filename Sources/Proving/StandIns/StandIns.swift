public import PostgresSession
import SQLText

/// The stand-ins that a proof runs with.
public struct StandIns: Sendable, Hashable {
    private let list: [StandIn]

    /// None.
    public static let none = StandIns([])

    init(_ list: [StandIn]) {
        self.list = list.sorted { $0.name < $1.name }
    }

    /// The extensions, sorted.
    public var names: [String] { list.map(\.name) }

    /// ` with stand-in postgis`; empty where there is none.
    public var words: String {
        list.isEmpty
            ? "" : " with stand-in\(list.count == 1 ? "" : "s") \(names.joined(separator: ", "))"
    }

    /// Makes it possible in a database to make these extensions.
    ///
    /// - Parameter role: who may make them, besides superusers.
    /// - Throws: `SessionError`.
    public func install(on session: Session, for role: String? = nil) async throws {
        for (number, standIn) in list.enumerated() {
            let function = Self.function(number)
            let signature = "\(function)(text, text, boolean)"
            try await session.execute(standIn.definition(function))
            try await session.execute("revoke execute on function \(signature) from public")
            if let role {
                try await session.execute(
                    "grant execute on function \(signature) to \(quoteIdentifier(role))")
            }
        }
    }

    /// What is run in place of a statement that makes or updates one of these extensions; nil for every other statement.
    public func replacement(of sql: String) -> String? {
        guard !list.isEmpty, let statement = ExtensionStatement(sql),
            let number = list.firstIndex(where: { $0.name == statement.name })
        else { return nil }
        let standIn = list[number]
        switch statement.action {
        case .create(let schema, let version, let mayExist):
            let place = schema.map(quoteLiteral) ?? "pg_catalog.current_schema()"
            return "SELECT \(Self.function(number))(\(place), "
                + "\(quoteLiteral(version ?? standIn.version)), \(mayExist))"
        case .update(let version):
            return "UPDATE pg_catalog.pg_extension SET extversion = "
                + "\(quoteLiteral(version ?? standIn.version)) WHERE extname = \(quoteLiteral(standIn.name))"
        }
    }

    // In a schema that neither the reader nor pg_dump looks into.
    private static func function(_ number: Int) -> String {
        "pg_catalog.tidemark_stand_in_\(number)"
    }
}
