public import Catalog
import Configuration
import Findings
import Migrations
import PostgresSession
public import Proving
public import SchemaDiff

extension Workspace {
    /// Renames in a schema, on a copy of it on a shadow server, so that everything that names what is renamed is as the server
    /// leaves it.
    ///
    /// - Parameters:
    ///   - texts: `OLD=NEW` each, of flags; those of the configuration come before them.
    /// - Returns: the statements, and the schema behind them; nil where there is nothing to rename.
    /// - Throws: `ConfigurationFailure` for a text that is none, or that does not fit; `RunFailure` where no copy can be made;
    ///   `EphemeralServerError`, `SessionError`, `CatalogError`.
    public func rename(
        _ texts: [String], from: Catalog, to: Catalog, owner: String,
        shadow: Shadow
    ) async throws -> (statements: [PlannedStatement], catalog: Catalog)? {
        var statements: [PlannedStatement] = []
        for text in configuration.renames {
            // A project's own holds in whichever direction the schemas are compared.
            let renaming = try Self.renaming(text, configuration.location(of: .renames))
            let isBack =
                (try? renaming.statements(from: from, to: to)) == nil
                && (try? renaming.reversed.statements(from: from, to: to))?.isEmpty == false
            statements += try Self.statements(
                isBack ? renaming.reversed : renaming, from, to,
                configuration.location(of: .renames))
        }
        for text in texts {
            statements += try Self.statements(try Self.renaming(text, nil), from, to, nil)
        }
        guard !statements.isEmpty else { return nil }
        let catalog = try await renamed(from, statements, owner, try await shadow.server())
        return (statements, catalog)
    }

    private func renamed(
        _ from: Catalog, _ statements: [PlannedStatement], _ owner: String, _ shadow: ShadowServer
    ) async throws -> Catalog {
        let admin = try await Session.connect(to: shadow.connection)
        let connection: ConnectionString
        do {
            let copies = SchemaCopy(
                on: shadow, scope: catalogScope,
                standIns: try await shadow.standIns(for: WantedExtension.all(of: from), on: admin))
            try await copies.makeRoles(of: [from], owner: owner, on: admin)
            connection = try await shadow.makeDatabase("renamed", on: admin)
            try await copies.fill(connection, with: from, owner: owner)
        } catch let error as NoCopy {
            await admin.close()
            throw RunFailure.notProvable(error)
        } catch {
            await admin.close()
            throw error
        }
        await admin.close()
        let session = try await Session.connect(to: connection)
        do {
            try await session.execute("set search_path = ''")
            for statement in statements { try await session.execute(statement.sql) }
            let catalog = try await CatalogReader(session, scope: catalogScope).read(edges: true)
            await session.close()
            // What a copy of a schema does not have of roles is as it was.
            return catalog.adopting(
                Comparison().compare(expected: catalog, actual: from)
                    .filter { $0.object.kind == .role || $0.object.kind == .database }, from: from)
        } catch {
            await session.close()
            throw Self.wrongRename("\(error)", nil)
        }
    }

    private static func renaming(_ text: String, _ location: Location?) throws -> Renaming {
        guard let renaming = Renaming(text) else {
            throw wrongRename("`\(text)` is not OLD=NEW", location)
        }
        return renaming
    }

    private static func statements(
        _ renaming: Renaming, _ from: Catalog, _ to: Catalog, _ location: Location?
    ) throws -> [PlannedStatement] {
        do {
            return try renaming.statements(from: from, to: to)
        } catch {
            throw wrongRename("\(renaming.text): \(error.reason)", location)
        }
    }

    private static func wrongRename(_ message: String, _ location: Location?)
        -> ConfigurationFailure
    {
        ConfigurationFailure(findings: [
            Finding(
                rule: "rename", severity: .error, message: message,
                location: location,
                remedy: "name both as the reports do: schema.name, or schema.table.column")
        ])
    }
}
