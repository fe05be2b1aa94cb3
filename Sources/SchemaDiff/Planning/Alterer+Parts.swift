import Catalog
import SQLText

/// Constraints, indexes, statistics, triggers, rules and policies.
extension Alterer {
    /// How a part that is no column becomes another of the same name.
    func part(_ before: CatalogPart, _ after: CatalogPart, of object: CatalogObject) -> Alteration {
        let changes = PropertyChanges(before.properties, after.properties)
        let element = ElementName(object.name, after.name)
        return switch after.name.kind {
        case .column: column(before, after, of: object)
        case .attribute: .replacement("an attribute")
        case .constraint: constraint(changes, element, object)
        case .index: index(changes, element, object)
        case .statistics: statistics(changes, element, object)
        case .trigger, .rule: trigger(changes, element, object)
        case .policy: policy(changes, element, object)
        }
    }

    private func constraint(
        _ changes: PropertyChanges, _ element: ElementName, _ object: CatalogObject
    ) -> Alteration {
        let name = element.part?.identity ?? ""
        let head = "ALTER \(object.name.kind.words.uppercased()) \(object.name.identity)"
        var statements: [PlannedStatement] = []
        let simple: Set = ["comment", "securityLabels"]
        var rest = changes.names.subtracting(simple)
        if rest.contains("notValid"), changes.before.flag("notValid") {
            statements.append(
                PlannedStatement(
                    element, "\(head) VALIDATE CONSTRAINT \(name)",
                    hazards: [
                        Hazard(.scan, "every row is checked"),
                        Hazard(.dataDependent, "it fails where a row does not fit"),
                    ]))
            rest.remove("notValid")
        }
        let isForeignKey = changes.after.text("type") == "FOREIGN KEY"
        let timing: Set = ["deferrable", "initiallyDeferred"]
        if !rest.isDisjoint(with: timing), isForeignKey {
            var words = changes.after.flag("deferrable") ? "DEFERRABLE" : "NOT DEFERRABLE"
            if changes.after.flag("initiallyDeferred") { words += " INITIALLY DEFERRED" }
            statements.append(
                PlannedStatement(element, "\(head) ALTER CONSTRAINT \(name) \(words)"))
            rest.subtract(timing)
        }
        if rest.contains("disabled") { return .impossible("whether its triggers are enabled") }
        if rest.contains("inherited"), object.name.kind != .domain, !changesParents(object) {
            return .impossible("whether it is of the table's own or from a parent")
        }
        rest.remove("inherited")
        guard rest.isEmpty else { return .replacement(rest.sorted().joined(separator: ", ")) }
        return .inPlace(
            statements
                + remarks(
                    changes, element, "CONSTRAINT",
                    object.name.kind == .domain
                        ? "\(name) ON DOMAIN \(object.name.identity)"
                        : "\(name) ON \(object.name.identity)"))
    }

    private func index(
        _ changes: PropertyChanges, _ element: ElementName, _ object: CatalogObject
    ) -> Alteration {
        let name = "\(NameScanner.schema(of: object.name.identity)).\(element.part?.identity ?? "")"
        let simple: Set = [
            "options", "tablespace", "statistics", "comment", "securityLabels",
            "dependsOnExtensions",
        ]
        if changes.touches("invalid"), changes.after.flag("invalid") {
            return .impossible("an index that is not valid is made by nobody")
        }
        var names = changes.names
        if let parent = changes.before.text("parent"), let name = renamedIndexes[parent],
            name == changes.after.text("parent")
        {
            names.remove("parent")
        }
        if names == ["parent"] {
            if changesParents(object) { return .inPlace([]) }
            guard let parent = changes.after.text("parent") else {
                return .impossible("what index of the parent it is a piece of")
            }
            if let old = changes.before.text("parent") {
                // It goes with that, and comes again for another.
                return isGone(index: old, of: object)
                    ? .replacement("its parent's is another")
                    : .impossible("what index of the parent it is a piece of")
            }
            return .inPlace([
                PlannedStatement(element, "ALTER INDEX \(parent) ATTACH PARTITION \(name)")
            ])
        }
        guard names.isSubset(of: simple) else {
            // Of the index of a constraint there is only what the constraint does not say.
            if changes.after.list("keys").isEmpty {
                return .impossible("the index of a constraint")
            }
            return .replacement(names.subtracting(simple).sorted().joined(separator: ", "))
        }
        var statements = relationOptionChanges(changes, "options", "ALTER INDEX \(name)", element)
        if changes.touches("tablespace") {
            let space = quoteIdentifier(changes.after.text("tablespace") ?? "pg_default")
            statements.append(
                PlannedStatement(
                    element, "ALTER INDEX \(name) SET TABLESPACE \(space)",
                    hazards: [Hazard(.rewrite, "the files of the index are copied")]))
        }
        let targets = changes.map("statistics")
        statements +=
            (targets.set.map { ($0.key, $0.value) } + targets.reset.map { ($0, "-1") }).map {
                PlannedStatement(
                    element, "ALTER INDEX \(name) ALTER COLUMN \($0) SET STATISTICS \($1)")
            }
        statements += extensions(changes, element, "INDEX \(name)")
        return .inPlace(statements + remarks(changes, element, "INDEX", name))
    }

    /// Whether a parent of a partition has an index no more, under its name with the schema.
    private func isGone(index: String, of partition: CatalogObject) -> Bool {
        guard let parent = PropertyValues(partition.properties).text("partitionOf"),
            let table = to[ObjectName(.table, parent)]
        else { return false }
        let schema = NameScanner.schema(of: parent)
        return !table.parts(.index).contains { "\(schema).\($0.name.identity)" == index }
    }

    private func statistics(
        _ changes: PropertyChanges, _ element: ElementName, _ object: CatalogObject
    ) -> Alteration {
        guard !changes.touches("definition") else { return .replacement("its definition") }
        let identity = element.part?.identity ?? ""
        let isQualified = NameScanner.split(identity, at: ".") != nil
        let name =
            isQualified ? identity : "\(NameScanner.schema(of: object.name.identity)).\(identity)"
        var statements: [PlannedStatement] = []
        if changes.touches("target") {
            statements.append(
                PlannedStatement(
                    element,
                    "ALTER STATISTICS \(name) SET STATISTICS \(changes.after.text("target") ?? "-1")"
                ))
        }
        return .inPlace(statements + common(changes, element, "STATISTICS", name))
    }

    private func trigger(
        _ changes: PropertyChanges, _ element: ElementName, _ object: CatalogObject
    ) -> Alteration {
        guard !changes.touches("definition") else { return .replacement("its definition") }
        let word = element.part?.kind.rawValue.uppercased() ?? ""
        let name = element.part?.identity ?? ""
        var statements: [PlannedStatement] = []
        if changes.touches("enabled") {
            let change = enabling(changes.after.text("enabled"))
            statements.append(
                PlannedStatement(
                    element, "ALTER TABLE \(onlyIfTable(object)) \(change) \(word) \(name)"))
        }
        let target = "\(name) ON \(object.name.identity)"
        statements += extensions(changes, element, "\(word) \(target)")
        return .inPlace(statements + remarks(changes, element, word, target))
    }

    /// Each table says for itself which of its triggers are on.
    private func onlyIfTable(_ object: CatalogObject) -> String {
        let isTable = object.name.kind == .table || object.name.kind == .foreignTable
        return (isTable ? "ONLY " : "") + object.name.identity
    }

    private func policy(
        _ changes: PropertyChanges, _ element: ElementName, _ object: CatalogObject
    ) -> Alteration {
        if changes.touches("command", "restrictive") { return .replacement("what it is for") }
        for property in ["using", "check"]
        where changes.touches(property) && !changes.after.has(property) {
            return .replacement("it has no \(property) any more")
        }
        let name = "\(element.part?.identity ?? "") ON \(object.name.identity)"
        var statements: [PlannedStatement] = []
        var clauses: [String] = []
        if changes.touches("roles") {
            let roles = changes.after.list("roles").map(quoteIdentifier)
            clauses.append("TO \(roles.isEmpty ? "PUBLIC" : roles.joined(separator: ", "))")
        }
        if changes.touches("using"), let text = changes.after.text("using") {
            clauses.append("USING (\(text))")
        }
        if changes.touches("check"), let text = changes.after.text("check") {
            clauses.append("WITH CHECK (\(text))")
        }
        if !clauses.isEmpty {
            statements.append(
                PlannedStatement(
                    element, "ALTER POLICY \(name)\n    \(clauses.joined(separator: "\n    "))",
                    hazards: [
                        Hazard(.accessWidened, "other rows are reachable than before")
                    ]))
        }
        return .inPlace(statements + remarks(changes, element, "POLICY", name))
    }
}
