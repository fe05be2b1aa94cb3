import SQLText

/// The text that history keeps: the source without a byte-order mark, each COPY block replaced by
/// one directive line with its size and SHA-256.
enum StoredText {
    static let markerStart = "-- tidemark: copy-data "

    static func render(
        _ bytes: [UInt8], base: Int, blocks: [CollectedScript.Block]
    ) throws -> String {
        var text: [UInt8] = []
        var position = 0
        for block in blocks {
            text += bytes[position..<(block.range.lowerBound - base)]
            text += marker(for: block).utf8
            position = block.range.upperBound - base
        }
        text += bytes[position...]
        return withoutMark(text)
    }

    static func render(file path: String, blocks: [CollectedScript.Block]) throws -> String {
        let file = try FileBytes(path: path)
        var text: [UInt8] = []
        var position = 0
        for block in blocks {
            try append(from: file, position..<block.range.lowerBound, to: &text)
            text += marker(for: block).utf8
            position = block.range.upperBound
        }
        try append(from: file, position..<max(position, file.size), to: &text)
        return withoutMark(text)
    }

    private static func append(
        from file: FileBytes, _ range: Range<Int>, to text: inout [UInt8]
    ) throws {
        file.seek(to: range.lowerBound)
        var left = range.count
        while left > 0, let chunk = try file.read(atMost: min(left, 1 << 20)) {
            text += chunk
            left -= chunk.count
        }
    }

    private static func marker(for block: CollectedScript.Block) -> String {
        "\(markerStart)\(block.range.count) bytes sha256 \(block.digest)\n"
    }

    private static func withoutMark(_ bytes: [UInt8]) -> String {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return String(decoding: bytes.starts(with: mark) ? bytes[3...] : bytes[...], as: UTF8.self)
    }
}
