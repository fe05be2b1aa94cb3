public import Findings

/// A folder of migrations as read from its names: what is to run, in which order, and what is odd.
public struct Folder: Sendable, Hashable {
    /// The convention that the files follow.
    public var layout: Layout
    /// What gave the layout away, for the output (`every file ends in .up.sql or .down.sql`).
    public var detectedBecause: String
    /// The folder with the UPs, as given.
    public var root: String
    /// The separate folder with the DOWNs, where there is one.
    public var downRoot: String?
    /// The migrations in the order in which they run, repeatable ones last.
    public var migrations: [Migration]
    /// What a person should know; a finding of severity `error` means that nothing may run.
    public var findings: [Finding]

    /// Makes a folder.
    public init(
        layout: Layout, detectedBecause: String, root: String, downRoot: String?,
        migrations: [Migration], findings: [Finding]
    ) {
        self.layout = layout
        self.detectedBecause = detectedBecause
        self.root = root
        self.downRoot = downRoot
        self.migrations = migrations
        self.findings = findings
    }
}

/// Reads the folder at `path`, in the given layout or in the one that its files show.
///
/// Only names are read where names tell everything; contents are read where the layout keeps
/// sections, a plan, a sum or a switch in them. Nothing is written. Files that are not migrations
/// are either known by name (README, editor back-ups) or named in a finding; nothing that looks like
/// a migration is left out without one.
///
/// - Parameters:
///   - path: The folder with the UPs, or for Sqitch and graphile-migrate the project folder.
///   - downPath: The folder with the DOWNs. Without it, `down` in the folder or beside it is taken
///     where it exists.
///   - layout: The layout to read it in; nil detects it.
/// - Throws: `FolderError` when the folder is missing, not a folder, unreadable, without any
///   migration, or of no known layout; its `remedy` is the next command to type.
public func readFolder(
    _ path: String, downPath: String? = nil, layout: Layout? = nil
) throws(FolderError) -> Folder {
    var source = try FolderSource(path: path, downPath: downPath)
    let detected: Detection
    if let layout {
        detected = Detection(layout: layout, because: "the layout was given")
    } else {
        detected = try detectLayout(of: source)
    }
    source.layout = detected.layout
    let migrations = try readMigrations(&source)
    // With an error among the findings there is more to say than that nothing is there.
    if migrations.isEmpty, !source.findings.contains(where: { $0.severity == .error }) {
        throw source.emptyError()
    }
    return Folder(
        layout: detected.layout, detectedBecause: detected.because, root: source.root,
        downRoot: source.usesDownRoot ? source.downRoot : nil, migrations: migrations,
        findings: source.findings.sorted { $0.severity > $1.severity })
}

private func readMigrations(_ source: inout FolderSource) throws(FolderError) -> [Migration] {
    switch source.layout {
    case .native: readNative(&source)
    case .golangMigrate: readPairs(&source)
    case .sqlx: readSQLx(&source)
    case .diesel: try readDiesel(&source)
    case .dbmate: readDbmate(&source)
    case .goose: readGoose(&source)
    case .flyway: try readFlyway(&source)
    case .supabase: readSupabase(&source)
    case .sqitch: try readSqitch(&source)
    case .graphile: try readGraphile(&source)
    case .numbered: readNumbered(&source)
    case .atlas: try readAtlas(&source)
    case .yoyo: readYoyo(&source)
    case .pgmigrate: try readPgmigrate(&source)
    case .manifest: try readManifest(&source)
    }
}
