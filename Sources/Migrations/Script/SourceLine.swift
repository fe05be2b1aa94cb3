package import SQLText

/// The line of a script at which something is wrong, with a caret under the column, for evidence.
package enum SourceLine {
    /// So much of a long line is shown.
    private static let room = 100

    /// Nothing where the file cannot be read again or is too large to be read whole.
    package static func read(_ script: Script, at position: SourcePosition) -> [String] {
        if case .stored(let text) = script.source {
            return render(Array(text.utf8), line: position.line, column: position.column)
        }
        guard let file = try? FileBytes(path: script.path),
            file.size <= ScriptParser.wholeFileLimit, let bytes = try? file.readAll()
        else { return [] }
        return render(bytes, line: position.line, column: position.column)
    }

    /// The line, and the caret where the width of what stands before it is known.
    static func render(_ bytes: [UInt8], line: Int, column: Int) -> [String] {
        let lines = bytes.split(
            separator: UInt8(ascii: "\n"), maxSplits: line, omittingEmptySubsequences: false)
        guard line >= 1, line <= lines.count, column >= 1 else { return [] }
        let text = String(decoding: lines[line - 1], as: UTF8.self)
        var scalars = Array(text.unicodeScalars.drop { $0 == "\u{FEFF}" })
        while let last = scalars.last, last == "\r" { scalars.removeLast() }
        guard !scalars.isEmpty else { return [] }
        let index = min(column - 1, scalars.count)
        let start = index > room * 2 / 3 ? index - room / 2 : 0
        let end = min(scalars.count, start + room)
        let lead = start > 0 ? "…" : ""
        let shown = lead + drawn(scalars[start..<end]) + (end < scalars.count ? "…" : "")
        let before = scalars[start..<index]
        // Wide and combining characters take none or two columns; there the number has to do.
        guard before.allSatisfy({ $0.value < 0x300 }) else { return [shown] }
        return [shown, String(repeating: " ", count: (lead + drawn(before)).count) + "^"]
    }

    private static func drawn(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = ""
        for scalar in scalars {
            if scalar == "\t" { text += "    " } else { text.unicodeScalars.append(scalar) }
        }
        return text
    }
}
