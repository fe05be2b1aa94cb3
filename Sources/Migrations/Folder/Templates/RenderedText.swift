public import SQLText

/// The text that goes to the server, with the way back to places in the file.
public struct RenderedText: Sendable, Hashable {
    /// A run of text that was copied, or put in the place of a placeholder.
    private struct Piece: Sendable, Hashable {
        /// Where it begins in `text`, in bytes.
        var offset: Int
        /// Where it comes from, in bytes of the template.
        var sourceOffset: Int
        /// Whether it is a value rather than a copy.
        var isValue: Bool
    }

    /// The text without placeholders.
    public private(set) var text = ""
    /// The names of the variables whose values are in it.
    public internal(set) var variables: Set<String> = []
    private var pieces: [Piece] = []
    private let template: Template
    /// Where the lines of the template begin, in bytes.
    private let lineStarts: [Int]

    init(of template: Template) {
        self.template = template
        var starts = [0]
        for (offset, byte) in template.text.utf8.enumerated() where byte == 0x0A {
            starts.append(offset + 1)
        }
        lineStarts = starts
    }

    mutating func append(_ part: some StringProtocol, from sourceOffset: Int, isValue: Bool) {
        guard !part.isEmpty else { return }
        pieces.append(
            Piece(offset: text.utf8.count, sourceOffset: sourceOffset, isValue: isValue))
        text += part
    }

    /// The place in the file of a byte of `text`; inside a value it is the placeholder's.
    public func sourcePosition(ofByte offset: Int) -> SourcePosition {
        guard let piece = pieces.last(startingAtOrBefore: offset, by: \.offset) else {
            return template.origin
        }
        let distance = piece.isValue ? 0 : offset - piece.offset
        let source = min(piece.sourceOffset + distance, template.text.utf8.count)
        guard let line = lineStarts.last(startingAtOrBefore: source, by: \.self) else {
            return template.origin
        }
        let number = lineStarts.countOfElements(startingAtOrBefore: source, by: \.self)
        let utf8 = template.text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: line)
        let end = utf8.index(start, offsetBy: source - line)
        let column = template.text.unicodeScalars[start..<end].count
        return SourcePosition(
            offset: template.origin.offset + source, line: template.origin.line + number - 1,
            column: (number == 1 ? template.origin.column : 1) + column)
    }
}

extension Array {
    /// How many of the elements, which are sorted by `key`, have a key up to `bound`.
    fileprivate func countOfElements(
        startingAtOrBefore bound: Int, by key: (Element) -> Int
    ) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if key(self[middle]) <= bound { low = middle + 1 } else { high = middle }
        }
        return low
    }

    fileprivate func last(startingAtOrBefore bound: Int, by key: (Element) -> Int) -> Element? {
        let number = countOfElements(startingAtOrBefore: bound, by: key)
        return number > 0 ? self[number - 1] : nil
    }
}
