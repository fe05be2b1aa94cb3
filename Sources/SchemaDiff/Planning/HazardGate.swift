public import SQLText

/// What of a plan the project lets through.
public struct HazardGate: Sendable, Hashable {
    /// The hazards that are allowed; nil lets everything through.
    public var allowed: Set<Hazard.Kind>?
    /// The strongest lock that is allowed on a relation that is there; nil lets every one through.
    public var strongestLock: LockMode?

    /// Makes a gate; nil lets everything through.
    public init(allowed: Set<Hazard.Kind>?, strongestLock: LockMode? = nil) {
        self.allowed = allowed
        self.strongestLock = strongestLock
    }

    /// Reads names of hazards.
    ///
    /// `none` allows none; no names let everything through. `lock:MODE` allows no stronger lock, by the server's name of it,
    /// and says nothing of hazards.
    ///
    /// - Returns: nil where one is no hazard, with that.
    public static func parse(_ names: [String]) -> Result<HazardGate, UnknownHazard> {
        var gate = HazardGate(allowed: nil)
        for name in names {
            if name.hasPrefix("lock:") {
                guard let mode = LockMode(rawValue: String(name.dropFirst("lock:".count))) else {
                    return .failure(UnknownHazard(name: name))
                }
                gate.strongestLock = gate.strongestLock.map { max($0, mode) } ?? mode
                continue
            }
            gate.allowed = gate.allowed ?? []
            guard name != "none" else { continue }
            guard let kind = Hazard.Kind(rawValue: name) else {
                return .failure(UnknownHazard(name: name))
            }
            gate.allowed?.insert(kind)
        }
        return .success(gate)
    }

    private func isRefused(_ hazard: Hazard) -> Bool {
        allowed.map { !$0.contains(hazard.kind) } ?? false
    }

    private func isRefused(_ lock: PredictedLock) -> Bool {
        strongestLock.map { lock.mode > $0 } ?? false
    }

    /// What is not allowed of a plan, each once, by the names that would allow it.
    public func refused(_ plan: ChangePlan) -> [String] {
        let kinds = Set(plan.statements.flatMap(\.hazards).filter(isRefused).map(\.kind))
        let lock = plan.statements.flatMap(\.locks).filter(isRefused).map(\.mode).max()
        return Hazard.Kind.allCases.filter(kinds.contains).map(\.rawValue)
            + (lock.map { ["lock:\($0.rawValue)"] } ?? [])
    }

    /// A statement with its hazards and locks as comments.
    func text(of statement: PlannedStatement) -> String {
        let hazards = statement.hazards.map { hazard in
            "-- \(isRefused(hazard) ? "REFUSED" : "hazard") \(hazard.kind.rawValue): \(hazard.reason)\n"
        }
        let locks = statement.locks.map { lock in
            "-- \(isRefused(lock) ? "REFUSED lock" : "lock") \(lock): \(lock.mode.effect)\n"
        }
        return (hazards + locks).joined() + statement.sql + ";\n"
    }
}

/// A name that is no hazard.
public struct UnknownHazard: Error, Sendable, Hashable {
    /// What was typed.
    public var name: String
}
