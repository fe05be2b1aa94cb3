import Findings

extension Planner {
    func edited(_ status: MigrationStatus) -> Finding {
        Finding(
            rule: "edited", severity: .error,
            message: "\(status.id) was edited after it was applied",
            location: location(status),
            remedy: "restore the file and put the change into a new migration, or record the "
                + "decision: tidemark repair --accept-edit \(status.id.typed)")
    }

    func commentsChanged(_ status: MigrationStatus) -> Finding {
        Finding(
            rule: "comments-changed", severity: .note,
            message: "\(status.id) differs from what was applied in comments or white space only",
            location: location(status))
    }

    func missing(_ status: MigrationStatus) -> Finding {
        Finding(
            rule: "missing", severity: .error,
            message: "\(status.id) is applied and its file is not in the folder",
            location: Location(file: folder.root),
            remedy:
                "bring the file back (git log --all -- '\(folder.root)'), revert it with tidemark "
                + "down, or: tidemark repair --mark-reverted \(status.id.typed)")
    }

    func outOfOrder(_ status: MigrationStatus) -> Finding {
        Finding(
            rule: "out-of-order", severity: .error,
            message: "\(status.id) comes before a migration that is applied already",
            location: location(status),
            remedy: "give it a newer version, or run it late: tidemark up --allow-out-of-order")
    }

    func gap(_ status: MigrationStatus, after last: MigrationID?) -> Finding {
        let first = last.map { "apply what comes before it: tidemark up --to \($0.typed); " } ?? ""
        return Finding(
            rule: "code-migration", severity: .error,
            message: "\(status.id) is program code, which Tidemark cannot run",
            location: location(status),
            remedy: first + "run it with its own tool; then: tidemark repair --mark-applied "
                + status.id.typed)
    }

    func stopped(_ status: MigrationStatus, next: String) -> Finding {
        let progress = status.entry?.progress
        let isDown = progress?.direction == .down
        let verb = isDown ? "reverting" : "applying"
        let undone = isDown ? "--mark-applied" : "--mark-reverted"
        return Finding(
            rule: "interrupted", severity: .error,
            message: "\(verb) \(status.id) stopped after statement \(progress?.done ?? 0) of "
                + "\(progress?.total ?? 0)",
            location: location(status),
            remedy: "finish it first: \(next); or take back by hand what it did, then: tidemark "
                + "repair \(undone) \(status.id.typed)")
    }

    private func location(_ status: MigrationStatus) -> Location? {
        (status.migration?.up?.path).map { Location(file: $0) }
    }
}

extension MigrationID {
    /// What a person types to mean it.
    package var typed: String { version.isEmpty ? name : version }
}
