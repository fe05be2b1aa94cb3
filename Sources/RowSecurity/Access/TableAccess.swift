import Catalog

/// What one role can do with one table; the rules are PostgreSQL's (manual, 5.8 Privileges, 5.9 Row Security Policies, and
/// the table of policies by command under CREATE POLICY).
struct TableAccess {
    private let role: String
    private let table: GuardedTable
    private let rights: Set<String>
    private let isSuperuser: Bool
    private let bypassesPolicies: Bool

    /// - Parameter rights: the roles whose rights the role has.
    init(
        of role: String, with rights: Set<String>, to table: GuardedTable, _ principals: Principals
    ) {
        self.role = role
        self.table = table
        self.rights = rights
        isSuperuser = principals.isSuperuser(role)
        bypassesPolicies = principals.bypassesPolicies(role)
    }

    func cell(_ action: AccessAction) -> AccessCell {
        let extent = extent(of: action)
        var cell = AccessCell(
            role: role, table: table.name, action: action, extent: extent,
            exemption: extent == .none ? nil : exemption(from: action), policies: [],
            reach: .nothing(.privilege(action.privilege)))
        if !canUseSchema { cell.reach = .nothing(.schema) }
        if canUseSchema, extent != .none { cell.reach = reach(action, reads: false) }
        if canUseSchema, extent != .none, cell.exemption == nil {
            cell.policies = applying(to: action).map(\.name)
        }
        if action.canBeBlind { cell.reading = reading(action, cell) }
        return cell
    }

    /// What is reached by a statement that needs SELECT as well.
    private func reading(_ action: AccessAction, _ cell: AccessCell) -> Reach {
        if case .nothing(let refusal) = cell.reach, refusal.isDenied { return cell.reach }
        guard extent(of: .select) != .none else {
            return .nothing(.privilege(AccessAction.select.privilege))
        }
        return reach(action, reads: true)
    }

    // MARK: - Privileges

    private var canUseSchema: Bool {
        isSuperuser || rights.contains("pg_read_all_data") || rights.contains("pg_write_all_data")
            || table.schemaGrants.map { $0.gives("USAGE", to: rights) } ?? true
    }

    private func extent(of action: AccessAction) -> AccessCell.Extent {
        if isSuperuser || hasAllData(action) { return .table }
        if table.grants.gives(action.privilege, to: rights) { return .table }
        guard action.isGrantedByColumn else { return .none }
        let columns = table.columns.filter { $0.grants.gives(action.privilege, to: rights) }
        return columns.isEmpty ? .none : .columns(columns.map(\.name).sorted())
    }

    private func hasAllData(_ action: AccessAction) -> Bool {
        switch action {
        case .select: rights.contains("pg_read_all_data")
        case .insert, .update, .delete: rights.contains("pg_write_all_data")
        case .truncate, .references, .trigger: false
        }
    }

    // MARK: - Policies

    private func exemption(from action: AccessAction) -> AccessCell.Exemption? {
        if !action.obeysPolicies { return .action }
        if !table.hasRowSecurity { return .rowSecurityOff }
        if isSuperuser { return .superuser }
        if bypassesPolicies { return .bypassRLS }
        if !table.isForced, let owner = table.owner, rights.contains(owner) { return .owner }
        return nil
    }

    private func applying(to action: AccessAction) -> [GuardedTable.Policy] {
        table.policies.filter { policy in
            (policy.action == nil || policy.action == action)
                && !policy.roles.isDisjoint(with: rights)
        }
    }

    private func reach(_ action: AccessAction, reads: Bool) -> Reach {
        guard exemption(from: action) == nil else { return .everything }
        var filter = RowFilter()
        if action != .insert { filter.existing = combined(action) { $0.using } }
        if action == .insert || action == .update {
            filter.written = combined(action) { $0.check ?? $0.using }
        }
        if reads {
            let seen = combined(.select) { $0.using }
            // A statement that reads must see the rows that it finds, and those that it writes.
            filter.existing = filter.existing.map { $0.and(seen) }
            filter.written = filter.written.map { $0.and(seen) }
        }
        if filter.existing?.passesNothing == true || filter.written?.passesNothing == true {
            return .nothing(.policy(action))
        }
        let passesAll = [filter.existing, filter.written].allSatisfy { $0?.passesAll ?? true }
        return passesAll ? .everything : .some(filter)
    }

    private func combined(
        _ action: AccessAction, _ predicate: (GuardedTable.Policy) -> Expression?
    ) -> Combination {
        func predicates(restrictive: Bool) -> [Combination.Policy] {
            applying(to: action).filter { $0.isRestrictive == restrictive }.compactMap { policy in
                predicate(policy).map { Combination.Policy(name: policy.name, predicate: $0) }
            }
        }
        return Combination(
            permissive: predicates(restrictive: false), restrictive: predicates(restrictive: true))
    }
}

extension Combination {
    private static let yes = Expression(parsing: "true")

    /// Whether no row passes, since a layer has no permissive policy.
    var passesNothing: Bool { layers.contains { $0.permissive.isEmpty } }

    /// Whether every row passes by what is written: a permissive policy says `true` and no restrictive one anything else.
    var passesAll: Bool {
        layers.allSatisfy { layer in
            layer.permissive.contains { $0.predicate == Self.yes }
                && layer.restrictive.allSatisfy { $0.predicate == Self.yes }
        }
    }
}
