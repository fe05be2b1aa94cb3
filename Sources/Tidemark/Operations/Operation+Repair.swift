import Findings
public import Migrations
import SQLText

/// A decision about history; none of them touches the schema.
public enum Repair: Sendable, Hashable {
    /// The edited file counts as what was applied.
    case acceptEdit(MigrationID)
    /// It is in the schema, whoever put it there.
    case markApplied(MigrationID)
    /// It is not in the schema.
    case markReverted(MigrationID)
    /// Of a migration that stopped part-way, so many statements are done.
    case statementsDone(MigrationID, Int)

    /// The migration.
    public var id: MigrationID {
        switch self {
        case .acceptEdit(let id), .markApplied(let id), .markReverted(let id),
            .statementsDone(let id, _):
            id
        }
    }
}

extension Operation {
    /// Records migrations up to a version as applied without running them.
    ///
    /// - Throws: `RunFailure` when history has applied ones already, or a script cannot be read.
    /// - Returns: the migrations recorded.
    public func baseline(_ folder: Folder, upTo id: MigrationID) async throws -> [MigrationID] {
        try await acquireRunLock()
        let survey = try await survey(folder)
        let done = survey.statuses.filter { $0.entry?.isApplied == true }
        guard done.isEmpty else {
            throw RunFailure.refusal([
                Finding(
                    rule: "baseline", severity: .error,
                    message: "history has applied migrations already: \(done.count)",
                    remedy: "for single ones: tidemark repair --mark-applied VERSION")
            ])
        }
        guard let last = folder.migrations.firstIndex(where: { $0.id == id }) else {
            throw UnknownVersion(typed: id.description, candidates: [])
        }
        let covered = folder.migrations[...last].filter { $0.kind != .repeatable }
        try await runner(folder.layout).upgradeHistory()
        var events: [HistoryEvent] = []
        for migration in covered {
            events.append(try await decision(.baseline, .applied, on: migration, folder))
        }
        try await append(events)
        return covered.map(\.id)
    }

    /// Records a decision.
    ///
    /// - Throws: `RunFailure` when it does not fit the state of the migration.
    public func repair(_ folder: Folder, _ repair: Repair, note: String?) async throws {
        try await acquireRunLock()
        let survey = try await survey(folder)
        guard let status = survey.statuses.first(where: { $0.id == repair.id }) else {
            throw UnknownVersion(typed: repair.id.description, candidates: [])
        }
        let migration =
            status.migration ?? Migration(id: status.id, up: nil)
        var event: HistoryEvent
        switch repair {
        case .acceptEdit:
            guard status.state == .edited || status.state == .appliedCommentsChanged else {
                throw misfit(status, "is not an applied migration whose file was edited")
            }
            event = try await decision(.repair, .applied, on: migration, folder)
        case .markApplied:
            guard status.entry?.state != .applied else {
                throw misfit(status, "is applied already")
            }
            event = try await decision(.repair, .applied, on: migration, folder)
        case .markReverted:
            guard status.entry != nil, status.entry?.state != .reverted else {
                throw misfit(status, "is not applied")
            }
            event = try await decision(.repair, .reverted, on: migration, folder)
        case .statementsDone(_, let count):
            guard let progress = status.entry?.progress else {
                throw misfit(status, "did not stop part-way")
            }
            guard (0...progress.total).contains(count) else {
                throw misfit(status, "has \(progress.total) statements")
            }
            event = try await progressDecision(migration, progress, count, folder)
        }
        event.note = note
        try await runner(folder.layout).upgradeHistory()
        try await append([event])
    }

    private func append(_ events: [HistoryEvent]) async throws {
        guard !events.isEmpty else { return }
        try await runner(.native).append(events)
    }

    private func decision(
        _ kind: HistoryEvent.Kind, _ state: HistoryEntry.State, on migration: Migration,
        _ folder: Folder
    ) async throws -> HistoryEvent {
        var event = HistoryEvent(
            decision: kind, state: state, on: migration, layout: folder.layout)
        let parser = await parser(for: folder)
        do {
            if let up = migration.up { event.setUp(try parser.parse(up)) }
            if let down = migration.down, let parsed = try? parser.parse(down) {
                event.setDown(parsed)
            }
        } catch {
            throw RunFailure.refusal(error.findings)
        }
        return event
    }

    private func progressDecision(
        _ migration: Migration, _ progress: HistoryEntry.Progress, _ count: Int, _ folder: Folder
    ) async throws -> HistoryEvent {
        let script = progress.direction == .up ? migration.up : migration.down
        guard let script else {
            throw RunFailure.refusal([
                Finding(
                    rule: "missing", severity: .error,
                    message: "the folder has no file of \(migration.id)",
                    remedy: "bring the file back first")
            ])
        }
        do {
            let parser = await parser(for: folder)
            var event = HistoryEvent(
                progressOf: migration, direction: progress.direction, done: count,
                script: try parser.parse(script), layout: folder.layout)
            if progress.direction == .up, count == progress.total, let down = migration.down,
                let parsed = try? parser.parse(down)
            {
                event.setDown(parsed)
            }
            return event
        } catch {
            throw RunFailure.refusal(error.findings)
        }
    }

    private func misfit(_ status: MigrationStatus, _ what: String) -> RunFailure {
        RunFailure.refusal([
            Finding(
                rule: "repair", severity: .error, message: "\(status.id) \(what)",
                remedy: "look: tidemark status")
        ])
    }
}
