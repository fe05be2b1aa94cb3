/// What it takes to make one list of lines of another, in the order of both.
struct LineDiff: Sendable, Hashable {
    /// One line of either side, or of both.
    struct Line: Sendable, Hashable {
        enum Kind: Sendable, Hashable { case kept, removed, added }

        var kind: Kind
        /// The number on the side of what is expected, from 1.
        var old: Int?
        /// The number on the side of what is there, from 1.
        var new: Int?
        var text: String
    }

    /// Lines that stand together, and how many unchanged ones are left out before them.
    struct Hunk: Sendable, Hashable {
        var skipped: Int
        var lines: [Line]
    }

    var lines: [Line]

    /// The shortest way from `old` to `new`; for very long texts that share little, the one replaced by the other.
    init(from old: [String], to new: [String]) {
        // The server keeps the two Unicode spellings of a letter apart, so bytes are compared.
        func isSame(_ left: String, _ right: String) -> Bool {
            left.utf8.elementsEqual(right.utf8)
        }
        let head = zip(old, new).prefix(while: isSame).count
        let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed())
            .prefix(while: isSame).count
        let before = Array(old[head..<(old.count - tail)])
        let after = Array(new[head..<(new.count - tail)])
        var removed = Set(before.indices)
        var added = Set(after.indices)
        // The search takes memory in proportion to the square of the changes.
        if before.count + after.count <= 2_000 {
            removed = []
            added = []
            for change in after.difference(from: before, by: isSame) {
                switch change {
                case .remove(let offset, _, _): removed.insert(offset)
                case .insert(let offset, _, _): added.insert(offset)
                }
            }
        }
        lines = []
        var from = 0
        var to = 0
        func append(_ kind: Line.Kind, _ text: String) {
            if kind != .added { from += 1 }
            if kind != .removed { to += 1 }
            lines.append(
                Line(
                    kind: kind, old: kind == .added ? nil : from, new: kind == .removed ? nil : to,
                    text: text))
        }
        for line in old[..<head] { append(.kept, line) }
        while from - head < before.count || to - head < after.count {
            if removed.contains(from - head) {
                append(.removed, before[from - head])
            } else if added.contains(to - head) {
                append(.added, after[to - head])
            } else {
                append(.kept, before[from - head])
            }
        }
        for line in old[(old.count - tail)...] { append(.kept, line) }
    }

    /// How many lines are only on one side.
    var removedCount: Int { lines.count { $0.kind == .removed } }
    var addedCount: Int { lines.count { $0.kind == .added } }

    /// The changed lines with some unchanged ones around them; what is left out between them is counted.
    ///
    /// Unchanged lines behind the last hunk make a hunk without lines. No hunks where nothing changed.
    func hunks(context: Int) -> [Hunk] {
        var isShown = [Bool](repeating: false, count: lines.count)
        for (index, line) in lines.enumerated() where line.kind != .kept {
            for near in max(0, index - context)...min(lines.count - 1, index + context) {
                isShown[near] = true
            }
        }
        guard isShown.contains(true) else { return [] }
        // One line is shorter than saying that it is left out.
        for index in lines.indices where !isShown[index] {
            let before = index == 0 || isShown[index - 1]
            isShown[index] = before && (index + 1 == lines.count || isShown[index + 1])
        }
        var hunks: [Hunk] = []
        var skipped = 0
        for (index, line) in lines.enumerated() {
            guard isShown[index] else {
                skipped += 1
                continue
            }
            if hunks.isEmpty || skipped > 0 { hunks.append(Hunk(skipped: skipped, lines: [])) }
            skipped = 0
            hunks[hunks.count - 1].lines.append(line)
        }
        if skipped > 0 { hunks.append(Hunk(skipped: skipped, lines: [])) }
        return hunks
    }
}
