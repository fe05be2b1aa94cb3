public import Findings

extension Folder {
    /// One note that names the migrations that have no DOWN and do not say why; nil where there is none.
    ///
    /// Reads the UPs of those without a DOWN. It is no finding of the folder itself: what is applied
    /// needs no reminder on every run.
    public func readMissingDowns() -> Finding? {
        let candidates = migrations.filter { $0.kind == .versioned && $0.up != nil }
        let without = candidates.compactMap { migration in
            migration.down == nil && migration.up?.readIrreversibility() == nil
                ? migration.up?.path : nil
        }
        return .downMissing(of: without, among: candidates.count)
    }
}

extension Finding {
    /// The note that UPs have no DOWN, or nil for none.
    static func downMissing(of ups: [String], among count: Int) -> Finding? {
        guard let first = ups.first else { return nil }
        let message =
            switch (ups.count, count) {
            case (1, 1): "the migration has no DOWN"
            case (count, _): "none of \(count) migrations has a DOWN"
            case (1, _): "1 of \(count) migrations has no DOWN"
            default: "\(ups.count) of \(count) migrations have no DOWN"
            }
        return Finding(
            rule: "down-missing", severity: .note, message: message,
            location: Location(file: first), evidence: ups.count > 1 ? ups : [],
            remedy: "write the DOWN, or say why there is none: -- tidemark: irreversible REASON")
    }
}
