public import JSONText
public import Migrations
import SQLText

extension StatementFacts: JSONRepresentable {
    /// `locks`, `held`, `locksSampled`, `rewrites`, `truncated`, `scans`, `builds`, `reused`, `proofs`, `rows`, `walBytes`,
    /// `waits`, `leftovers`, `made`.
    public var json: JSONValue {
        [
            "locks": .array(locks.map(Self.json)), "held": .array(held.map(Self.json)),
            "locksSampled": .bool(isSampled), "rewrites": .list(rewrites),
            "truncated": .list(truncated),
            "scans": .array(
                scans.map {
                    [
                        "relation": .string($0.relation), "reason": .string($0.reason.rawValue),
                        "constraint": .optional($0.constraint), "rows": .integer($0.rows),
                    ]
                }),
            "builds": .array(builds.map(Self.json)), "reused": .array(reused.map(Self.json)),
            "proofs": .list(proofs),
            "rows": .array(
                rows.map {
                    [
                        "relation": .string($0.relation), "inserted": .integer($0.inserted),
                        "updated": .integer($0.updated), "deleted": .integer($0.deleted),
                    ]
                }),
            "walBytes": .integer(walBytes),
            "waits": .array(
                waits.map { wait in
                    [
                        "lockType": .string(wait.lockType), "relation": .optional(wait.relation),
                        "milliseconds": wait.waited.map { .milliseconds($0) } ?? .null,
                        "blockers": .array(wait.blockers.map { .integer(Int($0)) }),
                    ]
                }),
            "leftovers": .list(leftovers), "made": .list(made.sorted()),
        ]
    }

    private static func json(_ lock: Lock) -> JSONValue {
        ["relation": .string(lock.relation), "mode": .string(lock.mode.rawValue)]
    }

    private static func json(_ index: Index) -> JSONValue {
        ["index": .string(index.index), "table": .string(index.table)]
    }
}
