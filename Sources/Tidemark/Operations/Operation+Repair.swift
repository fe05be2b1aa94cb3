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
        var events: [HistoryEvent] = []
        for migration in covered {
            events.append(try await decision(.baseline, .applied, on: migration, survey))
        }
        try await append(events, folder)
        return covered.map(\.id)
    }

    /// Records decisions: all of them, or none where one does not fit.
    ///
    /// - Throws: `RunFailure` when one does not fit the state of its migration.
    public func repair(_ folder: Folder, _ repairs: [Repair], note: String?) async throws {
        try await acquireRunLock()
        let survey = try await survey(folder)
        var events: [HistoryEvent] = []
        for (index, repair) in repairs.enumerated() {
            guard let status = survey.statuses.first(where: { $0.id == repair.id }) else {
                throw UnknownVersion(typed: repair.id.description, candidates: [])
            }
            guard !repairs[..<index].contains(where: { $0.id == repair.id }) else {
                throw misfit(status, "is named twice")
            }
            var event = try await self.event(of: repair, status, survey)
            event.note = note
            events.append(event)
        }
        try await append(events, folder)
    }

    private func event(
        of repair: Repair, _ status: MigrationStatus, _ survey: Survey
    ) async throws -> HistoryEvent {
        let migration = status.migration ?? Migration(id: status.id, up: nil)
        switch repair {
        case .acceptEdit:
            guard status.state == .edited || status.state == .appliedCommentsChanged else {
                throw misfit(status, "is not an applied migration whose file was edited")
            }
            return try await decision(.repair, .applied, on: migration, survey)
        case .markApplied:
            guard status.entry?.state != .applied else {
                throw misfit(status, "is applied already")
            }
            return try await decision(.repair, .applied, on: migration, survey)
        case .markReverted:
            guard status.entry != nil, status.entry?.state != .reverted else {
                throw misfit(status, "is not applied")
            }
            return try await decision(.repair, .reverted, on: migration, survey)
        case .statementsDone(_, let count):
            guard let progress = status.entry?.progress else {
                throw misfit(status, "did not stop part-way")
            }
            guard (0...progress.total).contains(count) else {
                throw misfit(status, "has \(progress.total) statements")
            }
            return try await progressDecision(migration, progress, count, survey)
        }
    }

    private func append(_ events: [HistoryEvent], _ folder: Folder) async throws {
        guard !events.isEmpty else { return }
        try await refuseReadOnly()
        let runner = runner(folder.layout)
        try await runner.upgradeHistory()
        try await runner.append(events)
    }

    private func decision(
        _ kind: HistoryEvent.Kind, _ state: HistoryEntry.State, on migration: Migration,
        _ survey: Survey
    ) async throws -> HistoryEvent {
        var event = HistoryEvent(
            decision: kind, state: state, on: migration, layout: survey.folder.layout)
        let parser = await parser(for: survey.folder)
        do {
            if let up = migration.up { event.setUp(try parser.parse(up)) }
        } catch {
            throw RunFailure.refusal(error.findings)
        }
        try await keepDown(of: migration, parser, survey, in: &event)
        return event
    }

    /// The DOWN of the folder, else the one that history has already: the event settles the migration anew,
    /// and what it does not keep is lost to `down`.
    private func keepDown(
        of migration: Migration, _ parser: ScriptParser, _ survey: Survey,
        in event: inout HistoryEvent
    ) async throws {
        if let down = migration.down, let parsed = try? parser.parse(down) {
            event.setDown(parsed)
        } else if survey.history.schemaVersion > 0 {
            event.keepDown(try await history.readTexts(of: migration.id).down)
        }
    }

    private func progressDecision(
        _ migration: Migration, _ progress: HistoryEntry.Progress, _ count: Int, _ survey: Survey
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
        let parser = await parser(for: survey.folder)
        let parsed: ParsedScript
        do {
            parsed = try parser.parse(script)
        } catch {
            throw RunFailure.refusal(error.findings)
        }
        var event = HistoryEvent(
            progressOf: migration, direction: progress.direction, done: count, script: parsed,
            layout: survey.folder.layout)
        if progress.direction == .up, count == progress.total {
            try await keepDown(of: migration, parser, survey, in: &event)
        }
        return event
    }

    private func misfit(_ status: MigrationStatus, _ what: String) -> RunFailure {
        RunFailure.refusal([
            Finding(
                rule: "repair", severity: .error, message: "\(status.id) \(what)",
                remedy: "look: tidemark status")
        ])
    }
}
