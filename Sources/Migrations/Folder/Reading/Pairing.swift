import Findings

extension FolderSource {
    /// Makes migrations of UPs and DOWNs in the order of the layout; what is left over is reported.
    ///
    /// Pairs are found by version first and by name second: a version that occurs once on each side
    /// is a pair whatever the names, and of several with one version those with equal names pair.
    mutating func pair(_ files: [FoundFile]) -> [Migration] {
        let order = layout.order
        var ups: [(key: [UInt8], file: FoundFile)] = []
        var downs: [[UInt8]: [FoundFile]] = [:]
        for file in files {
            let key = order.sortKey(file.version)
            if file.direction == .down {
                downs[key, default: []].append(file)
            } else {
                ups.append((key, file))
            }
        }
        ups.sort { left, right in
            if left.key != right.key { return left.key.lexicographicallyPrecedes(right.key) }
            if left.file.name != right.file.name {
                return left.file.name.utf8.lexicographicallyPrecedes(right.file.name.utf8)
            }
            return left.file.path.utf8.lexicographicallyPrecedes(right.file.path.utf8)
        }
        var migrations: [Migration] = []
        migrations.reserveCapacity(ups.count)
        var start = 0
        while start < ups.count {
            let key = ups[start].key
            var end = start + 1
            while end < ups.count, ups[end].key == key { end += 1 }
            let group = ups[start..<end].map(\.file)
            if group.count > 1 { reportDuplicates(group) }
            migrations += match(group, with: downs.removeValue(forKey: key) ?? [])
            start = end
        }
        let files = ups.map(\.file)
        reportOrphans(downs.values.flatMap(\.self), among: files)
        reportCode(files.filter(\.isCode))
        return migrations
    }

    private mutating func match(_ ups: [FoundFile], with downs: [FoundFile]) -> [Migration] {
        if ups.count == 1, downs.count <= 1, downs.first?.name == ups.first?.name || downs.isEmpty,
            let up = ups.first
        {
            return [migration(up, down: downs.first)]
        }
        var rest = downs
        var partner: [Int: FoundFile] = [:]
        for (index, up) in ups.enumerated() {
            let exact =
                rest.firstIndex { $0.name == up.name }
                ?? rest.firstIndex { $0.otherNames.contains(up.name) }
            if let exact { partner[index] = rest.remove(at: exact) }
        }
        let lonely = ups.indices.filter { partner[$0] == nil }
        if lonely.count == 1, rest.count == 1, let index = lonely.first, let down = rest.popLast() {
            report(
                "down-name-differs", layout == .native ? .warning : .note,
                "the DOWN of version \(down.version) has another name than its UP",
                paths: [ups[index].path, down.path], remedy: "give both the same name")
            partner[index] = down
        }
        for file in rest where !ups.isEmpty {
            reportOrphans([file], among: ups)
        }
        return ups.enumerated().map { index, up in migration(up, down: partner[index]) }
    }

    private mutating func migration(_ up: FoundFile, down: FoundFile?) -> Migration {
        if let down, down.isCode, !up.isCode {
            report(
                "code-down", .warning, "the DOWN of \(up.path) is a program: \(down.path)",
                paths: [up.path], remedy: "write it in SQL, or undo it by hand")
        }
        return Migration(
            id: MigrationID(version: up.version, name: up.name),
            kind: up.isCode ? .code : .versioned, up: up.script, down: down?.script)
    }

    private mutating func reportDuplicates(_ group: [FoundFile]) {
        let version = group.first?.version ?? ""
        let isNative = layout == .native
        report(
            "duplicate-version", isNative ? .error : .warning,
            "version \(version) occurs \(group.count) times", paths: group.map(\.path),
            remedy: isNative
                ? "give all but one of them a free number"
                : "they run in the order of their names and are told apart by name")
    }

    /// Reports DOWNs without UP, and the UP that was probably meant where one has the same name.
    mutating func reportOrphans(_ orphans: [FoundFile], among ups: [FoundFile]) {
        let byPath = orphans.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        for orphan in byPath {
            let meant = ups.first { $0.name == orphan.name && !orphan.name.isEmpty }
            report(
                "down-without-up", .warning,
                "\(orphan.path) undoes version \(orphan.version), which has no UP",
                paths: [orphan.path],
                remedy: meant.map { "the UP with the same name is \($0.path): rename one of them" }
                    ?? "add the UP, or remove the DOWN")
        }
    }

    private mutating func reportCode(_ files: [FoundFile]) {
        guard !files.isEmpty else { return }
        let count =
            files.count == 1
            ? "1 migration is a program" : "\(files.count) migrations are programs"
        report(
            "code-migration", .warning, "\(count), which Tidemark cannot run",
            paths: files.map(\.path),
            remedy: "run it with its own tool when its turn comes, then record it: tidemark repair")
    }
}
