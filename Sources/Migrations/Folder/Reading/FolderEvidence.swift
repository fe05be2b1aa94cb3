/// What the names of a folder show about its layout.
struct FolderEvidence {
    let source: FolderSource
    /// Stems of the `.sql` files that are not known to be something else.
    let stems: [Substring]
    let folders: [String]

    init(_ source: FolderSource) {
        self.source = source
        stems = source.entries.compactMap { entry in
            guard entry.kind == .file, entry.suffix == "sql", !KnownNames.isNoMigration(entry)
            else { return nil }
            return entry.stem
        }
        folders = source.entries.filter { $0.kind == .folder && !$0.name.hasPrefix(".") }
            .map(\.name)
    }

    /// By files that only one tool writes.
    func byToolFiles() -> Detection? {
        if source.hasEntry("sqitch.plan") {
            return Detection(layout: .sqitch, because: "sqitch.plan is there")
        }
        if source.hasEntry("sqitch.conf") {
            return Detection(layout: .sqitch, because: "sqitch.conf is there")
        }
        if source.hasEntry("atlas.sum"), !stems.contains(where: { $0.utf8.hasSuffix(".up") }),
            marker() == nil
        {
            return Detection(layout: .atlas, because: "atlas.sum is there")
        }
        let committed = ["committed", "migrations/committed"].first { folder in
            let inside = (try? readDirectory(source.path(of: folder))) ?? []
            return inside.contains { $0.suffix == "sql" }
        }
        if stems.isEmpty, let committed {
            return Detection(layout: .graphile, because: "\(committed)/ has committed migrations")
        }
        if source.hasEntry("migrations.yml"), folders.contains("migrations") {
            return Detection(layout: .pgmigrate, because: "migrations.yml is there")
        }
        guard stems.isEmpty else { return nil }
        return byFolders()
    }

    private func byFolders() -> Detection? {
        let numbered = folders.filter { $0.drop { $0 == "v" }.first?.isNumber == true }
        guard let first = numbered.first else { return nil }
        let inside = (try? readDirectory(source.path(of: first))) ?? []
        if inside.contains(where: { $0.name == "up.sql" || $0.name == "down.sql" }) {
            return Detection(layout: .diesel, because: "\(first)/ has up.sql or down.sql")
        }
        if inside.contains(where: { $0.name == "manifest.json" }) {
            return Detection(layout: .manifest, because: "\(first)/ has a manifest.json")
        }
        return nil
    }

    /// By the names of the migrations, and what lies beside the folder.
    func byNames() -> Detection? {
        if let stem = stems.first(where: { $0.utf8.hasSuffix(".up") && parsePairName($0) != nil }) {
            if let hint = sqlxHint() {
                return Detection(layout: .sqlx, because: "\(stem).sql, and \(hint)")
            }
            return Detection(layout: .golangMigrate, because: "names like \(stem).sql")
        }
        if let stem = source.entries.first(where: isFlyway)?.stem {
            let parent = parentPath(source.root)
            if kindOfPath(joinPath(parent, "migrations.yml")) == .file {
                return Detection(
                    layout: .pgmigrate, because: "migrations.yml lies beside the folder")
            }
            if stems.contains(where: { $0.hasPrefix("V") && $0.contains("NONTRANSACTIONAL") }) {
                return Detection(layout: .pgmigrate, because: "NONTRANSACTIONAL in a name")
            }
            return Detection(layout: .flyway, because: "names like \(stem).sql")
        }
        if let stem = stems.first(where: { $0.utf8.hasSuffix(".rollback") }) {
            return Detection(layout: .yoyo, because: "names like \(stem).sql")
        }
        for folder in [source.root, parentPath(source.root)]
        where kindOfPath(joinPath(folder, "yoyo.ini")) == .file {
            return Detection(layout: .yoyo, because: "yoyo.ini is there")
        }
        guard stems.contains(where: { NumberedName($0) != nil }) else { return nil }
        if let hint = supabaseHint(),
            stems.allSatisfy({ NumberedName($0)?.version.utf8.count ?? 14 == 14 })
        {
            return Detection(layout: .supabase, because: hint)
        }
        if let down = nativeDown() {
            return Detection(layout: .native, because: down)
        }
        return nil
    }

    private func isFlyway(_ entry: DirectoryEntry) -> Bool {
        guard parseFlywayName(entry.stem) != nil else { return false }
        return entry.suffix == "sql" || KnownNames.isCode(suffix: entry.suffix)
    }

    /// What shows that the folder is of sqlx, if anything.
    func sqlxHint() -> String? {
        source.hint(ofTool: "sqlx", files: ["sqlx.toml", ".sqlx"])
    }

    private func supabaseHint() -> String? {
        let parent = parentPath(source.root)
        if lastComponent(parent) == "supabase" { return "the folder is in supabase/" }
        guard kindOfPath(joinPath(parent, "config.toml")) == .file else { return nil }
        return "config.toml lies beside the folder, and versions have 14 digits"
    }

    /// A DOWN in one of our own places that fits one of the UPs.
    private func nativeDown() -> String? {
        let beside = stems.first { $0.utf8.hasSuffix(".down") }
        if let beside { return "\(beside).sql lies beside its UP" }
        guard let folder = source.downRoot, !source.downEntries.isEmpty else { return nil }
        // Mostly the first DOWN is that of the first UP, and no more need be looked at.
        let down = firstDown(of: stems.prefix(1)) ?? firstDown(of: stems[...])
        return down.map { "\(joinPath(folder, $0)) undoes one of its files" }
    }

    /// The name of the first DOWN that belongs to one of these UPs.
    private func firstDown(of stems: ArraySlice<Substring>) -> String? {
        let order = VersionOrder.numeric
        var versions: Set<VersionOrder.SortKey> = []
        var identities: Set<String> = []
        let isNear = source.isDownRootNear
        for stem in stems {
            guard let up = NumberedName(stem) else { continue }
            versions.insert(order.sortKey(up.version))
            if !isNear { identities.insert("\(order.normalized(String(up.version)))/\(up.name)") }
        }
        let found = source.downEntries.first { entry in
            guard entry.suffix == "sql", let down = parseSeparateDownName(entry.stem) else {
                return false
            }
            if isNear { return versions.contains(order.sortKey(down.version[...])) }
            return ([down.name] + down.otherNames).contains {
                identities.contains("\(order.normalized(down.version))/\($0)")
            }
        }
        return found?.name
    }
}
