package import SQLText

/// The line of a script at which something is wrong, with a caret under the column, for evidence.
enum SourceLine {
    /// So much of a long line is shown.
    private static let room = 100

    /// Nothing where the file cannot be read again or is too large to be read whole.
    static func read(_ script: Script, at position: SourcePosition) -> [String] {
        SourceLines(script).evidence(at: position)
    }

    /// The line, and the caret where the width of what stands before it is known.
    static func render(_ bytes: [UInt8], line: Int, column: Int) -> [String] {
        SourceLines(bytes).evidence(line: line, column: column)
    }

    /// A line that was found already.
    fileprivate static func render(_ line: ArraySlice<UInt8>, column: Int) -> [String] {
        let text = String(decoding: line, as: UTF8.self)
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

/// The lines of a script's file, read once for all that is to be pointed at.
package struct SourceLines {
    private let lines: [ArraySlice<UInt8>]

    /// Reads the file, or takes the text that history kept; no lines where that cannot be.
    package init(_ script: Script) {
        if case .stored(let text) = script.source {
            self.init(Array(text.utf8))
        } else if let file = try? FileBytes(path: script.path),
            file.size <= ScriptParser.wholeFileLimit, let bytes = try? file.readAll()
        {
            self.init(bytes)
        } else {
            self.init([UInt8]())
        }
    }

    init(_ bytes: [UInt8]) {
        lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }

    /// The line of a place with a caret under it; nothing where there is no such line.
    package func evidence(at position: SourcePosition) -> [String] {
        evidence(line: position.line, column: position.column)
    }

    func evidence(line: Int, column: Int) -> [String] {
        guard line >= 1, line <= lines.count, column >= 1 else { return [] }
        return SourceLine.render(lines[line - 1], column: column)
    }
}
