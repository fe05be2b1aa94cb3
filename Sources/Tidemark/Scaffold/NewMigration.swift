import Findings
import Glibc
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
    /// - Parameters:
    ///   - name: what it does, in words; spaces and dashes become underscores.
    ///   - folder: the folder, nil when it has no migration yet: then the native layout.
    ///   - dir: where the UPs are.
    ///   - downDir: where the DOWNs are.
    ///   - timestamp: `YYYYMMDDhhmmss` for layouts that count by time.
    /// - Throws: `RunFailure` for layouts whose own tool keeps a plan or a sum.
    public static func plan(
        _ name: String, folder: Folder?, dir: String, downDir: String, timestamp: String
    ) throws -> NewMigration {
        let layout = folder?.layout ?? .native
        let versions = folder?.migrations.filter { $0.kind != .repeatable }.map(\.id.version) ?? []
        let slug = Self.slug(name)
        guard !slug.isEmpty else { throw refusal("a name has letters or digits") }
        func up(_ file: String, _ text: String = Self.up(name)) -> File {
            File(path: "\(dir)/\(file)", text: text)
        }
        func down(_ file: String, _ text: String = Self.down(name)) -> File {
            File(path: file, text: text)
        }
        switch layout {
        case .native:
            let version = next(versions, width: 2)
            return NewMigration(files: [
                up("\(version)_\(slug).sql"), down("\(downDir)/\(version)_\(slug)_down.sql"),
            ])
        case .golangMigrate, .sqlx:
            let version = sequenceOrTime(versions, timestamp)
            return NewMigration(files: [
                up("\(version)_\(slug).up.sql"), down("\(dir)/\(version)_\(slug).down.sql"),
            ])
        case .diesel:
            let time = dashed(timestamp)
            return NewMigration(files: [
                up("\(time)_\(slug)/up.sql"), down("\(dir)/\(time)_\(slug)/down.sql"),
            ])
        case .dbmate:
            let text = "-- migrate:up\n\(Self.up(name))\n-- migrate:down\n\(Self.down(name))"
            return NewMigration(files: [up("\(timestamp)_\(slug).sql", text)])
        case .goose:
            let version = sequenceOrTime(versions, timestamp)
            let text = "-- +goose Up\n\(Self.up(name))\n-- +goose Down\n\(Self.down(name))"
            return NewMigration(files: [up("\(version)_\(slug).sql", text)])
        case .flyway:
            let version = String((versions.compactMap(Self.major).max() ?? 0) + 1)
            return NewMigration(files: [
                up("V\(version)__\(slug).sql"), down("\(dir)/U\(version)__\(slug).sql"),
            ])
        case .pgmigrate:
            let version = next(versions, width: 4)
            return NewMigration(files: [up("V\(version)__\(slug).sql")])
        case .supabase:
            return NewMigration(files: [
                up("\(timestamp)_\(slug).sql"), down("\(downDir)/\(timestamp)_\(slug)_down.sql"),
            ])
        case .numbered:
            return NewMigration(files: [up("\(next(versions, width: 4))_\(slug).sql")])
        case .yoyo:
            let version = next(versions, width: 4)
            return NewMigration(files: [
                up("\(version)_\(slug).sql"), down("\(dir)/\(version)_\(slug).rollback.sql"),
            ])
        case .sqitch:
            throw refusal("a Sqitch plan is written by Sqitch", "sqitch add \(slug) -n '\(name)'")
        case .graphile:
            throw refusal(
                "committed migrations are chained by hashes", "graphile-migrate commit")
        case .manifest:
            throw refusal("a manifest lists the files of each version", nil)
        case .atlas:
            throw refusal("atlas.sum covers the folder", "atlas migrate new \(slug)")
        }
    }

    private static func up(_ name: String) -> String { "-- \(name)\n\n" }
    private static func down(_ name: String) -> String { "-- Reverts: \(name)\n\n" }

    private static func slug(_ name: String) -> String {
        let words = name.lowercased().split { !($0.isLetter || $0.isNumber) }
        return words.joined(separator: "_")
    }

    /// One more than the greatest, with the width of the widest.
    private static func next(_ versions: [String], width: Int) -> String {
        let number = (versions.compactMap { Int($0) }.max() ?? (versions.isEmpty ? -1 : 0)) + 1
        let wide = max(versions.map(\.count).max() ?? 0, width)
        let digits = String(number)
        return String(repeating: "0", count: max(0, wide - digits.count)) + digits
    }

    private static func sequenceOrTime(_ versions: [String], _ timestamp: String) -> String {
        let isSequence = !versions.isEmpty && versions.allSatisfy { $0.count < 10 }
        return isSequence ? next(versions, width: 1) : timestamp
    }

    private static func major(_ version: String) -> Int? {
        Int(version.prefix { $0.isNumber })
    }

    /// `2026-01-31-120000` as diesel writes it.
    private static func dashed(_ timestamp: String) -> String {
        let digits = Array(timestamp)
        let parts = [digits[0..<4], digits[4..<6], digits[6..<8], digits[8...]]
        return parts.map { String($0) }.joined(separator: "-")
    }

    private static func refusal(_ message: String, _ command: String? = nil) -> RunFailure {
        RunFailure.refusal([
            Finding(
                rule: "new", severity: .error, message: message,
                remedy: command.map { "run: \($0)" } ?? "tidemark new add_customers")
        ])
    }

    /// The time now in UTC as `YYYYMMDDhhmmss`.
    public static func timestamp() -> String {
        var now = time(nil)
        var parts = unsafe tm()
        guard unsafe gmtime_r(&now, &parts) != nil else { return "00000000000000" }
        let numbers = unsafe [
            (Int(parts.tm_year) + 1900, 4), (Int(parts.tm_mon) + 1, 2), (Int(parts.tm_mday), 2),
            (Int(parts.tm_hour), 2), (Int(parts.tm_min), 2), (Int(parts.tm_sec), 2),
        ]
        return numbers.map { number, width in
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }.joined()
    }
}
