/// What kind of object it is; the raw value is stable and names the kind in snapshots and reports.
public enum ObjectKind: String, Sendable, Hashable, CaseIterable, Comparable {
    case database, role, schema, `extension`, language, accessMethod, foreignDataWrapper, server
    case userMapping, enumeration = "enum", composite, domain, range, baseType, collation
    case conversion, sequence, table, foreignTable, view, materializedView, function, procedure
    case aggregate, cast, transform, `operator`, operatorFamily, operatorClass
    case textSearchParser, textSearchTemplate, textSearchDictionary, textSearchConfiguration
    case eventTrigger, publication, subscription, defaultPrivileges

    /// The kind in words: `foreign table`.
    public var words: String { spaced(rawValue) }

    /// The order in which kinds are listed.
    public static func < (left: ObjectKind, right: ObjectKind) -> Bool {
        left.rank < right.rank
    }

    var rank: Int { Self.ranks[self] ?? 0 }
    private static let ranks = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

/// What kind of part of an object it is; the raw value is stable.
public enum PartKind: String, Sendable, Hashable, CaseIterable, Comparable {
    case column, attribute, constraint, index, statistics, trigger, rule, policy

    /// The key of its list in a snapshot file.
    public var plural: String {
        switch self {
        case .index: "indexes"
        case .policy: "policies"
        case .statistics: "statistics"
        default: rawValue + "s"
        }
    }

    /// Whether the order of the parts means something.
    public var isOrdered: Bool { self == .column || self == .attribute }

    /// The order in which parts are listed.
    public static func < (left: PartKind, right: PartKind) -> Bool { left.rank < right.rank }

    var rank: Int {
        switch self {
        case .column: 0
        case .attribute: 1
        case .constraint: 2
        case .index: 3
        case .statistics: 4
        case .trigger: 5
        case .rule: 6
        case .policy: 7
        }
    }
}

/// `foreignTable` as `foreign table`.
private func spaced(_ name: String) -> String {
    var words = ""
    for character in name {
        if character.isUppercase { words += " " }
        words += character.lowercased()
    }
    return words
}
