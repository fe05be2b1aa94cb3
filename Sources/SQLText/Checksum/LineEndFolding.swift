/// Writes CRLF as LF in bytes that come in chunks; a lone CR stays.
struct LineEndFolding {
    /// Whether the last chunk ended in a CR that is still held back.
    private var holdsReturn = false

    mutating func fold(_ bytes: [UInt8]) -> [UInt8] {
        if !holdsReturn, bytes.span.firstIndex(of: 0x0D, from: 0) == nil { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 1)
        for byte in bytes {
            if holdsReturn, byte != 0x0A { result.append(0x0D) }
            holdsReturn = byte == 0x0D
            if !holdsReturn { result.append(byte) }
        }
        return result
    }

    /// What is held back at the end.
    mutating func finish() -> [UInt8] {
        defer { holdsReturn = false }
        return holdsReturn ? [0x0D] : []
    }
}
