/// Follows lines and columns through a window of a source.
struct PositionTracker {
    private(set) var position: SourcePosition
    /// The index in the window that `position` is at.
    private(set) var index = 0

    init(start: SourcePosition) {
        position = start
    }

    /// Tells that `count` bytes were dropped from the front of the window.
    mutating func shift(by count: Int) {
        index -= count
    }

    /// Moves on to `target`, which is not before `index`.
    mutating func advance(to target: Int, in window: [UInt8]) {
        guard target > index else { return }
        let bytes = window.span
        let (lines, afterLast) = bytes.lineFeeds(in: index..<target)
        if lines > 0 {
            position.line += lines
            position.column = 1
        }
        position.column += bytes.scalars(in: afterLast..<target)
        position.offset += target - index
        index = target
    }

    /// Steps over a byte-order mark, which has no column.
    mutating func skipByteOrderMark() {
        position.offset += 3
        index += 3
    }
}
