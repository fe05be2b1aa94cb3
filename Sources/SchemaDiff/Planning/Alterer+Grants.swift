import Catalog
import SQLText

/// Privileges that come and go.
extension Alterer {
    /// The statements that turn one list of privileges into another; a list that is nil is what the kind has by default.
    ///
    /// What an owner has goes with the object to a new owner.
    func grantChanges(
        _ before: [(key: String, value: String)]?, _ after: [(key: String, value: String)]?,
        on target: GrantTarget, element: ElementName, owners: (before: String?, after: String?),
        areQuoted: Bool = false
    ) -> [PlannedStatement] {
        let spell: (String) -> String = areQuoted ? { $0 } : { quoteIdentifier($0) }
        let oldOwner = spell(owners.before ?? creator.owner)
        let newOwner = spell(owners.after ?? creator.owner)
        let old = GrantText.merged(
            entries(before, on: target, owner: oldOwner).map {
                $0.handedOver(from: oldOwner, to: newOwner)
            })
        let new = entries(after, on: target, owner: newOwner)
        let gone = old.filter { entry in !new.contains { $0 == entry } }
        let come = new.filter { entry in !old.contains { $0 == entry } }
        var statements: [String] = []
        // What was granted on goes before that by which it was granted.
        for entry in gone.sorted(by: { ($0.grantor != nil ? 0 : 1) < ($1.grantor != nil ? 0 : 1) })
        {
            let next = come.first { $0.grantee == entry.grantee && $0.grantor == entry.grantor }
            statements += entry.revocation(downTo: next, on: target)
        }
        for entry in come {
            let last = gone.first { $0.grantee == entry.grantee && $0.grantor == entry.grantor }
            statements += entry.grant(beyond: last, on: target)
        }
        return statements.map { statement in
            let isGrant = statement.hasPrefix("GRANT")
            return PlannedStatement(
                element, statement,
                hazards: isGrant ? [Hazard(.accessWidened, "privileges are granted")] : [])
        }
    }

    private func entries(
        _ list: [(key: String, value: String)]?, on target: GrantTarget, owner: String
    ) -> [GrantText] {
        let list =
            list
            ?? (target.ofPublic.isEmpty ? [] : [(key: "PUBLIC", value: target.ofPublic)])
            + (target.ownerHasAll ? [(key: owner, value: "ALL")] : [])
        return list.flatMap { grant in
            NameScanner.pieces(grant.value, between: "; ").map { GrantText(to: grant.key, $0) }
        }
    }
}

extension GrantText {
    /// The entries with those of one grantee from one grantor made one, as the server does when an owner hands over.
    fileprivate static func merged(_ entries: [GrantText]) -> [GrantText] {
        entries.reduce(into: []) { result, entry in
            let known = result.firstIndex {
                $0.grantee == entry.grantee && $0.grantor == entry.grantor
            }
            guard let known else { return result.append(entry) }
            let grantable = Set(result[known].grantable + entry.grantable)
            let privileges = Set(result[known].privileges + entry.privileges)
            result[known].grantable = grantable.contains("ALL") ? ["ALL"] : grantable.sorted()
            result[known].privileges =
                privileges.contains("ALL") ? ["ALL"] : privileges.subtracting(grantable).sorted()
        }
    }

    fileprivate func handedOver(from old: String, to new: String) -> GrantText {
        guard old != new else { return self }
        var entry = self
        if entry.grantee == old { entry.grantee = new }
        if entry.grantor == old { entry.grantor = new }
        return entry
    }

    private var isPlain: Bool { grantable.isEmpty && !privileges.contains("ALL") }

    fileprivate func revocation(downTo next: GrantText?, on target: GrantTarget) -> [String] {
        let column = target.column.map { " (\($0))" } ?? ""
        if let next, isPlain, next.isPlain {
            let gone = privileges.filter { !next.privileges.contains($0) }
            guard !gone.isEmpty else { return [] }
            return authorized([
                "REVOKE \(gone.map { $0 + column }.joined(separator: ", ")) ON \(target.object) FROM \(grantee)"
            ])
        }
        return authorized(["REVOKE ALL\(column) ON \(target.object) FROM \(grantee)"])
    }

    fileprivate func grant(beyond last: GrantText?, on target: GrantTarget) -> [String] {
        guard let last, isPlain, last.isPlain else { return statements(on: target) }
        let come = privileges.filter { !last.privileges.contains($0) }
        guard !come.isEmpty else { return [] }
        var rest = self
        rest.privileges = come
        return rest.statements(on: target)
    }

    /// Nobody may revoke in another's name.
    private func authorized(_ statements: [String]) -> [String] {
        guard let grantor else { return statements }
        return ["SET SESSION AUTHORIZATION \(grantor)"] + statements
            + ["RESET SESSION AUTHORIZATION"]
    }
}
