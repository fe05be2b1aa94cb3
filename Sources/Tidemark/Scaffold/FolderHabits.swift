import Glibc
import Migrations

/// What the files of a folder show about how the next one is named.
struct FolderHabits {
    /// Where the UPs are.
    let root: String
    /// Where separate DOWNs are.
    let downRoot: String
    /// Whether the folder has separate DOWNs already.
    let hasSeparateDowns: Bool
    /// The version that comes next.
    let version: String
    /// What stands between version and name.
    let separator: String
    /// `.sql` or `.up.sql`.
    let upEnding: String
    /// The last UP's name without its ending; nil in an empty folder.
    let lastStem: String?
    private let sampleDown: String?

    init(
        _ folder: Folder?, _ layout: Layout, dir: String, downDir: String, timestamp: String
    ) {
        let migrations = (folder?.migrations ?? []).filter { $0.kind != .repeatable }
        let last = migrations.last { $0.up != nil }
        let file = last?.up.map { Self.lastComponent($0.path) }
        root = folder?.root ?? dir
        downRoot = folder?.downRoot ?? downDir
        hasSeparateDowns = folder?.downRoot != nil
        upEnding = file?.hasSuffix(".up.sql") == true ? ".up.sql" : ".sql"
        lastStem = file.map { String($0.dropLast($0.hasSuffix(".sql") ? 4 : 0)) }
        sampleDown = migrations.last { $0.down != nil }?.down?.path
        separator = Self.separator(of: file, last?.id.version, layout)
        version = Self.version(migrations.map(\.id.version), layout, timestamp)
    }

    /// The path of the DOWN, named as the one that is there.
    func downPath(_ stem: String) -> String {
        guard let sampleDown else { return "\(downRoot)/\(stem)_down.sql" }
        let name = Self.lastComponent(sampleDown)
        let folder = sampleDown.dropLast(name.count + 1)
        let isBeside = folder == root
        for ending in ["_down.sql", "-down.sql", ".down.sql", ".rollback.sql", ".revert.sql"]
        where name.hasSuffix(ending) {
            return "\(isBeside ? root : downRoot)/\(stem)\(ending)"
        }
        return isBeside ? "\(downRoot)/\(stem)_down.sql" : "\(downRoot)/\(stem).sql"
    }

    private static func separator(of file: String?, _ version: String?, _ layout: Layout) -> String
    {
        switch layout {
        case .flyway, .pgmigrate: return "__"
        case .diesel, .dbmate, .goose, .supabase, .golangMigrate, .sqlx: return "_"
        default: break
        }
        let fallback = layout == .yoyo ? "." : "_"
        guard let file, let version, file.hasPrefix(version) else { return fallback }
        let rest = file.dropFirst(version.count).prefix { !($0.isLetter || $0.isNumber) }
        return rest.isEmpty || rest.count > 2 ? fallback : String(rest)
    }

    /// One more than the greatest; the time where the layout, or the folder, counts by time.
    private static func version(
        _ versions: [String], _ layout: Layout, _ timestamp: String
    ) -> String {
        switch layout {
        case .diesel:
            let digits = Array(timestamp)
            let parts = [digits[0..<4], digits[4..<6], digits[6..<8], digits[8...]]
            return parts.map { String($0) }.joined(separator: "-")
        case .dbmate, .supabase:
            return later(versions, timestamp)
        case .flyway:
            let majors = versions.map { String($0.prefix { $0.isNumber }) }
            let isTime = majors.contains { $0.count == 14 }
            return isTime ? later(majors, timestamp) : successor(of: greatest(majors) ?? "0")
        case .golangMigrate, .sqlx, .goose:
            let isSequence = !versions.isEmpty && versions.allSatisfy { $0.count < 10 }
            return isSequence ? next(versions, width: 1) : later(versions, timestamp)
        case .native:
            return versions.contains { $0.count == 14 }
                ? later(versions, timestamp) : next(versions, width: 2)
        default:
            return versions.contains { $0.count == 14 }
                ? later(versions, timestamp) : next(versions, width: 4)
        }
    }

    private static func next(_ versions: [String], width: Int) -> String {
        let wide = versions.map(\.count).max() ?? width
        let digits = greatest(versions).map(successor) ?? (versions.isEmpty ? "0" : "1")
        return String(repeating: "0", count: max(0, wide - digits.count)) + digits
    }

    /// The time, or one more than the greatest where a clock was ahead.
    private static func later(_ versions: [String], _ timestamp: String) -> String {
        guard let greatest = greatest(versions), !isLess(greatest, timestamp) else {
            return timestamp
        }
        return successor(of: greatest)
    }

    /// The greatest of the versions that are numbers, of any length, without leading zeros.
    private static func greatest(_ versions: [String]) -> String? {
        versions.filter { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
            .map { String($0.drop { $0 == "0" }) }
            .max(by: isLess)
            .map { $0.isEmpty ? "0" : $0 }
    }

    private static func isLess(_ left: String, _ right: String) -> Bool {
        left.count == right.count ? left < right : left.count < right.count
    }

    private static func successor(of digits: String) -> String {
        var bytes = Array(digits.utf8)
        var index = bytes.count - 1
        while index >= 0, bytes[index] == 57 {
            bytes[index] = 48
            index -= 1
        }
        if index < 0 { return "1" + String(decoding: bytes, as: UTF8.self) }
        bytes[index] += 1
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func lastComponent(_ path: String) -> String {
        String(path.split(separator: "/").last ?? "")
    }
}

extension NewMigration {
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
