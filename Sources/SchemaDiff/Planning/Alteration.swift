import Catalog
import JSONText
import SQLText

/// How an element becomes what it is to be.
enum Alteration {
    /// By statements that leave it where it is; none where it follows from what happens to others.
    case inPlace([PlannedStatement])
    /// By dropping it and making it again, for the reason given.
    case replacement(String)
    /// Not at all, for the reason given.
    case impossible(String)
}

/// What differs between two lists of properties.
struct PropertyChanges {
    let before: PropertyValues
    let after: PropertyValues
    /// The names of the properties that differ.
    let names: Set<String>

    init(_ before: PropertyList, _ after: PropertyList) {
        self.before = PropertyValues(before)
        self.after = PropertyValues(after)
        let old = before.object
        let new = after.object
        names = Set(old.members.map(\.key)).union(new.members.map(\.key))
            .filter { old[$0] != new[$0] }
    }

    /// Whether one of these differs.
    func touches(_ names: String...) -> Bool { names.contains(where: self.names.contains) }

    /// Whether nothing but these differs.
    func isWithin(_ names: Set<String>) -> Bool { self.names.isSubset(of: names) }

    /// Keys of a map that come or change with their value, and keys that go.
    func map(_ name: String) -> (set: [(key: String, value: String)], reset: [String]) {
        let old = before.map(name) ?? []
        let new = after.map(name) ?? []
        let changed = new.filter { entry in !old.contains { $0 == entry } }
        let gone = old.map(\.key).filter { key in !new.contains { $0.key == key } }
        return (changed, gone)
    }
}

/// Writes the statements that change elements in place.
struct Alterer {
    let from: Catalog
    let to: Catalog
    let creator: Creator
    /// Indexes of partitions that get other names, which pieces of them name as their parents.
    var renamedIndexes: [String: String] = [:]

    /// Properties that every kind may have.
    static let common: Set = [
        "owner", "grants", "comment", "securityLabels", "dependsOnExtensions",
    ]

    init(from: Catalog, to: Catalog, owner: String) {
        self.from = from
        self.to = to
        creator = Creator(to, owner: owner)
    }

    /// How an object becomes another of the same name, its parts apart.
    func alteration(_ before: CatalogObject, _ after: CatalogObject) -> Alteration {
        let changes = PropertyChanges(before.properties, after.properties)
        guard !changes.names.isEmpty else { return .inPlace([]) }
        return switch before.name.kind {
        case .table, .foreignTable: table(changes, after)
        case .view, .materializedView: view(changes, before, after)
        case .sequence: sequence(changes, after)
        case .function, .procedure, .aggregate: routine(changes, before, after)
        case .enumeration, .composite, .domain, .range, .baseType: type(changes, before, after)
        case .schema, .extension, .language, .foreignDataWrapper, .server, .userMapping:
            foundation(changes, after)
        case .role, .database, .defaultPrivileges: server(changes, after)
        case .eventTrigger, .publication, .subscription: event(changes, after)
        case .textSearchConfiguration, .textSearchDictionary, .textSearchParser,
            .textSearchTemplate, .collation, .conversion, .cast, .transform, .operator,
            .operatorFamily, .operatorClass, .accessMethod:
            other(changes, after)
        }
    }

    /// Kinds of which owner, comment and the like are changed in place, and anything else by making them again.
    private func other(_ changes: PropertyChanges, _ after: CatalogObject) -> Alteration {
        let element = ElementName(after.name)
        let keyword = after.name.kind.words.uppercased()
        let name =
            switch after.name.kind {
            case .cast: "(\(after.name.identity))"
            case .transform: "FOR \(after.name.identity)"
            default: after.name.identity
            }
        guard changes.isWithin(Self.common) else {
            return .replacement(
                changes.names.subtracting(Self.common).sorted().joined(separator: ", "))
        }
        return .inPlace(common(changes, element, keyword, name))
    }
}
