import Migrations
import SQLText

/// How much of the facts of a statement is said.
enum FactDetail {
    /// Every lock on what was there before, and every index.
    case all
    /// What keeps others waiting or takes longer with more rows.
    case costly
    /// The same without what differs between two runs.
    case lasting
}

extension StatementFacts {
    /// The facts in words, one phrase each, the locks first; nothing of what the migration itself made.
    ///
    /// - Parameter size: what is known of a relation of the target, said where it is named first in a phrase that weighs.
    func phrases(_ detail: FactDetail, size: (String) -> String? = { _ in nil }) -> [String] {
        var phrases = lockPhrases(detail)
        var sized: Set<String> = []
        func weigh(_ phrase: String, _ relation: String) -> String {
            guard let size = size(relation), sized.insert(relation).inserted else { return phrase }
            return "\(phrase): \(size)"
        }
        let built = builds.filter { !made.contains($0.table) }
        phrases += present(rewrites).map { weigh("rewrites \($0)", $0) }
        phrases += present(truncated).map { weigh("empties \($0)", $0) }
        phrases += scans.filter { !made.contains($0.relation) }
            .map { weigh($0.phrase, $0.relation) }
        phrases += built.map { weigh("builds \($0.index) on \($0.table)", $0.table) }
        if detail == .all {
            phrases += reused.filter { !made.contains($0.table) }
                .map { "keeps the file of \($0.index)" }
        }
        phrases += proofs.map { "no scan: \($0)" }
        phrases += rows.filter { !made.contains($0.relation) }.flatMap(\.phrases)
        phrases += leftovers.map { "leaves the invalid index \($0)" }
        let isLong = !present(rewrites).isEmpty || !scans.isEmpty || !built.isEmpty
        let relations = held.filter { !made.contains($0.relation) && $0.table == nil }
        if isLong, let first = relations.first {
            let more = relations.count > 1 ? " and \(relations.count - 1) more" : ""
            phrases.append("holds \(first.mode.rawValue) on \(first.relation)\(more) meanwhile")
        }
        if detail != .lasting {
            phrases += waits.map(\.phrase)
            // Less than that any transaction writes; alone it keeps nobody waiting.
            if walBytes >= 100_000, detail == .all || !phrases.isEmpty {
                phrases.append("\(renderBytes(walBytes)) of WAL")
            }
        }
        // What has no phrase that weighs is said of its lock.
        for (place, lock) in shownLocks(detail).enumerated() {
            phrases[place] = weigh(phrases[place], lock.relation)
        }
        return phrases
    }

    private func present(_ relations: [String]) -> [String] {
        relations.filter { !made.contains($0) }
    }

    private func lockPhrases(_ detail: FactDetail) -> [String] {
        shownLocks(detail).map { "\($0.mode.rawValue) on \($0.relation)" }
    }

    /// An index under a table that is locked as much is not worth a word.
    private func shownLocks(_ detail: FactDetail) -> [Lock] {
        locks.filter { shown in
            guard !made.contains(shown.relation), detail == .all || shown.mode >= .share else {
                return false
            }
            return !(locks + held).contains {
                $0.relation == shown.table && $0.mode >= shown.mode
            }
        }
    }
}

extension StatementFacts.Scan {
    fileprivate var phrase: String {
        switch reason {
        case .verify: "scans \(relation) to verify its rows"
        case .foreignKey: "scans \(relation) for the foreign key \(constraint ?? "")"
        case .query: "scans \(relation)" + (rows > 0 ? " (\(renderCount(rows, "row")))" : "")
        }
    }
}

extension StatementFacts.Rows {
    fileprivate var phrases: [String] {
        [("inserts", inserted, "into"), ("updates", updated, "of"), ("deletes", deleted, "of")]
            .filter { $0.1 > 0 }
            .map { "\($0.0) \(renderCount($0.1, "row")) \($0.2) \(relation)" }
    }
}

extension StatementFacts.Wait {
    fileprivate var phrase: String {
        let what =
            lockType == "virtualxid" ? "older transactions" : relation ?? "a lock (\(lockType))"
        var text = "waits for \(what)"
        if let waited { text += ", \(renderElapsed(waited)) seen" }
        if !blockers.isEmpty {
            text += ", process \(blockers.map(String.init).joined(separator: ", "))"
        }
        return text
    }
}
