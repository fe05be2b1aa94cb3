import Catalog
import Configuration
import Findings
public import Migrations
import SQLText
public import SchemaDiff

/// The files that make drift a migration: an UP, a DOWN and the snapshot.
public struct AdoptedDrift: Sendable {
    /// The migration's files.
    public var files: [NewMigration.File]
    private let reconciliation: Reconciliation

    /// Plans the files; pure.
    ///
    /// - Throws: `RunFailure` for layouts whose own tool keeps a plan or a sum, and for a plan in several transactions in a
    ///   layout whose own tool runs a file as one.
    public static func plan(
        _ name: String, _ reconciliation: Reconciliation, up: ChangePlan, down: ChangePlan,
        folder: Folder, in workspace: Workspace, timestamp: String
    ) throws -> AdoptedDrift {
        guard !up.isSegmented || folder.layout == .native else {
            throw RunFailure.refusal([
                Finding(
                    rule: "online-layout", severity: .error,
                    message: "a file of the layout \(folder.layout.rawValue) is one transaction",
                    remedy: "leave out --online")
            ])
        }
        let configuration = workspace.configuration
        let new = try NewMigration.plan(
            name, folder: folder, dir: configuration.dir, downDir: configuration.downDir,
            timestamp: timestamp, bodies: (text(up, folder.layout), text(down, folder.layout)))
        return AdoptedDrift(files: new.files, reconciliation: reconciliation)
    }

    /// Writes the migration's files, reads the folder again, and writes the snapshot with the new migration in its mark.
    ///
    /// - Returns: the migration, and the path of the snapshot.
    /// - Throws: `ScaffoldError` before anything is written over; `FolderError`, `SnapshotError`, `RunFailure`.
    public func write(in workspace: Workspace) throws -> (id: MigrationID, snapshot: String) {
        for file in files { try Scaffold.write(file.text, to: file.path) }
        let folder = try workspace.readFolder()
        guard let migration = folder.migrations.first(where: { $0.up?.path == files[0].path }),
            let up = migration.up
        else {
            throw RunFailure.refusal([
                Finding(
                    rule: "adopted", severity: .error,
                    message: "\(files[0].path) was written, and the folder does not show it")
            ])
        }
        let checksum: String
        do {
            checksum = try workspace.parser(for: folder).parse(up).checksum.text
        } catch {
            throw RunFailure.refusal(error.findings)
        }
        let mark =
            reconciliation.mark + [
                Manifest.Mark(
                    version: migration.id.version, name: migration.id.name, checksum: checksum)
            ]
        let path = workspace.snapshotPath("schema")
        let catalog = reconciliation.adopted
        let script = Snapshot.hasScript(path) ? try Creation(catalog).script : nil
        try Snapshot.write(catalog, mark: mark, script: script, to: path)
        return (migration.id, path)
    }

    /// The statements as a script of a layout, hazards as comments.
    private static func text(_ plan: ChangePlan, _ layout: Layout) -> String {
        let head = "SET check_function_bodies = off;\nSET search_path = '';\n\n"
        let text = { (statement: PlannedStatement) in
            let hazards = statement.hazards.map {
                "-- hazard \($0.kind.rawValue): \($0.reason)\n"
            }
            // goose cuts at semicolons outside of such a block.
            let isBlock = layout == .goose && statement.sql.contains(";")
            return hazards.joined() + (isBlock ? "-- +goose StatementBegin\n" : "")
                + statement.sql + ";\n" + (isBlock ? "-- +goose StatementEnd\n" : "")
        }
        guard plan.isSegmented else { return head + plan.statements.map(text).joined() }
        return head
            + plan.segments.map {
                $0.opening + $0.statements.map(text).joined() + $0.closing
            }.joined(separator: "\n")
    }
}
