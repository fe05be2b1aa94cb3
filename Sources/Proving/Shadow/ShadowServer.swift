import Catalog
public import PostgresSession
import SQLText
import SchemaDiff

/// A server on which databases may be made, used and dropped, to try out what is meant for another one.
public struct ShadowServer: Sendable {
    /// A role that may make databases and roles, on the database `postgres` or the one that was named.
    public let connection: ConnectionString
    /// For people: `PostgreSQL 15.18`.
    public let name: String
    /// What the names of databases begin with.
    let stem: String
    /// The server, where it is somebody's own.
    let given: GivenServer?
    private let dumping: Result<DumpProgram, NoCopy>
    private let standInFolder: String?

    /// A server of this command alone.
    public init(running server: EphemeralServer) {
        self.init(connection: server.connection, binaries: server.binaries)
    }

    init(connection: ConnectionString, binaries: ServerBinaries, standIns folder: String? = nil) {
        self.connection = connection
        name = "PostgreSQL \(binaries.version)"
        stem = "tidemark"
        given = nil
        dumping = .success(DumpProgram(of: binaries))
        standInFolder = folder
    }

    init(
        _ server: GivenServer, dumping: Result<DumpProgram, NoCopy>, standIns folder: String?
    ) {
        connection = server.connection
        name = "the given PostgreSQL \(server.version)"
        stem = server.stem
        given = server
        self.dumping = dumping
        standInFolder = folder
    }

    /// Whether it is a server that somebody named, with things of its own on it.
    public var isGiven: Bool { given != nil }

    /// What `pg_dump` says of a database.
    ///
    /// - Throws: `NoCopy` where there is no `pg_dump` for this server; `ProofError`.
    public func dump(_ connection: ConnectionString) async throws -> SchemaDump {
        try await SchemaDump(of: connection, by: try dumping.get())
    }

    /// Sees that there is a `pg_dump` for this server.
    func requireDump() throws(NoCopy) {
        _ = try dumping.get()
    }

    /// The name of a database for a purpose.
    public func databaseName(_ purpose: String) -> String { "\(stem)_\(purpose)" }

    /// Makes a database, in place of one that was made for the same purpose.
    ///
    /// - Parameters:
    ///   - template: what it is a copy of.
    ///   - admin: a session on `connection`.
    public func makeDatabase(
        _ purpose: String, template: String = "template0", on admin: Session
    ) async throws -> ConnectionString {
        let name = databaseName(purpose)
        try await admin.execute("drop database if exists \(name) with (force)")
        if let given {
            try await given.makeDatabase(name, template: template)
        } else {
            try await admin.execute("create database \(name) template \(template)")
        }
        return connection.setting("dbname", to: name)
    }

    /// Makes a role that is dropped with everything else; one that is there stays as it is.
    public func makeRole(_ role: String, on admin: Session) async throws {
        let known = try await admin.query(
            "select 1 from pg_catalog.pg_roles where rolname = $1", [role])
        guard known.rows.isEmpty else { return }
        let statement = "create role \(quoteIdentifier(role))"
        if let given {
            try await given.makeRoles([role], by: [statement])
        } else {
            try await admin.execute(statement)
        }
    }

    /// Whether a role may be dropped; on a private server each.
    public func isOurs(_ role: String) async -> Bool {
        await given?.isOurs(role) ?? true
    }

    /// What stands in for the extensions that the server lacks.
    ///
    /// - Parameter wanted: extensions by name, with their versions where one is asked for.
    /// - Throws: `NoCopy` for one that is neither there nor declared; `SessionError`.
    public func standIns(
        for wanted: [WantedExtension], on admin: Session
    ) async throws -> StandIns {
        var standIns: [StandIn] = []
        for lack in try await MissingExtension.all(of: wanted, on: admin) {
            guard let standIn = try standInFolder.flatMap({ try StandIn(of: lack.name, in: $0) })
            else { throw lack.noCopy }
            standIns.append(standIn)
        }
        return StandIns(standIns)
    }

    func standIns(for catalogs: [Catalog], on admin: Session) async throws -> StandIns {
        try await standIns(for: catalogs.flatMap(WantedExtension.all), on: admin)
    }
}
