public import Catalog
import SQLText

extension Catalog {
    /// The roles that something here names as owner, grantee, grantor, member, or in a policy or a user mapping, spelled as
    /// SQL does; those of the server's own aside.
    public var namedRoles: Set<String> {
        let writer = RoleWriter(for: self, target: Catalog(objects: []), owner: "") { $0 }
        for object in objects { _ = writer.rewrite(object) }
        return writer.seen.filter { !RoleRules.isServers($0) }
    }

    /// Which of some roles, spelled as SQL does, an expression or a body here may name.
    public func rolesInExpressions(_ roles: Set<String>) -> Set<String> {
        Set(RoleMentions(of: roles, in: self).places.keys)
    }

    /// The schema as it is to be on a server whose roles have other names, or not all of them.
    ///
    /// Guaranteed: a policy none of whose roles is left is left out, and never becomes one for everybody. What is inside the
    /// bodies of functions and in expressions stays as it is, and is told.
    ///
    /// - Parameters:
    ///   - there: the roles of that server, as SQL spells them.
    ///   - target: what is there: a role that has another name is what it is there, and what belongs to one that is left out
    ///     keeps the owner that it has there.
    ///   - owner: who gets the rest of what a role owns that is left out.
    /// - Returns: the schema, and what was done, by role.
    /// - Throws: `MissingRolesError`, where roles are required.
    public func applying(
        _ rules: RoleRules, there: Set<String>, target: Catalog, owner: String
    ) throws(MissingRolesError) -> (catalog: Catalog, notes: [RoleNote]) {
        let named = namedRoles
        let missing = named.filter {
            !there.contains(rules.names[$0] ?? $0) && $0 != quoteIdentifier(owner)
        }.sorted()
        guard rules.missing != .require || missing.isEmpty else {
            throw MissingRolesError(roles: missing.map { rules.names[$0] ?? $0 })
        }
        let ignored = Set(rules.missing == .ignore ? missing : [])
        let mentions = RoleMentions(of: ignored.union(rules.names.keys), in: self).places
        let mapped = rules.names.filter { role, _ in
            (named.contains(role) || mentions[role] != nil) && !ignored.contains(role)
        }
        let notes = named.union(mapped.keys).sorted().compactMap { role -> RoleNote? in
            let left = mentions[role] ?? []
            if let name = mapped[role] {
                return RoleNote(role: role, treatment: .mapped(name), mentions: left)
            }
            guard !ignored.contains(role) else {
                return RoleNote(role: role, treatment: .ignored([]), mentions: left)
            }
            return missing.contains(role) ? RoleNote(role: role, treatment: .expected) : nil
        }
        guard !ignored.isEmpty || !mapped.isEmpty else { return (self, notes) }
        let writer = RoleWriter(for: self, target: target, owner: owner) {
            ignored.contains($0) ? nil : mapped[$0] ?? $0
        }
        let written = objects.compactMap(writer.rewrite).compactMap { written -> RewrittenObject? in
            guard written.isRenamed, written.object.name.kind == .role else { return written }
            // The superuser that made a server is in no catalog.
            if written.object.name.identity == "postgres" { return nil }
            return target[written.object.name].map {
                RewrittenObject(object: $0, isRenamed: true)
            } ?? written
        }
        let rewritten = Catalog(
            objects: Self.joined(written), census: census, hasEdges: hasEdges)
        return (
            rewritten.withoutLooseEdges,
            notes.map { note in
                guard case .ignored = note.treatment else { return note }
                var told = note
                told.treatment = .ignored(writer.leftOut[note.role] ?? [])
                return told
            }
        )
    }

    /// Objects that have got one name made one: of roles and user mappings that which had it before.
    private static func joined(_ objects: [RewrittenObject]) -> [CatalogObject] {
        Dictionary(grouping: objects, by: \.object.name).values.map { same in
            guard same.count > 1, let first = same.first(where: { !$0.isRenamed }) ?? same.first
            else { return same[0].object }
            guard first.object.name.kind == .defaultPrivileges else { return first.object }
            return same.map(\.object).dropFirst().reduce(same[0].object) { left, right in
                GrantLists.joining(left, right)
            }
        }
    }

    private var withoutLooseEdges: Catalog {
        let there = Set(
            objects.flatMap { object in
                [ElementName(object.name)] + object.parts.map { ElementName(object.name, $0.name) }
            })
        return Catalog(
            objects: objects.map { object in
                CatalogObject(
                    name: object.name, properties: object.properties, parts: object.parts,
                    edges: Array(
                        Set(
                            object.edges.filter { there.contains($0.to) && there.contains($0.from) }
                        )))
            }, census: census, hasEdges: hasEdges)
    }
}
