import Catalog
import SchemaDiff

/// Renders differences as a tree by object, for a terminal or a log.
///
///     table public.orders
///     ├─ security  policy orders_read › using  (owner = auth.uid()) → true
///     │     made by 02_orders, statement 4 (sql/02_orders.sql:19): create policy orders_read on orders
///     └─ breaking  column note › type          text → integer
///     function public.total(integer)
///     └─ breaking  body                        1 line removed, 1 line added
///             1   begin
///             2 -   return x;
///             2 +   return x + 1;
///             3   end
///
/// Two values that do not fit on the line stand under it, as `-` and `+`; on a terminal, what is still too long is cut.
/// The statement that made what differs is named once where it is the same for differences that follow each other.
func renderTree(_ differences: [Difference], on terminal: Terminal) -> String {
    ObjectDrift.group(differences, []).map { DifferenceTree($0, terminal).render() }.joined()
}

/// The tree of one object.
private struct DifferenceTree {
    let object: ObjectDrift
    let terminal: Terminal
    /// The columns that the severities and the places take.
    let severityWidth: Int
    let placeWidth: Int

    /// Off a terminal lines may be of any length, and are still easier to read when they are not.
    private static let comfortable = 110
    private static let context = 2

    init(_ object: ObjectDrift, _ terminal: Terminal) {
        self.object = object
        self.terminal = terminal
        severityWidth = object.differences.map { $0.severity.rawValue.count }.max() ?? 0
        let places = object.differences.map { displayWidth(of: $0.place) }
        placeWidth = min(places.max() ?? 0, 40)
    }

    func render() -> String {
        var output = line(StyledText(object.name.description, .strong))
        var named: String?
        for (index, difference) in object.differences.enumerated() {
            let isLast = index == object.differences.count - 1
            output += render(difference, isLast: isLast)
            if let sentence = difference.originSentence, sentence != named {
                let guide = isLast ? "   " : branches.guide
                output += line(StyledText("\(guide)  \(sentence)", .faint))
            }
            named = difference.originSentence
        }
        return output
    }

    private func render(_ difference: Difference, isLast: Bool) -> String {
        let change = difference.change
        let values = inline(change)
        var head = StyledText(isLast ? branches.last : branches.middle, .faint)
        head += StyledText(
            padded(difference.severity.rawValue, to: severityWidth), difference.severity.style)
        let place = StyledText(ascii(difference.place, for: terminal))
        let lead = "  " + place
        let gap = String(repeating: " ", count: max(placeWidth - place.width, 0))
        let isAlone = place.width == 0 && placeWidth == 0
        let full = head + (isAlone ? "  " : lead + StyledText(gap + "  ")) + values
        let guide = StyledText(isLast ? "   " : branches.guide, .faint)
        switch change {
        case .lines(let diff):
            return line(full) + block(diff, guide)
        case .values(let expected, let actual)
        where full.width > (terminal.width ?? Self.comfortable):
            let sides = [("- ", expected, Style.removed), ("+ ", actual, .added)]
            return line(head + lead)
                + sides.map { mark, value, style in
                    line(guide + "     " + StyledText(mark + (value ?? none), style))
                }.joined()
        default: return line(full)
        }
    }

    private func inline(_ change: Change) -> StyledText {
        switch change {
        case .missing: StyledText("missing", .removed)
        case .unexpected: StyledText("not expected", .added)
        case .rendering: StyledText("version rendering", .faint)
        case .unknown: StyledText("changed, and only the hash of what is expected is known")
        case .values(let expected, let actual):
            StyledText(expected ?? none, .removed) + StyledText(arrow, .faint)
                + StyledText(actual ?? none, .added)
        case .lines(let diff): StyledText(diff.sum)
        }
    }

    private func block(_ diff: LineDiff, _ guide: StyledText) -> String {
        let hunks = diff.hunks(context: Self.context)
        let numbers = hunks.flatMap(\.lines).map { String($0.new ?? $0.old ?? 0).count }
        let gutter = max(numbers.max() ?? 1, 3)
        var output = ""
        for hunk in hunks {
            if hunk.skipped > 0 {
                let dots = padded("", to: gutter - 1) + terminal.ellipsis
                output += line(
                    guide + "  "
                        + StyledText(
                            "\(dots) \(renderCount(hunk.skipped, "unchanged line"))", .faint)
                )
            }
            for one in hunk.lines {
                let number = String(one.new ?? one.old ?? 0)
                let (mark, style): (String, Style?) =
                    switch one.kind {
                    case .kept: (" ", nil)
                    case .removed: ("-", .removed)
                    case .added: ("+", .added)
                    }
                let text = drawn(one.text, showsBlanks: one.kind != .kept)
                let start = padded("", to: gutter - number.count) + number + " "
                let body = text.isEmpty ? mark : "\(mark) \(text)"
                output += line(guide + "  " + StyledText(start, .faint) + StyledText(body, style))
            }
        }
        return output
    }

    /// Tabs as the room that they take; on lines that changed, blanks that nobody would see are drawn.
    private func drawn(_ text: String, showsBlanks: Bool) -> String {
        guard showsBlanks else { return text.replacing("\t", with: "    ") }
        let tab = terminal.usesUnicode ? "→   " : ">   "
        let kept = text.prefix(
            upTo: text.lastIndex { $0 != " " }.map(text.index(after:)) ?? text.startIndex)
        let blanks = text[kept.endIndex...]
        let dot = terminal.usesUnicode ? "·" : "_"
        return kept.replacing("\t", with: tab) + String(repeating: dot, count: blanks.count)
    }

    private var none: String { terminal.usesUnicode ? "–" : "-" }

    private var arrow: String { terminal.usesUnicode ? " → " : " -> " }

    private var branches: (middle: String, last: String, guide: String) {
        terminal.usesUnicode ? ("├─ ", "└─ ", "│  ") : ("|- ", "`- ", "|  ")
    }

    private func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(width - text.count, 0))
    }

    private func line(_ text: StyledText) -> String {
        let cut =
            terminal.width.map { text.truncated(to: $0, ellipsis: terminal.ellipsis) } ?? text
        return terminal.render(cut).trimmingEnd() + "\n"
    }
}

/// A place with signs that every terminal can draw.
private func ascii(_ place: String, for terminal: Terminal) -> String {
    terminal.usesUnicode ? place : place.replacing(" › ", with: " > ")
}

extension String {
    /// The text without spaces at its end.
    fileprivate func trimmingEnd() -> String {
        String(reversed().drop { $0 == " " }.reversed())
    }
}
