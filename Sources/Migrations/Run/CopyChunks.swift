import SQLText

/// The data of one COPY block, read again in chunks as it is sent.
struct CopyChunks {
    private enum Source {
        case memory([UInt8], Range<Int>)
        case file(FileBytes)
    }

    private var source: Source
    private var left: Int

    init(_ data: ParsedScript.Data, _ range: Range<Int>) throws {
        left = range.count
        switch data {
        case .memory(let bytes, let base):
            source = .memory(bytes, range.lowerBound - base..<range.upperBound - base)
        case .file(let path):
            let file = try FileBytes(path: path)
            file.seek(to: range.lowerBound)
            source = .file(file)
        }
    }

    mutating func next() throws -> [UInt8]? {
        guard left > 0 else { return nil }
        let size = min(left, 256 << 10)
        switch source {
        case .memory(let bytes, let range):
            let start = range.upperBound - left
            left -= size
            return Array(bytes[start..<start + size])
        case .file(let file):
            guard let chunk = try file.read(atMost: size) else { return nil }
            left -= chunk.count
            return chunk
        }
    }
}
