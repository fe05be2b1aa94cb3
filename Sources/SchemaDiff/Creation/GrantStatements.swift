import SQLText

/// What privileges are granted on.
struct GrantTarget {
    /// What GRANT calls it, with its name: `TABLE public.orders`.
    var object: String
    /// What PUBLIC has when nothing was granted.
    var ofPublic = ""
    /// The column, for the privileges of one.
    var column: String?
    /// Whether its owner has everything when nothing was granted.
    var ownerHasAll = true
}

extension Creator {
    /// The statements that bring an object that has what its kind has by default to the privileges of a list; none
    /// where the list is nil.
    func grantStatements(
        _ grants: [(key: String, value: String)]?, on target: GrantTarget, owner: String?
    ) -> [String] {
        grantStatements(grants, on: target, ownerName: quoteIdentifier(owner ?? self.owner))
    }

    /// The same for an owner whose name is quoted where needed.
    func grantStatements(
        _ grants: [(key: String, value: String)]?, on target: GrantTarget, ownerName owner: String
    ) -> [String] {
        guard let grants else { return [] }
        let entries = grants.flatMap { grant in
            GrantText.parse(to: grant.key, grant.value)
        }
        var statements: [String] = []
        func privileges(of grantee: String) -> GrantText? {
            entries.first { $0.grantee == grantee && $0.grantor == nil }
        }
        var kept: Set<String> = []
        if !target.ofPublic.isEmpty {
            if privileges(of: "PUBLIC")?.privileges.joined(separator: ", ") == target.ofPublic {
                kept.insert("PUBLIC")
            } else {
                statements.append("REVOKE ALL ON \(target.object) FROM PUBLIC")
            }
        }
        if target.ownerHasAll {
            if privileges(of: owner)?.privileges == ["ALL"] {
                kept.insert(owner)
            } else {
                statements.append("REVOKE ALL ON \(target.object) FROM \(owner)")
            }
        }
        // Whoever grants on has been granted it before.
        var waiting = entries.filter { !($0.grantor == nil && kept.contains($0.grantee)) }
        var granted: Set<String> = [owner]
        while !waiting.isEmpty {
            let ready = waiting.filter { granted.contains($0.grantor ?? owner) }
            let round = ready.isEmpty ? waiting : ready
            waiting = ready.isEmpty ? [] : waiting.filter { !granted.contains($0.grantor ?? owner) }
            granted.formUnion(round.map(\.grantee))
            for entry in round { statements += entry.statements(on: target) }
        }
        return statements
    }
}
