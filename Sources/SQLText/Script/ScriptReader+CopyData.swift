/// A COPY whose data is being read.
struct OpenCopy {
    var format: CopyFormat
    /// Whether the rest of the line of the statement is still to be read.
    var isOnStatementLine: Bool
    /// Where the data starts, once that is known.
    var start: SourcePosition?
    /// Whether the next byte is the first of a line.
    var isAtLineStart = true
}

extension ScriptReader {
    /// The most bytes in one chunk of COPY data.
    private static var chunkSize: Int { 256 << 10 }

    /// The next event of the open COPY; nil when it only made progress.
    mutating func nextInCopy() throws -> ScriptEvent? {
        guard let open = copy else { return nil }
        if open.isOnStatementLine { return try nextOnStatementLine() }
        if open.start == nil {
            tracker.advance(to: scanner.cursor, in: window)
            copy?.start = tracker.position
        }
        let found = open.format == .binary ? allBytes() : dataLines(open)
        if found.end > scanner.cursor {
            copy?.isAtLineStart = found.endsLine
            return .copyData(chunk(to: found.end))
        }
        if let marker = found.marker { return endCopy(marker, terminated: true) }
        if isFinal { return endCopy(scanner.cursor, terminated: false) }
        try refill(wanting: 1)
        return nil
    }

    /// Only a comment may follow on the line of the statement.
    private mutating func nextOnStatementLine() throws -> ScriptEvent? {
        var index = scanner.cursor
        while index < window.count, window[index].isSpace, window[index] != 0x0A { index += 1 }
        let lineEnd = window.span.firstIndex(of: 0x0A, from: index)
        if lineEnd == nil, !isFinal {
            try refill(wanting: 1)
            return nil
        }
        let end = lineEnd ?? window.count
        if index == end {
            scanner.resume(at: min(end + 1, window.count), atLineStart: true)
            copy?.isOnStatementLine = false
            return nil
        }
        guard index + 1 < end, window[index] == 0x2D, window[index + 1] == 0x2D else {
            throw fail(.textAfterCopy, at: index)
        }
        var textEnd = end
        while textEnd > index, window[textEnd - 1] == 0x0D { textEnd -= 1 }
        scanner.resume(at: end, atLineStart: false)
        return .comment(try comment(index..<textEnd, false, false))
    }

    private struct Found {
        /// The end of the data in the window that can be handed on.
        var end: Int
        var endsLine = false
        /// The end of the `\.` line right after the data.
        var marker: Int?
    }

    private func allBytes() -> Found {
        Found(end: min(window.count, scanner.cursor + Self.chunkSize))
    }

    private func dataLines(_ open: OpenCopy) -> Found {
        let bytes = window.span
        let limit = min(bytes.count, scanner.cursor + Self.chunkSize)
        var index = scanner.cursor
        var isAtLineStart = open.isAtLineStart
        while index < limit {
            if isAtLineStart, bytes[index] == 0x5C {
                switch marker(bytes, at: index) {
                case .none: break
                case .end(let end): return Found(end: index, endsLine: true, marker: end)
                case .unknown: return Found(end: index, endsLine: true)
                }
            }
            guard let lineFeed = bytes.firstIndex(of: 0x0A, in: index..<limit) else {
                return Found(end: limit)
            }
            index = lineFeed + 1
            isAtLineStart = true
        }
        return Found(end: index, endsLine: isAtLineStart)
    }

    private enum Marker {
        case none
        case end(Int)
        /// The window ends too early to tell.
        case unknown
    }

    /// Whether the line at `start` is `\.` alone, ended by LF, CRLF or the end of the file.
    private func marker(_ bytes: Span<UInt8>, at start: Int) -> Marker {
        var index = start + 1
        guard index < bytes.count else { return isFinal ? .none : .unknown }
        guard bytes[index] == 0x2E else { return .none }
        index += 1
        if index < bytes.count, bytes[index] == 0x0D { index += 1 }
        guard index < bytes.count else { return isFinal ? .end(index) : .unknown }
        return bytes[index] == 0x0A ? .end(index + 1) : .none
    }

    /// The data from the cursor to `end`, without a copy when that is the whole window.
    private mutating func chunk(to end: Int) -> CopyChunk {
        let start = scanner.cursor
        tracker.advance(to: start, in: window)
        let offset = tracker.position.offset
        tracker.advance(to: end, in: window)
        scanner.resume(at: end, atLineStart: true)
        guard start == 0, end == window.count else {
            return CopyChunk(bytes: window.span.bytes(start..<end), offset: offset)
        }
        let bytes = window
        window = []
        tracker.shift(by: end)
        scanner.shift(by: end)
        return CopyChunk(bytes: bytes, offset: offset)
    }

    private mutating func endCopy(_ end: Int, terminated: Bool) -> ScriptEvent {
        tracker.advance(to: scanner.cursor, in: window)
        let start = copy?.start ?? tracker.position
        let range = start.offset..<tracker.position.offset
        scanner.resume(at: end, atLineStart: true)
        copy = nil
        return .copyEnd(CopyBlock(range: range, start: start, terminated: terminated))
    }
}
