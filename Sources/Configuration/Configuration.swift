public import Findings

/// What a command works with: `tidemark.yml`, the flags, the process environment and the defaults, merged.
///
/// For each key the first of these wins: its flag, the selected environment's section, the top of the file, the
/// default. `db` looks at `DATABASE_URL` before its default, which is empty: libpq's own `PG*` variables.
/// Nothing here touches a server, and no description of it holds a password.
public struct Configuration: Sendable, Hashable {
    /// What manages the database.
    public enum Platform: String, Sendable, Hashable, Codable, CaseIterable {
        /// Nobody: every schema but the system's is the user's own.
        case plain
        /// Supabase: its schemas, roles and extensions are left alone.
        case supabase
    }

    /// What a private server gets in place of the platform.
    public enum Shim: String, Sendable, Hashable, Codable, CaseIterable {
        /// Nothing.
        case none
        /// The roles, the `auth` schema and the functions of Supabase.
        case supabase
    }

    /// Where a value comes from.
    public enum Origin: Sendable, Hashable {
        /// A flag on the command line.
        case flag
        /// The section of the environment of that name.
        case environment(String, Location)
        /// The top of the file.
        case file(Location)
        /// A variable of the process environment, by its own name.
        case processVariable(String)
        /// The default.
        case byDefault
    }

    /// The file that was read; nil when there is none.
    public let file: String?
    /// The selected environment; nil when none is.
    public let environmentName: String?
    /// Every environment of the file, in its order.
    public let environmentNames: [String]
    /// What is worth a warning, such as a password in the file.
    ///
    /// Never holds errors.
    public let findings: [Finding]

    /// The folder of the migrations, as the user would type it from the working directory.
    public let dir: String
    /// The folder of the DOWN files.
    public let downDir: String
    /// The layout's name; nil to detect it.
    ///
    /// Whether there is such a layout is checked by who reads the folder.
    public let layout: String?
    /// The folder of the snapshots.
    public let snapshots: String
    /// The schemas that are looked at; empty for all but the system's.
    public let schemas: [String]
    /// What manages the database.
    public let platform: Platform
    /// What a private server gets; `auto` is already resolved by the platform.
    public let shim: Shim
    /// The role to SET ROLE to; nil for none.
    public let role: String?
    /// The values of placeholders.
    public let variables: [String: Secret]
    /// The connection string; empty for libpq's own defaults and `PG*` variables.
    public let database: Secret
    /// Whether changing commands need a confirmation.
    public let isProtected: Bool
    /// How long a statement waits for a lock; zero for ever.
    public let lockTimeout: Duration
    /// How often a segment is tried, the first time included.
    public let lockAttempts: Int
    /// The first and the longest pause between attempts.
    public let lockBackoff: ClosedRange<Duration>
    /// How long another runner is waited for; zero does not wait.
    public let lockWait: Duration
    /// How long a statement may run; zero is no limit.
    public let statementTimeout: Duration
    /// `lockTimeout` of CONCURRENTLY statements.
    public let concurrentlyLockTimeout: Duration
    /// `statementTimeout` of CONCURRENTLY statements.
    public let concurrentlyStatementTimeout: Duration
    /// Whether a pending migration older than the newest applied one runs.
    public let allowsOutOfOrder: Bool
    /// The server of proofs; empty for a private one.
    public let shadow: Secret
    /// The folder of what stands in for extensions that the server of proofs lacks; nil for none.
    public let shadowStubs: String?
    /// How long the private server of proofs stays after its last use; zero ends it with the command.
    public let shadowKeep: Duration
    /// Differences that are accepted.
    public let ignoreRules: [IgnoreRule]
    /// What is to be renamed where schemas are compared, `OLD=NEW` each.
    public let renames: [String]
    /// What is done about roles that a target lacks: `expect`, `ignore` or `require`.
    public let missingRoles: String
    /// What roles are called on a target, `OLD=NEW` each.
    public let mappedRoles: [String]
    /// The hazards that planned SQL may have; empty for all.
    public let allowedHazards: [String]
    /// What `lint` does with its rules.
    public let lint: LintSection

    private let origins: [Key: Origin]

    /// Where a key's value comes from.
    public func origin(of key: Key) -> Origin {
        origins[key] ?? .byDefault
    }

    /// The place in the file where a key's value is written, to point an error at.
    public func location(of key: Key) -> Location? {
        switch origin(of: key) {
        case .environment(_, let location), .file(let location): location
        case .flag, .processVariable, .byDefault: nil
        }
    }

    /// Takes the values of a resolution without errors; nil when one is missing or of another type.
    init?(_ resolution: Resolution, file: String?) {
        let values = TypedValues(values: resolution.values)
        let base = file.map { directory(of: $0) } ?? ""
        func folder(_ key: Key) -> String? {
            guard let path = values.text(key) else { return nil }
            return resolution.origins[key] == .flag ? path : join(base, path)
        }
        guard let dir = folder(.dir), let downDir = folder(.downDir),
            let snapshots = folder(.snapshots), let layout = values.text(.layout),
            let schemas = values.list(.schemas),
            let platform = values.text(.platform).flatMap(Platform.init),
            let shim = values.text(.shim), let role = values.text(.role),
            let variables = values.mapping(.variables), let database = values.text(.db),
            let isProtected = values.boolean(.protected),
            let lockTimeout = values.duration(.lockTimeout),
            let lockAttempts = values.count(.lockAttempts),
            let lockBackoff = values.range(.lockBackoff),
            let lockWait = values.duration(.lockWait),
            let statementTimeout = values.duration(.statementTimeout),
            let concurrentlyLockTimeout = values.duration(.concurrentlyLockTimeout),
            let concurrentlyStatementTimeout = values.duration(.concurrentlyStatementTimeout),
            let allowsOutOfOrder = values.boolean(.allowOutOfOrder),
            let shadow = values.text(.shadow),
            let shadowKeep = values.duration(.shadowKeep),
            let ignoreRules = values.rules(.ignore), let renames = values.list(.renames),
            let missingRoles = values.text(.missingRoles), let mappedRoles = values.list(.mapRoles),
            let allowedHazards = values.list(.allowHazards), let lint = values.lint(.lint)
        else { return nil }
        self.file = file
        environmentName = resolution.selected?.name
        environmentNames = resolution.sections.environments.map(\.name)
        findings = resolution.findings
        self.dir = dir
        self.downDir = downDir
        self.layout = layout == "auto" || layout.isEmpty ? nil : layout
        self.snapshots = snapshots
        self.schemas = schemas
        self.platform = platform
        self.shim = Shim(rawValue: shim) ?? (platform == .supabase ? .supabase : .none)
        self.role = role.isEmpty ? nil : role
        self.variables = variables
        self.database = Secret(database)
        self.isProtected = isProtected
        self.lockTimeout = lockTimeout
        self.lockAttempts = lockAttempts
        self.lockBackoff = lockBackoff
        self.lockWait = lockWait
        self.statementTimeout = statementTimeout
        self.concurrentlyLockTimeout = concurrentlyLockTimeout
        self.concurrentlyStatementTimeout = concurrentlyStatementTimeout
        self.allowsOutOfOrder = allowsOutOfOrder
        self.shadow = Secret(shadow)
        shadowStubs = folder(.shadowStubs)
        self.shadowKeep = shadowKeep
        self.ignoreRules = ignoreRules
        self.renames = renames
        self.missingRoles = missingRoles
        self.mappedRoles = mappedRoles
        self.allowedHazards = allowedHazards
        self.lint = lint
        origins = resolution.origins
    }
}

/// Values by key, read as the type that the caller expects.
private struct TypedValues {
    let values: [Configuration.Key: Configuration.Value]

    func text(_ key: Configuration.Key) -> String? {
        if case .text(let text) = values[key] { text } else { nil }
    }
    func duration(_ key: Configuration.Key) -> Duration? {
        if case .duration(let duration) = values[key] { duration } else { nil }
    }
    func range(_ key: Configuration.Key) -> ClosedRange<Duration>? {
        if case .durationRange(let range) = values[key] { range } else { nil }
    }
    func count(_ key: Configuration.Key) -> Int? {
        if case .count(let count) = values[key] { count } else { nil }
    }
    func boolean(_ key: Configuration.Key) -> Bool? {
        if case .boolean(let boolean) = values[key] { boolean } else { nil }
    }
    func list(_ key: Configuration.Key) -> [String]? {
        if case .list(let names) = values[key] { names } else { nil }
    }
    func rules(_ key: Configuration.Key) -> [IgnoreRule]? {
        if case .rules(let rules) = values[key] { rules } else { nil }
    }
    func lint(_ key: Configuration.Key) -> LintSection? {
        if case .lint(let section) = values[key] { section } else { nil }
    }
    func mapping(_ key: Configuration.Key) -> [String: Secret]? {
        if case .mapping(let texts) = values[key] { texts } else { nil }
    }
}

/// The part of a path before its last slash; empty for a name alone.
private func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// A path relative to a folder.
private func join(_ directory: String, _ path: String) -> String {
    guard !directory.isEmpty, !path.hasPrefix("/") else { return path }
    return directory.hasSuffix("/") ? directory + path : "\(directory)/\(path)"
}
