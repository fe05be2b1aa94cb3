import Catalog
import JSONText
import SQLText

/// Tables and foreign tables, as far as no part of them is concerned.
extension Alterer {
    func table(_ changes: PropertyChanges, _ after: CatalogObject) -> Alteration {
        let keyword = after.name.kind.words.uppercased()
        let name = after.name.identity
        let element = ElementName(after.name)
        let head = "ALTER \(keyword) \(name)"
        for (property, reason) in [
            ("partitionBy", "how it is partitioned"), ("server", "its server"),
        ] where changes.touches(property) {
            return .replacement(reason)
        }
        let kept = changes.before.list("inherits").filter(changes.after.list("inherits").contains)
        guard kept == Array(changes.after.list("inherits").prefix(kept.count)) else {
            return .impossible("the order of its parents")
        }
        if changes.touches("detachPending") {
            let parent = changes.before.text("partitionOf") ?? ""
            return .impossible(
                changes.before.flag("detachPending")
                    ? "it is about to be detached: ALTER TABLE \(parent) DETACH PARTITION \(name) FINALIZE ends that"
                    : "nothing leaves a partition about to be detached")
        }
        if changes.touches("managed") {
            return .impossible("the platform manages it on one side and not on the other")
        }
        var statements: [PlannedStatement] = []
        func add(_ sql: String, _ hazards: Hazard...) {
            statements.append(PlannedStatement(element, sql, hazards: hazards))
        }
        if changes.touches("persistence") {
            let isUnlogged = changes.after.text("persistence") == "UNLOGGED"
            add(
                "\(head) SET \(isUnlogged ? "UNLOGGED" : "LOGGED")",
                Hazard(.rewrite, "the table is written anew to change how it is logged"))
        }
        if changes.touches("accessMethod") {
            add(
                "\(head) SET ACCESS METHOD \(quoteIdentifier(changes.after.text("accessMethod") ?? "heap"))",
                Hazard(.rewrite, "the table is written anew by the other access method"))
        }
        if changes.touches("tablespace") {
            add(
                "\(head) SET TABLESPACE \(quoteIdentifier(changes.after.text("tablespace") ?? "pg_default"))",
                Hazard(.rewrite, "the files of the table are copied"))
        }
        statements += relationOptionChanges(changes, "options", head, element)
        if changes.touches("ofType") {
            add("\(head) \(changes.after.text("ofType").map { "OF \($0)" } ?? "NOT OF")")
        }
        statements += joining(changes, head, element)
        if changes.touches("serverOptions") {
            add("\(head)\(foreignOptions(changes, "serverOptions"))")
        }
        statements += rowSecurity(changes, name, element)
        statements += common(
            changes, element, keyword, name, grants: GrantTarget(object: "TABLE \(name)"))
        return .inPlace(statements + columnGrants(after, lostBy: statements))
    }

    /// What is revoked of a table is revoked of its columns too, which may have more.
    private func columnGrants(
        _ table: CatalogObject, lostBy statements: [PlannedStatement]
    ) -> [PlannedStatement] {
        let revoked = statements.map(\.sql).filter { $0.hasPrefix("REVOKE ") }
        guard !revoked.isEmpty else { return [] }
        return table.parts(.column).flatMap { part -> [PlannedStatement] in
            let grants = PropertyValues(part.properties).map("grants") ?? []
            let lost = grants.filter { grant in
                revoked.contains { $0.hasSuffix(" FROM \(grant.key)") }
            }
            let target = GrantTarget(
                object: "TABLE \(table.name.identity)", column: part.name.identity,
                ownerHasAll: false)
            let element = ElementName(table.name, part.name)
            return creator.grantStatements(
                lost, on: target, owner: table.properties["owner"]?.string
            ).map { PlannedStatement(element, $0) }
        }
    }

    /// What a table says to parents that it comes to.
    private func joining(
        _ changes: PropertyChanges, _ head: String, _ element: ElementName
    ) -> [PlannedStatement] {
        let old = changes.before.list("inherits")
        let new = changes.after.list("inherits").filter { !old.contains($0) }
        var statements = new.map { PlannedStatement(element, "\(head) INHERIT \($0)") }
        statements += lateLeaving(changes).map {
            PlannedStatement(element, "\(head) NO INHERIT \($0)")
        }
        if changes.touches("partitionOf", "bound"), let parent = changes.after.text("partitionOf") {
            statements.append(
                PlannedStatement(
                    element,
                    "ALTER TABLE \(parent) ATTACH PARTITION \(element.object.identity) "
                        + (changes.after.text("bound") ?? "DEFAULT"),
                    hazards: Hazard.attaching(element.object, from: from, to: to)))
        }
        return statements
    }

    /// What a table says to parents that it leaves, before anything else happens to them.
    func leaving(_ before: CatalogObject, _ after: CatalogObject) -> [PlannedStatement] {
        let changes = PropertyChanges(before.properties, after.properties)
        let element = ElementName(after.name)
        let new = changes.after.list("inherits")
        let head = "ALTER \(after.name.kind.words.uppercased()) \(after.name.identity)"
        let late = lateLeaving(changes)
        var statements = changes.before.list("inherits")
            .filter { !new.contains($0) && !late.contains($0) }
            .map { "\(head) NO INHERIT \($0)" }
        if changes.touches("partitionOf", "bound"), let parent = changes.before.text("partitionOf")
        {
            statements.append("ALTER TABLE \(parent) DETACH PARTITION \(after.name.identity)")
        }
        return statements.map { PlannedStatement(element, $0) }
    }

    /// The parents that go while others come: a column that always has a parent does not become the table's own.
    private func lateLeaving(_ changes: PropertyChanges) -> [String] {
        let old = changes.before.list("inherits")
        let new = changes.after.list("inherits")
        guard new.contains(where: { !old.contains($0) }) else { return [] }
        return old.filter { parent in
            !new.contains(parent) && to[ObjectName(.table, parent)] == nil
                && to[ObjectName(.foreignTable, parent)] == nil
        }
    }

    private func rowSecurity(
        _ changes: PropertyChanges, _ name: String, _ element: ElementName
    ) -> [PlannedStatement] {
        var statements: [PlannedStatement] = []
        if changes.touches("rowSecurity") {
            let isOn = changes.after.flag("rowSecurity")
            statements.append(
                PlannedStatement(
                    element,
                    "ALTER TABLE \(name) \(isOn ? "ENABLE" : "DISABLE") ROW LEVEL SECURITY",
                    hazards: isOn
                        ? [] : [Hazard(.accessWidened, "no policy limits the rows any more")]))
        }
        if changes.touches("forceRowSecurity") {
            let isOn = changes.after.flag("forceRowSecurity")
            statements.append(
                PlannedStatement(
                    element,
                    "ALTER TABLE ONLY \(name) \(isOn ? "" : "NO ")FORCE ROW LEVEL SECURITY",
                    hazards: isOn
                        ? [] : [Hazard(.accessWidened, "no policy limits the owner any more")]))
        }
        return statements
    }

    /// What a table says of its indexes, said when they are there.
    func completion(
        _ before: CatalogObject, _ after: CatalogObject
    ) -> [PlannedStatement] {
        let changes = PropertyChanges(before.properties, after.properties)
        let element = ElementName(after.name)
        let keyword = after.name.kind.words.uppercased()
        let name = after.name.identity
        var statements: [String] = []
        if changes.touches("clusterOn") {
            statements.append(
                changes.after.text("clusterOn").map {
                    "ALTER \(keyword) \(name) CLUSTER ON \(quoteIdentifier($0))"
                } ?? "ALTER \(keyword) \(name) SET WITHOUT CLUSTER")
        }
        if changes.touches("replicaIdentity") {
            statements.append(
                "ALTER TABLE ONLY \(name) REPLICA IDENTITY \(changes.after.text("replicaIdentity") ?? "DEFAULT")"
            )
        }
        return statements.map { PlannedStatement(element, $0) }
    }
}
