/// How far long work is: what, how much of how much, and for how long.
public struct ProgressLine: Sendable, Hashable {
    /// What is done, as a participle: "applying".
    public var what: String
    /// What it is at right now: a file, a database.
    public var item: String?
    /// How much is done.
    public var done: Int
    /// How much there is; nil when nobody knows.
    public var total: Int?
    /// For how long it has run.
    public var elapsed: Duration

    /// Makes a line.
    public init(
        _ what: String, item: String? = nil, done: Int, of total: Int? = nil, elapsed: Duration
    ) {
        self.what = what
        self.item = item
        self.done = done
        self.total = total
        self.elapsed = elapsed
    }

    /// The line for a terminal, with a bar, never wider than it and without a line end.
    ///
    /// The caller goes back to the line's start and clears it before it writes the next one.
    public func render(on terminal: Terminal) -> String {
        let width = (terminal.width ?? 80) - 1
        var text = StyledText(what)
        if let total, total > 0 {
            let share = min(max(Double(done) / Double(total), 0), 1)
            text += " " + StyledText(bar(share, on: terminal), .success)
            text += StyledText(" \(renderNumber(done))/\(renderNumber(total))")
        } else if done > 0 {
            text += StyledText(" \(renderNumber(done))")
        }
        text += StyledText(" " + renderElapsed(elapsed), .faint)
        if let item { text += StyledText(" " + item) }
        return terminal.render(text.truncated(to: width, ellipsis: terminal.ellipsis))
    }

    /// The line for a file or a log: the same facts in words.
    public func renderPlain() -> String {
        var text = renderVisible(what)
        if let item { text += " " + renderVisible(item) }
        let amount =
            if let total { "\(renderNumber(done)) of \(renderNumber(total)), " } else {
                done > 0 ? "\(renderNumber(done)), " : ""
            }
        return text + " (\(amount)\(renderElapsed(elapsed)))"
    }

    private func bar(_ share: Double, on terminal: Terminal) -> String {
        let cells = 20
        let full = Int(share * Double(cells))
        let (mark, rest) = terminal.usesUnicode ? ("█", "░") : ("#", "-")
        return String(repeating: mark, count: full) + String(repeating: rest, count: cells - full)
    }
}
