public import PostgresSession

/// What there is to say of a server that was named for proofs, before one is made.
public struct ShadowSurvey: Sendable, Hashable {
    /// The server and who connects: `PostgreSQL 15.18, as postgres, a superuser`.
    public var words: String
    /// What commands have made there and not dropped.
    public var leftovers: [ShadowLeftover]

    /// Connects and looks; nothing is made, changed or dropped.
    ///
    /// - Throws: `ShadowError` for a server that is not reached or cannot be used; `SessionError`.
    public static func read(_ connection: ConnectionString) async throws -> ShadowSurvey {
        let session = try await GivenServer.connect(to: connection)
        do {
            let server = try await GivenServer(connection, "", session)
            let rights =
                server.isSuperuser
                ? "a superuser"
                : "no superuser: migrations can be proven, and no plan or copy of a schema"
            let survey = ShadowSurvey(
                words: "PostgreSQL \(server.version), as \(server.user), \(rights)",
                leftovers: try await ShadowLeftover.read(over: session))
            await session.close()
            return survey
        } catch {
            await session.close()
            throw error
        }
    }
}
