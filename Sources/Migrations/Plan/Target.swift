/// How far `up` or `down` goes.
public enum Target: Sendable, Hashable {
    /// `up`: everything pending; `down`: everything applied.
    case all
    /// That many migrations.
    case count(Int)
    /// `up`: up to and with it; `down`: everything applied after it, which itself stays.
    case version(MigrationID)
    /// `up`: these and no others, whatever else is pending.
    case only(Set<MigrationID>)
}

/// A version that a person typed and that names no migration, or several.
public struct UnknownVersion: Error, Sendable, Hashable {
    /// What was typed.
    public var typed: String
    /// The migrations it could mean; empty when there is none.
    public var candidates: [MigrationID]

    /// Makes an error.
    public init(typed: String, candidates: [MigrationID]) {
        self.typed = typed
        self.candidates = candidates
    }
}

extension MigrationID {
    /// Finds the migration a person means by a version, a name, or `version_name`.
    ///
    /// Versions of digits are compared as numbers, so `3` finds `0003`.
    ///
    /// - Throws: `UnknownVersion` when none or several match.
    public static func find(
        _ typed: String, in all: [MigrationID]
    ) throws(UnknownVersion) -> MigrationID {
        let rules: [(MigrationID) -> Bool] = [
            { $0.description == typed },
            { $0.version == typed },
            { isSameNumber($0.version, typed) },
            { $0.name == typed },
        ]
        for rule in rules {
            let found = all.filter(rule)
            if found.count == 1 { return found[0] }
            if found.count > 1 { throw UnknownVersion(typed: typed, candidates: found) }
        }
        throw UnknownVersion(typed: typed, candidates: [])
    }

    private static func isSameNumber(_ left: String, _ right: String) -> Bool {
        func digits(_ text: String) -> Substring? {
            guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
                return nil
            }
            return text.drop { $0 == "0" }
        }
        guard let left = digits(left), let right = digits(right) else { return false }
        return left == right
    }
}
