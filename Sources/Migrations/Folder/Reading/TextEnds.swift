extension StringProtocol {
    /// The text without white space at either end.
    func trimmingWhitespace() -> SubSequence {
        var rest = self[...]
        while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
        return rest.drop(while: \.isWhitespace)
    }
}

// A folder may have thousands of names, and each is looked at several times: by bytes, as the
// characters of a `String` cost ten times as much.

extension Substring.UTF8View {
    /// Whether the bytes end in those of an ASCII text.
    func hasSuffix(_ text: String) -> Bool { span.ends(in: text.utf8.span) }
}

extension String.UTF8View {
    /// Whether the bytes end in those of an ASCII text.
    func hasSuffix(_ text: String) -> Bool { span.ends(in: text.utf8.span) }
}

extension Span<UInt8> {
    fileprivate func ends(in end: Span<UInt8>) -> Bool {
        guard count >= end.count else { return false }
        for index in end.indices where self[count - end.count + index] != end[index] {
            return false
        }
        return true
    }

    /// Whether there is neither an upper-case letter nor anything beyond ASCII.
    var isLowercaseASCII: Bool {
        for index in indices where self[index] >= 0x80 || (0x41...0x5A).contains(self[index]) {
            return false
        }
        return true
    }

    /// Whether the bytes come before others in a list of files.
    func precedes(_ other: Span<UInt8>) -> Bool {
        for index in 0..<Swift.min(count, other.count) where self[index] != other[index] {
            return self[index] < other[index]
        }
        return count < other.count
    }
}

extension String {
    /// Whether the text comes before another in byte order.
    func precedesInBytes(_ other: String) -> Bool { utf8.span.precedes(other.utf8.span) }
}

extension Substring {
    /// The text without its last so many bytes, which must be whole characters.
    func dropLast(bytes count: Int) -> Substring {
        self[..<utf8.index(endIndex, offsetBy: -count)]
    }

    /// The text without its first so many bytes, which must be whole characters.
    func dropFirst(bytes count: Int) -> Substring {
        self[utf8.index(startIndex, offsetBy: count)...]
    }
}
