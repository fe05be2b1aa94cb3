/// A line of both sides, or lines that changed between two such.
enum DiffRun {
    /// A line of the expected side beside the line that stands for it in the database; either may be missing.
    struct Row {
        var old: LineDiff.Line?
        var new: LineDiff.Line?

        /// Both as HTML, with what differs between them marked.
        var marked: (old: String, new: String) { markedChange(old?.text, new?.text) }
    }

    case kept(LineDiff.Line)
    case changed([Row])

    /// Cuts the lines of a diff into runs; removed lines stand beside the added ones of their run in turn.
    static func cut(_ lines: [LineDiff.Line]) -> [DiffRun] {
        var runs: [DiffRun] = []
        var removed: [LineDiff.Line] = []
        var added: [LineDiff.Line] = []
        func settle() {
            guard !removed.isEmpty || !added.isEmpty else { return }
            runs.append(
                .changed(
                    (0..<max(removed.count, added.count)).map { index in
                        Row(
                            old: index < removed.count ? removed[index] : nil,
                            new: index < added.count ? added[index] : nil)
                    }))
            removed = []
            added = []
        }
        for line in lines {
            switch line.kind {
            case .removed: removed.append(line)
            case .added: added.append(line)
            case .kept:
                settle()
                runs.append(.kept(line))
            }
        }
        settle()
        return runs
    }
}
