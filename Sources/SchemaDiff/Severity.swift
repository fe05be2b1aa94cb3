import Catalog

/// How bad a difference of an object is; `property` is nil when the whole object is missing or unexpected.
func severity(
    of kind: ObjectKind, property: String?, direction: Difference.Direction
) -> Difference.Severity {
    guard let property = property.map(stem) else {
        switch kind {
        case .role, .userMapping, .defaultPrivileges: return .security
        case .eventTrigger, .cast: return .breaking
        default: return direction == .missing ? .breaking : .data
        }
    }
    if let known = common(property) { return known }
    switch (kind, property) {
    case (.role, "connectionLimit"), (.role, "settings"): return .breaking
    case (.role, _), (.userMapping, _), (.defaultPrivileges, _): return .security
    case (.view, "options"), (.view, "definition"), (.materializedView, "definition"):
        // A view may lose security_invoker or the condition that kept rows back.
        return .security
    case (.table, "options"), (.foreignTable, "options"), (.materializedView, "options"):
        return .data
    case (.function, "body"), (.procedure, "body"): return .breaking
    case (.extension, "version"), (.collation, _): return .breaking
    default: return physical.contains(property) ? .data : .breaking
    }
}

/// How bad a difference of a part is; `property` is nil when the whole part is missing or unexpected.
func severity(
    of kind: PartKind, property: String?, direction: Difference.Direction
) -> Difference.Severity {
    if let property = property.map(stem), let known = common(property) { return known }
    switch (kind, property.map(stem)) {
    case (.policy, _): return .security
    case (.index, let property):
        return property == nil && direction == .missing || property == "unique" ? .breaking : .data
    case (.statistics, _): return .data
    case (.column, nil), (.attribute, nil): return direction == .missing ? .breaking : .data
    case (.column, "notNullConstraint"): return .cosmetic
    case (_, let property?): return physical.contains(property) ? .data : .breaking
    case (_, nil): return .breaking
    }
}

/// A property's name without the key of a map.
private func stem(_ property: String) -> String {
    property.firstIndex(of: ".").map { String(property[..<$0]) } ?? property
}

/// What a property means on whatever it is.
private func common(_ property: String) -> Difference.Severity? {
    switch property {
    case "grants", "granted", "revoked", "owner", "securityLabels", "rowSecurity",
        "forceRowSecurity",
        "securityDefiner", "leakproof":
        .security
    case "comment", "columnOrder": .cosmetic
    default: nil
    }
}

/// Properties that say how rows are kept and found, not what they mean.
private let physical: Set<String> = [
    "storage", "compression", "statistics", "options", "tablespace", "accessMethod", "clusterOn",
    "persistence", "replicaIdentity", "cost", "rows", "parallel", "support", "unpopulated",
    "cache", "target", "invalid",
]
