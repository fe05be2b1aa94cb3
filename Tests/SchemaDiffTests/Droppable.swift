import Catalog

extension ElementName {
    /// What drops it and nothing else; nil where there is no such statement, or it would not be about what depends on it.
    func drop(in catalog: Catalog) -> String? {
        guard let part else { return object.drop }
        guard let properties = catalog[object]?.parts.first(where: { $0.name == part })?.properties
        else { return nil }
        let kind = object.kind.rawValue == "foreignTable" ? "foreign table" : object.kind.words
        switch (part.kind, object.kind) {
        case (.column, .table), (.column, .foreignTable):
            return "alter \(kind) \(object.identity) drop column \(part.identity)"
        case (.attribute, _): return "alter type \(object.identity) drop attribute \(part.identity)"
        case (.constraint, .domain), (.constraint, .table), (.constraint, .foreignTable):
            return "alter \(kind) \(object.identity) drop constraint \(part.identity)"
        case (.index, _):
            // That of a constraint cannot be dropped.
            return properties["keys"] == nil
                ? nil : "drop index \(object.schema).\(part.identity)"
        case (.statistics, _):
            let isQualified = part.identity.contains(".")
            return "drop statistics \(isQualified ? "" : object.schema + ".")\(part.identity)"
        case (.trigger, _), (.rule, _), (.policy, _):
            return "drop \(part.kind.rawValue) \(part.identity) on \(object.identity)"
        default: return nil
        }
    }
}

extension ObjectName {
    /// The schema in front of the name, quoted where it is.
    var schema: String {
        var isQuoted = false
        for index in identity.indices {
            if identity[index] == "\"" { isQuoted.toggle() }
            if identity[index] == ".", !isQuoted { return String(identity[..<index]) }
        }
        return ""
    }

    fileprivate var drop: String? {
        switch kind {
        case .database, .defaultPrivileges, .subscription: nil
        case .enumeration, .composite, .range, .baseType: "drop type \(identity)"
        // Its name does not say which arguments are those to order by.
        case .aggregate: "drop routine \(identity)"
        case .cast: "drop cast (\(identity))"
        case .transform, .userMapping: "drop \(kind.words) for \(identity)"
        default: "drop \(kind.words) \(identity)"
        }
    }
}

extension Catalog {
    /// All objects and their parts.
    var elements: [ElementName] {
        objects.flatMap { object in
            [ElementName(object.name)] + object.parts.map { ElementName(object.name, $0.name) }
        }
    }

    /// What goes when an element is dropped, itself included.
    func dropped(with element: ElementName) -> Set<ElementName> {
        var gone: Set<ElementName> = []
        var waiting = [element]
        while let next = waiting.popLast() {
            guard gone.insert(next).inserted else { continue }
            if next.part == nil, let object = self[next.object] {
                waiting += object.parts.map { ElementName(object.name, $0.name) }
            }
            waiting += edges.filter { $0.kind.isDroppedAlong && $0.to == next }.map(\.from)
        }
        return gone
    }

    /// What keeps the server from dropping an element alone.
    func blockers(of element: ElementName) -> [Edge] {
        let gone = dropped(with: element)
        return edges.filter {
            $0.kind.blocksDrop && gone.contains($0.to) && !gone.contains($0.from)
                || $0.kind == .attached && $0.from == element
        }
    }
}
