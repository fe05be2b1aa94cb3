import Findings

/// Reads a Sqitch project: `sqitch.plan` with `deploy/`, `revert/` and `verify/`.
///
/// The version of a migration is the name of its change; each rework of it counts up: `users`,
/// `users#2`. So what was applied keeps its name when it is reworked later.
func readSqitch(_ source: inout FolderSource) throws(FolderError) -> [Migration] {
    var configuration = SqitchConfiguration("")
    if source.entries.contains(where: { $0.name == "sqitch.conf" }),
        let bytes = source.contents(of: source.path(of: "sqitch.conf"))
    {
        configuration = SqitchConfiguration(String(decoding: bytes, as: UTF8.self))
    }
    let project = source.root
    func resolve(_ path: String) -> String {
        path.hasPrefix("/") ? path : joinPath(project, path == "." ? "" : path)
    }
    var top = resolve(configuration["top_dir"] ?? ".")
    while top.count > 1, top.hasSuffix("/") { top.removeLast() }
    let planPath = configuration["plan_file"].map(resolve) ?? joinPath(top, "sqitch.plan")
    let bytes: [UInt8]
    do {
        bytes = try readBytes(planPath)
    } catch {
        throw FolderError(
            code: error.isMissing ? .missing : .unreadable,
            message: "the Sqitch plan \(planPath) cannot be read: \(error.message)",
            location: Location(file: planPath),
            remedy: "name the folder with sqitch.conf or sqitch.plan with --dir")
    }
    let plan = try SqitchPlan(String(decoding: bytes, as: UTF8.self), path: planPath)
    var scripts = SqitchScripts(extension: configuration["extension"] ?? "sql")
    for (direction, label) in [(0, "deploy"), (1, "revert"), (2, "verify")] {
        let usual = configuration["\(label)_dir"].map(resolve) ?? joinPath(top, label)
        let reworkedTop = configuration["reworked_dir"].map(resolve)
        let reworked =
            configuration["reworked_\(label)_dir"].map(resolve)
            ?? reworkedTop.map { joinPath($0, label) } ?? usual
        scripts.add(direction: direction, usual: usual, reworked: reworked, to: &source)
    }
    source.checkRequirements(of: plan, path: planPath)
    let migrations = plan.changes.map { change in
        let files = scripts.files(of: change)
        let label = change.occurrence > 1 ? "\(change.name)#\(change.occurrence)" : change.name
        if files[0] == nil {
            source.report(
                "no-up-file", .error,
                "the change \(change.name) has no deploy script: \(scripts.expected(change))",
                paths: [planPath], line: change.line,
                remedy: "write it, or take the change out of the plan")
        }
        return Migration(
            id: MigrationID(version: label, name: ""), up: files[0].map { Script(path: $0) },
            down: files[1].map { Script(path: $0) }, verify: files[2].map { Script(path: $0) },
            tags: change.tags)
    }
    let strangers = scripts.unused
    if let first = strangers.first {
        source.report(
            "not-in-plan", .note,
            strangers.count == 1
                ? "\(first) is not in the plan and is not run"
                : "\(strangers.count) scripts are not in the plan and are not run",
            paths: strangers)
    }
    return migrations
}

/// The script files of a Sqitch project, by direction.
private struct SqitchScripts {
    private var folders: [(usual: String, reworked: String)] = []
    private var present: Set<String> = []
    private var used: Set<String> = []
    private let suffix: String

    init(extension suffix: String) {
        self.suffix = ".\(suffix)"
    }

    mutating func add(
        direction: Int, usual: String, reworked: String, to source: inout FolderSource
    ) {
        folders.append((usual, reworked))
        for folder in Set([usual, reworked]) {
            var visited: Set<FolderIdentity> = []
            list(folder, visited: &visited, source: &source)
        }
    }

    private mutating func list(
        _ folder: String, visited: inout Set<FolderIdentity>, source: inout FolderSource
    ) {
        guard let identity = FolderIdentity(path: folder) else { return }
        guard visited.insert(identity).inserted else {
            source.report(
                "symlink-loop", .warning, "\(folder) leads back to a folder already read",
                paths: [folder], remedy: "remove the link")
            return
        }
        guard let entries = try? readDirectory(folder) else {
            source.report(
                "unreadable-folder", .error, "\(folder) cannot be read", paths: [folder],
                remedy: "give the user that runs tidemark the right to read it")
            return
        }
        for entry in entries {
            let path = joinPath(folder, entry.name)
            switch entry.kind {
            case .folder: list(path, visited: &visited, source: &source)
            case .file where path.hasSuffix(suffix): present.insert(path)
            default: continue
            }
        }
    }

    /// Deploy, revert and verify of a change, nil where the file does not exist.
    mutating func files(of change: SqitchPlan.Change) -> [String?] {
        // As Sqitch does, the tag in the name is looked for among the deploy scripts only.
        let tag =
            change.reworkTags.first { present.contains(path(of: change, tag: $0, direction: 0)) }
            ?? change.reworkTags.first
        return folders.indices.map { direction in
            let path = path(of: change, tag: tag, direction: direction)
            guard present.contains(path) else { return nil }
            used.insert(path)
            return path
        }
    }

    func expected(_ change: SqitchPlan.Change) -> String {
        path(of: change, tag: change.reworkTags.first, direction: 0)
    }

    /// Scripts that no change uses.
    var unused: [String] { present.subtracting(used).sorted() }

    private func path(of change: SqitchPlan.Change, tag: String?, direction: Int) -> String {
        let folder = folders[direction]
        guard let tag else { return joinPath(folder.usual, change.name + suffix) }
        return joinPath(folder.reworked, "\(change.name)@\(tag)\(suffix)")
    }
}

extension FolderSource {
    /// Reports requirements that come later in the plan or not at all.
    fileprivate mutating func checkRequirements(of plan: SqitchPlan, path: String) {
        var changeAt: [String: Int] = [:]
        var tagAt: [String: Int] = [:]
        for (index, change) in plan.changes.enumerated() {
            for requirement in change.requires {
                let sides = requirement.split(
                    separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
                // Another project's change, or a change named by its SHA-1, is not in this plan.
                if requirement.contains(":") || requirement.utf8.count == 40 { continue }
                let name = String(sides[0])
                let tag = sides.count > 1 ? tagAt[String(sides[1])] : index
                let isMet =
                    tag != nil
                    && (name.isEmpty || changeAt[name].map { $0 <= (tag ?? -1) } == true)
                guard !isMet else { continue }
                report(
                    "dependency-missing", .error,
                    "the change \(change.name) requires \(requirement), which does not come before it",
                    paths: [path], line: change.line,
                    remedy: "add the change, or put it first in the plan")
            }
            changeAt[change.name] = changeAt[change.name] ?? index
            for tag in change.tags { tagAt[tag] = index }
        }
    }
}
