public import Catalog
import Configuration
import Findings
public import Migrations
import PostgresSession
public import Proving
public import SchemaDiff

/// A live schema and the one that is expected of it, with what differs.
public struct Reconciliation: Sendable {
    /// What is there.
    public var live: NamedSchema
    /// What is expected.
    public var expected: NamedSchema
    /// What the live schema has otherwise, without what the project accepts.
    public var differences: [Difference]
    /// What differs and is accepted.
    public var ignored: [Difference]
    /// What history says is applied.
    public var mark: [Manifest.Mark]
    /// What was done about roles of the expected schema.
    public var roles: [RoleNote] = []

    /// What the live schema is to become: what is accepted stays as it is.
    public var goal: Catalog { expected.catalog.adopting(ignored, from: live.catalog) }

    /// What the expected schema becomes when the drift is adopted: what is accepted is still not expected.
    public var adopted: Catalog { live.catalog.adopting(ignored, from: expected.catalog) }
}

extension Operation {
    /// Reads the live schema and the one that its mark is expected to have, both with what depends on what.
    ///
    /// At the snapshot's mark that is the snapshot, else what the migrations build on a private server up to the mark.
    ///
    /// - Parameter roles: writes the expected schema for the roles of the live one; nil leaves it as it is.
    /// - Throws: `RunFailure` where nobody knows what is expected; `SnapshotError`, `SessionError`, `CatalogError`,
    ///   `EphemeralServerError`.
    public func reconciliation(
        with snapshot: Snapshot, folder: Folder?, shadow: Shadow,
        roles: ((NamedSchema, NamedSchema) throws -> (schema: NamedSchema, notes: [RoleNote]))? =
            nil
    ) async throws -> Reconciliation {
        let mark = try await readMark()
        var expected: NamedSchema
        if Self.distance(of: mark, from: snapshot.manifest.mark).isNone {
            expected = NamedSchema(name: snapshot.path, catalog: try snapshot.catalog())
        } else if let folder, let part = folder.restricted(to: mark) {
            let catalog = try await workspace.readShadowCatalog(
                part, edges: true, shadow: shadow)
            let words = await shadow.standInsInUse.words
            expected = NamedSchema(
                name: "what \(folder.root) builds up to this mark\(words)", catalog: catalog)
        } else {
            throw RunFailure.refusal([
                Finding(
                    rule: "other-mark", severity: .error,
                    message:
                        "the database is at another mark than \(snapshot.path), and the folder does "
                        + "not have what is applied",
                    remedy: "look: tidemark status")
            ])
        }
        let live = try await readNamedSchema()
        var notes: [RoleNote] = []
        if let roles { (expected, notes) = try roles(expected, live) }
        let sorted = IgnoredDifferences(
            Comparison().compare(expected: expected.catalog, actual: live.catalog)
                .filter { $0.direction != .rendering && $0.property != "columnOrder" },
            workspace.configuration.ignoreRules, today: currentDay())
        return Reconciliation(
            live: live, expected: expected, differences: sorted.kept, ignored: sorted.ignored,
            mark: mark, roles: notes)
    }
}
