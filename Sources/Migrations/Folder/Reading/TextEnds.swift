extension StringProtocol {
    /// The text without white space at either end.
    func trimmingWhitespace() -> SubSequence {
        var rest = self[...]
        while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
        return rest.drop(while: \.isWhitespace)
    }
}

extension BidirectionalCollection<UInt8> {
    /// Whether the bytes end in those of an ASCII text.
    func hasSuffix(_ text: String) -> Bool {
        suffix(text.utf8.count).elementsEqual(text.utf8)
    }
}
