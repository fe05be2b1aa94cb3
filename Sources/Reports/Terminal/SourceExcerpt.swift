public import SQLText

/// A place in a text that a person should look at.
public struct Excerpt: Sendable, Hashable {
    /// The text around it: a statement, or a whole file.
    public var text: String
    /// Where the text begins in its file.
    public var start: SourcePosition
    /// The line to point at, as the file counts, from 1.
    public var line: Int
    /// The column to point at in Unicode scalars, as the file counts, from 1; nil to point at the line only.
    public var column: Int?
    /// How many scalars are meant, for a caret as long as the word.
    public var length: Int

    /// Makes an excerpt.
    public init(
        of text: String, startingAt start: SourcePosition = .start, line: Int, column: Int? = nil,
        length: Int = 1
    ) {
        self.text = text
        self.start = start
        self.line = line
        self.column = column
        self.length = length
    }
}

/// Renders the lines around a place with their numbers, and a caret under the column.
///
///     11 | create table task (
///     12 |     state taks_state not null
///        |           ^^^^^^^^^^
///
/// Tabs become four spaces, wide characters count double, control characters are made visible, and a long line is
/// cut around the caret. A place outside the text gives its nearest line without a caret.
///
/// - Parameter context: How many lines before the place are shown; one line after it is shown when there is any.
/// - Returns: Lines without line ends; empty when the text is.
public func renderSourceExcerpt(
    _ excerpt: Excerpt, context: Int = 2, on terminal: Terminal
) -> [String] {
    let wanted = max(excerpt.line - excerpt.start.line, 0)
    let (lines, first) = lines(of: excerpt.text, around: wanted, before: context, after: 1)
    guard !lines.isEmpty else { return [] }
    let numbers = lines.indices.map { String(excerpt.start.line + first + $0) }
    let gutter = numbers.map(\.count).max() ?? 1
    let bar = terminal.usesUnicode ? "│" : "|"
    let room = max((terminal.width ?? 160) - gutter - 3, 16)
    var output: [String] = []
    for (index, line) in lines.enumerated() {
        let isMeant = first + index == wanted
        let column = isMeant ? caret(in: line, of: excerpt, isFirst: first + index == 0) : nil
        let drawn = DrawnLine(line, caret: column, length: excerpt.length)
        let (text, caret) = drawn.clipped(to: room, ellipsis: terminal.ellipsis)
        let number = String(repeating: " ", count: gutter - numbers[index].count) + numbers[index]
        let prefix = terminal.render("\(number) \(bar)", .faint)
        output.append(text.isEmpty ? prefix : prefix + " " + text)
        guard let caret else { continue }
        let empty = terminal.render(String(repeating: " ", count: gutter) + " \(bar)", .faint)
        let marks = String(repeating: "^", count: caret.count)
        output.append(
            empty + String(repeating: " ", count: caret.lowerBound + 1)
                + terminal.render(marks, .error))
    }
    return output
}

/// The scalar in the line that the caret stands under; nil when the line has no such column.
private func caret(in line: Substring, of excerpt: Excerpt, isFirst: Bool) -> Int? {
    guard let column = excerpt.column, column >= 1 else { return nil }
    // The first line of a statement may begin in the middle of the file's line.
    let index = column - (isFirst ? excerpt.start.column : 1)
    return index >= 0 && index <= line.unicodeScalars.count ? index : nil
}

/// The lines around a number without cutting up the rest of a text that may be long.
private func lines(
    of text: String, around wanted: Int, before: Int, after: Int
) -> (lines: [Substring], first: Int) {
    var kept: [Substring] = []
    var number = 0
    var rest = text[...]
    while true {
        let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
        var line = rest[..<end]
        if line.utf8.last == UInt8(ascii: "\r") { line = Substring(line.unicodeScalars.dropLast()) }
        kept.append(line)
        if number < wanted, kept.count > before { kept.removeFirst(kept.count - before) }
        let isLast = end == rest.endIndex || rest.utf8.index(after: end) == rest.endIndex
        if isLast || number == wanted + after { break }
        rest = rest[rest.utf8.index(after: end)...]
        number += 1
    }
    if text.isEmpty { return ([], 0) }
    return (kept, number - kept.count + 1)
}

/// A line as it looks, with the columns that the caret takes.
private struct DrawnLine {
    var characters: [Character] = []
    var caret: Range<Int>?

    init(_ line: Substring, caret index: Int?, length: Int) {
        let scalars = line.unicodeScalars
        guard let index else {
            characters = Array(Self.drawn(scalars[...]))
            return
        }
        let start = scalars.index(scalars.startIndex, offsetBy: index)
        let end =
            scalars.index(start, offsetBy: max(length, 1), limitedBy: scalars.endIndex)
            ?? scalars.endIndex
        let before = Self.drawn(scalars[..<start])
        let meant = Self.drawn(scalars[start..<end])
        characters = Array(before) + Array(meant) + Array(Self.drawn(scalars[end...]))
        let column = displayWidth(of: before)
        caret = column..<(column + max(displayWidth(of: meant), 1))
    }

    private static func drawn(_ scalars: Substring.UnicodeScalarView) -> String {
        var text = ""
        for part in scalars.split(separator: "\t", omittingEmptySubsequences: false) {
            if !text.isEmpty || part.startIndex != scalars.startIndex { text += "    " }
            text += renderVisible(String(part))
        }
        return text
    }

    /// The part of the line that fits, with the caret in it.
    func clipped(to room: Int, ellipsis: String) -> (text: String, caret: Range<Int>?) {
        let widths = characters.map { displayWidth(of: $0) }
        let total = widths.reduce(0, +)
        guard total > room else { return (String(characters), caret) }
        let mark = displayWidth(of: ellipsis)
        let target = caret?.lowerBound ?? 0
        // The caret stands at two thirds at most, so that what follows it is seen too.
        var skipped = 0
        var from = 0
        if target > room * 2 / 3 {
            let goal = min(target - room / 2, total - room + mark)
            while from < characters.count, skipped < goal {
                skipped += widths[from]
                from += 1
            }
        }
        let lead = from > 0 ? mark : 0
        var used = lead
        var to = from
        let limit = lead + total - skipped <= room ? room : room - mark
        while to < characters.count, used + widths[to] <= limit {
            used += widths[to]
            to += 1
        }
        let text =
            (from > 0 ? ellipsis : "") + String(characters[from..<to])
            + (to < characters.count ? ellipsis : "")
        let moved = caret.map { range in
            let start = range.lowerBound - skipped + lead
            return start..<min(range.upperBound - skipped + lead, max(room, start + 1))
        }
        return (text, moved)
    }
}
