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
    /// Refuses when an applied file was edited, cannot be read or is missing, when a pending one is late, when a
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
            case .unreadable: plan.refusals.append(status.fault ?? edited(status))
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
            if case .only(let ids) = target, !ids.contains(statuses[place].id) { continue }
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

    /// Plans the way up again of migrations that are about to be reverted: these and no others.
    ///
    /// Refuses what `planUp` would refuse once they are reverted, so that nothing is reverted which cannot
    /// be applied again.
    public func planAgain(_ ids: Set<MigrationID>) -> Plan {
        let reverted = statuses.map { status in
            guard ids.contains(status.id) else { return status }
            var status = status
            let isCode = status.migration?.kind == .code
            status.state = isCode ? .gap : status.migration?.up == nil ? .missing : .pending
            status.entry = nil
            return status
        }
        return Planner(folder: folder, statuses: reverted)
            .planUp(to: .only(ids), allowOutOfOrder: true)
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
    /// Refuses when an `up` stopped part-way. Migrations on the way that have no DOWN are in
    /// `withoutDown`: why they are refused, their scripts say.
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
            let step = PlanStep(
                id: status.id, direction: .down, script: status.migration?.down,
                storedDownEvent: stored, migration: status.migration,
                entry: status.entry, isOutOfOrder: false)
            if step.script != nil || stored != nil {
                plan.steps.append(step)
            } else {
                plan.withoutDown.append(step)
            }
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
