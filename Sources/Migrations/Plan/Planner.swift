import Findings

/// Folder, history and target in, plan out; pure.
public struct Planner: Sendable {
    let statuses: [MigrationStatus]
    let folder: Folder

    /// Makes a planner over the list of `MigrationStatus.list`.
    public init(folder: Folder, statuses: [MigrationStatus]) {
        self.folder = folder
        self.statuses = statuses
    }

    /// Plans an `up`.
    ///
    /// Refuses when an applied file was edited or is missing, when a pending one is late, when a
    /// revert stopped part-way, and at a code migration that nobody marked as applied.
    public func planUp(to target: Target, allowOutOfOrder: Bool) -> Plan {
        var plan = Plan(direction: .up, steps: [])
        plan.notes += folder.findings.filter { $0.severity < .error }
        plan.refusals += folder.findings.filter { $0.severity == .error }
        // By place, as copying each of a thousand lines costs more than looking at it.
        for place in statuses.indices where statuses[place].state != .applied {
            let status = statuses[place]
            switch status.state {
            case .edited: plan.refusals.append(edited(status))
            case .missing: plan.refusals.append(missing(status))
            case .appliedCommentsChanged: plan.notes.append(commentsChanged(status))
            case .interrupted where status.entry?.progress?.direction == .down:
                plan.refusals.append(stopped(status, next: "tidemark down"))
            case .interrupted where status.migration == nil:
                plan.refusals.append(missing(status))
            default: break
            }
        }
        var left = Int.max
        if case .count(let count) = target { left = count }
        for place in statuses.indices {
            guard left > 0 else { break }
            if statuses[place].state != .applied,
                let step = stepUp(statuses[place], allowOutOfOrder: allowOutOfOrder, plan: &plan)
            {
                plan.steps.append(step)
                left -= 1
            }
            if case .version(let id) = target, id == statuses[place].id { break }
        }
        return plan
    }

    private func stepUp(
        _ status: MigrationStatus, allowOutOfOrder: Bool, plan: inout Plan
    ) -> PlanStep? {
        switch status.state {
        case .pending: break
        case .interrupted where status.entry?.progress?.direction == .up: break
        case .outOfOrder:
            if !allowOutOfOrder { plan.refusals.append(outOfOrder(status)) }
        case .gap:
            plan.refusals.append(gap(status, after: plan.steps.last?.id))
            return nil
        default: return nil
        }
        guard let migration = status.migration, let script = migration.up else { return nil }
        return PlanStep(
            id: status.id, direction: .up, script: script, migration: migration,
            entry: status.entry, isOutOfOrder: status.state == .outOfOrder)
    }

    /// Plans a `down`: the applied ones in the reverse order of their application.
    ///
    /// Refuses where a migration on the way has no DOWN, and when an `up` stopped part-way.
    public func planDown(to target: Target) -> Plan {
        var plan = Plan(direction: .down, steps: [])
        for status in statuses where status.state == .interrupted {
            if status.entry?.progress?.direction == .up {
                plan.refusals.append(stopped(status, next: "tidemark up"))
            }
        }
        let applied =
            statuses
            .filter { $0.entry?.isApplied == true && $0.entry?.isRepeatable == false }
            .sorted { ($0.entry?.appliedEvent ?? 0) > ($1.entry?.appliedEvent ?? 0) }
        var left = Int.max
        if case .count(let count) = target { left = count }
        for status in applied {
            if case .version(let id) = target, id == status.id { break }
            guard left > 0 else { break }
            left -= 1
            let stored = status.entry?.hasStoredDown == true ? status.entry?.settledEvent : nil
            let script = status.migration?.down
            guard script != nil || stored != nil else {
                plan.refusals.append(withoutDown(status))
                continue
            }
            plan.steps.append(
                PlanStep(
                    id: status.id, direction: .down, script: script,
                    storedDownEvent: stored, migration: status.migration,
                    entry: status.entry, isOutOfOrder: false))
        }
        let repeatables = statuses.filter { $0.entry?.isRepeatable == true && $0.state == .applied }
        if !repeatables.isEmpty && !plan.steps.isEmpty {
            let names = repeatables.map(\.id.description).joined(separator: ", ")
            plan.notes.append(
                Finding(
                    rule: "repeatable-stays", severity: .note,
                    message: "repeatable migrations have no DOWN and stay: \(names)"))
        }
        return plan
    }
}
