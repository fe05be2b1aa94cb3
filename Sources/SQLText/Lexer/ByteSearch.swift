// The one file of the lexer that reads memory without bounds checks: whole-buffer searches, where
// the C library and the vectoriser are several times faster than a checked loop.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension Span<UInt8> {
    /// The index of the first `byte` at or after `start`, or nil.
    func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        firstIndex(of: byte, in: start..<Swift.max(start, count))
    }

    /// The index of the first `byte` in `range`, or nil.
    func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        guard !range.isEmpty else { return nil }
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return unsafe withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress,
                let hit = unsafe memchr(base + range.lowerBound, Int32(byte), range.count)
            else { return nil }
            return unsafe UnsafeRawPointer(hit) - UnsafeRawPointer(base)
        }
    }

    /// How many line feeds are in `range`, and the index after the last of them.
    func lineFeeds(in range: Range<Int>) -> (count: Int, afterLast: Int) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return unsafe withUnsafeBufferPointer { buffer in
            var feeds = 0
            for index in range {
                feeds &+= unsafe buffer[index] == 0x0A ? 1 : 0
            }
            guard feeds > 0 else { return (0, range.lowerBound) }
            var last = range.upperBound
            while unsafe buffer[last - 1] != 0x0A { last -= 1 }
            return (feeds, last)
        }
    }

    /// How many Unicode scalars start in `range` of UTF-8.
    func scalars(in range: Range<Int>) -> Int {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return unsafe withUnsafeBufferPointer { buffer in
            var scalars = 0
            for index in range {
                scalars &+= unsafe buffer[index] & 0xC0 != 0x80 ? 1 : 0
            }
            return scalars
        }
    }

    /// Whether the bytes in `range` are this lower-case ASCII word in any case.
    func isWord(_ word: StaticString, _ range: Range<Int>) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in
            for index in 0..<letters.count {
                let byte = self[range.lowerBound + index]
                let letter = unsafe letters[index]
                guard byte == letter || (letter >= 0x61 && byte | 0x20 == letter) else {
                    return false
                }
            }
            return true
        }
    }

    /// The first bytes in `range` that are not UTF-8: one byte, or a sequence that is cut off or not allowed.
    func firstInvalidUTF8(in range: Range<Int>) -> Range<Int> {
        var index = range.lowerBound
        while index < range.upperBound {
            let lead = self[index]
            let length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            let end = Swift.min(index + Swift.max(1, length), range.upperBound)
            guard length > 0, lead < 0xF5, index + length <= range.upperBound,
                String(validating: bytes(index..<end), as: UTF8.self) != nil
            else { return index..<end }
            index = end
        }
        return range.upperBound..<range.upperBound
    }

    /// A copy of the bytes in `range`.
    func bytes(_ range: Range<Int>) -> [UInt8] {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return unsafe withUnsafeBufferPointer { unsafe Array($0[range]) }
    }
}
