import Configuration
import Migrations
import SchemaDiff

/// A DOWN that a proof has found, for a migration that has none.
public struct WrittenDown: Sendable, Hashable {
    /// Where it goes.
    public var path: String
    /// What is in it.
    public var text: String

    /// The DOWNs of a proof that are to be written: those proven to undo their UP, where the layout keeps DOWNs in files of
    /// their own and there is none.
    public static func of(_ outcome: ProveOutcome) -> [WrittenDown] {
        outcome.proofs.compactMap { proof in
            guard proof.verdict == .noDown, proof.isMissingProven,
                let path = proof.downPath
            else { return nil }
            let statements = proof.missing.map { statement in
                statement.hazards.map { "-- hazard \($0.kind.rawValue): \($0.reason)\n" }.joined()
                    + statement.sql + ";\n"
            }
            return WrittenDown(
                path: path, text: "-- Reverts: \(proof.id)\n\n" + statements.joined())
        }
    }

    /// Writes it; never over a file that is there.
    ///
    /// - Throws: `ScaffoldError`.
    public func write() throws {
        if let slash = path.lastIndex(of: "/") { try Scaffold.makeFolder(String(path[..<slash])) }
        try Scaffold.write(text, to: path)
    }

    /// Where the DOWN of a migration belongs; nil in layouts that keep it with the UP.
    static func path(
        for migration: Migration, _ folder: Folder, _ workspace: Workspace
    ) -> String? {
        guard let up = migration.up, case .file = up.source,
            let name = up.path.split(separator: "/").last.map(String.init)
        else { return nil }
        let parent = up.path.dropLast(name.count)
        func replaced(_ ending: String, by other: String) -> String? {
            name.hasSuffix(ending) ? "\(parent)\(name.dropLast(ending.count))\(other)" : nil
        }
        switch folder.layout {
        case .native, .supabase, .numbered, .pgmigrate:
            let habits = FolderHabits(
                folder, folder.layout, dir: folder.root, downDir: workspace.downDir, timestamp: "")
            let ending = name.hasSuffix(".up.sql") ? ".up.sql" : ".sql"
            return name.hasSuffix(ending)
                ? habits.downPath(String(name.dropLast(ending.count))) : nil
        case .golangMigrate, .sqlx: return replaced(".up.sql", by: ".down.sql")
        case .diesel: return name == "up.sql" ? "\(parent)down.sql" : nil
        case .flyway: return name.hasPrefix("V") ? "\(parent)U\(name.dropFirst())" : nil
        case .yoyo: return replaced(".sql", by: ".rollback.sql")
        case .dbmate, .goose, .sqitch, .graphile, .atlas, .manifest: return nil
        }
    }
}
