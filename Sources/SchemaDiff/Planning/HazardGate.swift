/// What of a plan the project lets through.
public struct HazardGate: Sendable, Hashable {
    /// The hazards that are allowed; nil lets everything through.
    public var allowed: Set<Hazard.Kind>?

    /// Makes a gate; nil lets everything through.
    public init(allowed: Set<Hazard.Kind>?) {
        self.allowed = allowed
    }

    /// Reads names of hazards.
    ///
    /// `none` allows none; no names let everything through.
    ///
    /// - Returns: nil where one is no hazard, with that.
    public static func parse(_ names: [String]) -> Result<HazardGate, UnknownHazard> {
        guard !names.isEmpty else { return .success(HazardGate(allowed: nil)) }
        var allowed: Set<Hazard.Kind> = []
        for name in names where name != "none" {
            guard let kind = Hazard.Kind(rawValue: name) else {
                return .failure(UnknownHazard(name: name))
            }
            allowed.insert(kind)
        }
        return .success(HazardGate(allowed: allowed))
    }

    /// What is not allowed of a statement.
    public func refused(_ statement: PlannedStatement) -> [Hazard] {
        guard let allowed else { return [] }
        return statement.hazards.filter { !allowed.contains($0.kind) }
    }

    /// What is not allowed of a plan, each kind once.
    public func refused(_ plan: ChangePlan) -> [Hazard.Kind] {
        let kinds = Set(plan.statements.flatMap(refused).map(\.kind))
        return Hazard.Kind.allCases.filter(kinds.contains)
    }
}

/// A name that is no hazard.
public struct UnknownHazard: Error, Sendable, Hashable {
    /// What was typed.
    public var name: String
}
