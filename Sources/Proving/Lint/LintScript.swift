import Migrations
import SQLText

/// The statements of a script with what the rules ask again and again, found out once: a script may have thousands.
package struct LintScript: Sendable {
    /// The statements in order.
    package let statements: [LintStatement]
    /// Which of them are of a kind.
    private let indexes: [String: [Int]]
    /// Those that take locks which keep others from writing, with these.
    private let locks: [Int: [PredictedLock]]
    /// Those that shut everybody out, in order.
    private let exclusive: [Int]

    package init(_ statements: [LintStatement]) {
        self.statements = statements
        var indexes: [String: [Int]] = [:]
        var locks: [Int: [PredictedLock]] = [:]
        for (index, statement) in statements.enumerated() {
            guard let node = statement.node else { continue }
            indexes[node.kind, default: []].append(index)
            let strong = LockTable.locks(of: Statement(text: statement.text)).filter {
                $0.mode >= .share
            }
            if !strong.isEmpty { locks[index] = strong }
        }
        self.indexes = indexes
        self.locks = locks
        exclusive = locks.keys.filter { key in
            locks[key]?.contains { $0.mode == .accessExclusive } == true
        }.sorted()
    }

    /// The statements of a kind before another, the nearest first.
    func nearest(_ kind: String, before index: Int) -> [LintStatement] {
        (indexes[kind] ?? []).reversed().drop { $0 >= index }.map { statements[$0] }
    }

    /// The locks of a statement that keep others from writing.
    func strongLocks(of index: Int) -> [PredictedLock] { locks[index] ?? [] }

    /// The statements of the same transaction before one that shut everybody out of something.
    func exclusive(before index: Int) -> [Int] {
        let segment = statements[index].segment
        return exclusive.prefix { $0 < index }.filter { statements[$0].segment == segment }
    }
}
