/// What tells one migration from every other in its folder and in history.
public struct MigrationID: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The version as the file name spells it (`00`, `1.10`), digits of any length.
    ///
    /// Empty for a repeatable migration. Diesel's has no dashes, as diesel itself records it; in a
    /// Sqitch plan it is the name of the change, with `#2` and so on for a rework.
    public var version: String
    /// The rest of the name, without version, direction and suffix (`task_bus`).
    public var name: String

    /// Makes an identity.
    public init(version: String, name: String) {
        self.version = version
        self.name = name
    }

    /// `version_name`, or whichever of the two is there.
    public var description: String {
        if version.isEmpty { return name }
        return name.isEmpty ? version : "\(version)_\(name)"
    }
}

/// One migration of a folder, with what undoes and verifies it.
public struct Migration: Sendable, Hashable {
    /// How a migration takes part in a run.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// Runs once, in the order of versions.
        case versioned
        /// Runs after all versioned ones, again whenever its content changes (Flyway `R__`).
        case repeatable
        /// Written in a programming language: Tidemark cannot run it, and names it as a gap.
        case code
    }

    /// Version and name.
    public var id: MigrationID
    /// How it takes part in a run.
    public var kind: Kind
    /// The SQL that applies it; nil for `code` and for a version without a file.
    public var up: Script?
    /// The SQL that reverts it, when the folder has it.
    public var down: Script?
    /// The SQL that verifies it (Sqitch `verify/`).
    public var verify: Script?
    /// Names for the point that is reached with it (Sqitch tags, without the `@`).
    public var tags: [String]

    /// Makes a migration.
    public init(
        id: MigrationID, kind: Kind = .versioned, up: Script?, down: Script? = nil,
        verify: Script? = nil, tags: [String] = []
    ) {
        self.id = id
        self.kind = kind
        self.up = up
        self.down = down
        self.verify = verify
        self.tags = tags
    }
}
