import Findings
public import Migrations

/// The files of a new migration in the folder's own layout.
public struct NewMigration: Sendable, Hashable {
    /// A file with its first text.
    public struct File: Sendable, Hashable {
        /// Where it goes.
        public var path: String
        /// What is in it.
        public var text: String
    }

    /// The files.
    public var files: [File]

    /// Plans the files; pure.
    ///
    /// What is left open by the layout (separator, suffix, where DOWNs are, numbers or times) follows
    /// the files that are there.
    ///
    /// - Parameters:
    ///   - name: what it does, in words; what is no letter or digit becomes an underscore.
    ///   - folder: the folder, nil when it has no migration yet.
    ///   - layout: the layout for a folder without migrations.
    ///   - dir: where the UPs are.
    ///   - downDir: where the DOWNs are.
    ///   - timestamp: `YYYYMMDDhhmmss` for layouts that count by time.
    ///   - bodies: what is in them already.
    /// - Throws: `RunFailure` for layouts whose own tool keeps a plan or a sum.
    public static func plan(
        _ name: String, folder: Folder?, layout: Layout = .native, dir: String, downDir: String,
        timestamp: String, bodies: (up: String, down: String) = ("", "")
    ) throws -> NewMigration {
        let layout = folder?.layout ?? layout
        let habits = FolderHabits(folder, layout, dir: dir, downDir: downDir, timestamp: timestamp)
        let slug = slug(name)
        let up = "-- \(name)\n\n" + bodies.up
        let down = "-- Reverts: \(name)\n\n" + bodies.down
        func pair(_ upPath: String, _ downPath: String?) -> NewMigration {
            let files = [File(path: "\(habits.root)/\(upPath)", text: up)]
            return NewMigration(
                files: files + (downPath.map { [File(path: $0, text: down)] } ?? []))
        }
        let stem = "\(habits.version)\(habits.separator)\(slug)"
        switch layout {
        case .native, .supabase:
            return pair("\(stem)\(habits.upEnding)", habits.downPath(stem))
        case .golangMigrate:
            return pair("\(stem).up.sql", "\(habits.root)/\(stem).down.sql")
        case .sqlx:
            guard habits.upEnding == ".up.sql" else { return pair("\(stem).sql", nil) }
            return pair("\(stem).up.sql", "\(habits.root)/\(stem).down.sql")
        case .diesel:
            return pair("\(stem)/up.sql", "\(habits.root)/\(stem)/down.sql")
        case .dbmate:
            let text = "-- migrate:up\n\(up)\n-- migrate:down\n\(down)"
            return NewMigration(files: [File(path: "\(habits.root)/\(stem).sql", text: text)])
        case .goose:
            let text = "-- +goose Up\n\(up)\n-- +goose Down\n\(down)"
            return NewMigration(files: [File(path: "\(habits.root)/\(stem).sql", text: text)])
        case .flyway:
            return pair("V\(stem).sql", "\(habits.root)/U\(stem).sql")
        case .pgmigrate:
            return pair("V\(stem).sql", habits.hasSeparateDowns ? habits.downPath("V\(stem)") : nil)
        case .numbered:
            return pair("\(stem).sql", habits.hasSeparateDowns ? habits.downPath(stem) : nil)
        case .yoyo:
            var made = pair("\(stem).sql", "\(habits.root)/\(stem).rollback.sql")
            if let last = habits.lastStem { made.files[0].text = "-- depends: \(last)\n" + up }
            return made
        case .sqitch:
            throw refusal("a Sqitch plan is written by Sqitch", "sqitch add \(slug) -n '\(name)'")
        case .graphile:
            throw refusal("committed migrations are chained by hashes", "graphile-migrate commit")
        case .manifest:
            throw refusal(
                "a manifest lists the files of each version",
                "make the folder and its manifest.json, then: tidemark status")
        case .atlas:
            throw refusal("atlas.sum covers the folder", "atlas migrate new \(slug)")
        }
    }

    /// The name as it stands in a file's name; empty when it has neither letters nor digits.
    public static func slug(_ name: String) -> String {
        let words = name.lowercased().split { !($0.isLetter || $0.isNumber) }
        return words.joined(separator: "_")
    }

    private static func refusal(_ message: String, _ remedy: String) -> RunFailure {
        RunFailure.refusal([
            Finding(rule: "new", severity: .error, message: message, remedy: remedy)
        ])
    }
}
