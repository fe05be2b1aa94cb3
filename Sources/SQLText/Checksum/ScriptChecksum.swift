/// Two fingerprints of a script, each 64 hexadecimal digits of SHA-256.
///
/// They do not depend on how a checkout writes line ends or on a byte-order mark. Equal `tokens` with
/// different `text` means that only comments and white space between tokens differ.
public struct ScriptChecksum: Sendable, Hashable, Codable {
    /// Over the text without byte-order mark and with every CRLF as LF.
    public var text: String
    /// Over the tokens and the COPY data.
    public var tokens: String

    /// Makes a checksum of known digests.
    public init(text: String, tokens: String) {
        self.text = text
        self.tokens = tokens
    }

    /// The checksum of a whole script.
    ///
    /// Placeholders and psql variables may stand in it.
    ///
    /// - Throws: ``ScriptError`` when it cannot be cut into statements.
    public static func of(bytes: [UInt8]) throws -> ScriptChecksum {
        ScriptChecksum(
            text: textChecksum(of: bytes), tokens: try tokenChecksum(ScriptReader(bytes: bytes)))
    }

    /// The checksum of a script read in chunks, in constant memory; `source` returns nil at the end.
    ///
    /// - Throws: ``ScriptError`` when it cannot be cut into statements; what `source` throws.
    public static func of(source: @escaping () throws -> [UInt8]?) throws -> ScriptChecksum {
        let text = TextHash()
        let reader = ScriptReader {
            let chunk = try source()
            if let chunk { text.update(chunk) }
            return chunk
        }
        let tokens = try tokenChecksum(reader)
        return ScriptChecksum(text: text.finish().hexadecimal, tokens: tokens)
    }

    /// Only the checksum of the text, which needs no lexing.
    public static func textChecksum(of bytes: [UInt8]) -> String {
        var hash = SHA256()
        return hash.digest(ofText: bytes.span).hexadecimal
    }

    /// Only the checksum of a text read in chunks; `source` returns nil at the end.
    package static func textDigest(of source: () throws -> [UInt8]?) rethrows -> SHA256.Digest {
        let text = TextHash()
        while let chunk = try source() { text.update(chunk) }
        return text.finish()
    }

    private static func tokenChecksum(_ script: ScriptReader) throws -> String {
        var reader = script
        reader.refusesPsqlVariables = false
        var hash = SHA256()
        var data = LineEndFolding()
        while let event = try reader.next() {
            switch event {
            case .comment: break
            case .copyData(let chunk): hash.update(data.fold(chunk.bytes))
            case .copyEnd:
                hash.update(data.finish())
                hash.update([0])
                data = LineEndFolding()
            case .statement(let statement):
                // A NUL, which cannot be in the text, ends each token and each statement.
                let tokens = TokenList(
                    statement.text, standardConformingStrings: statement.standardConformingStrings)
                for token in tokens.lexemes {
                    var folding = LineEndFolding()
                    hash.update(folding.fold(Array(tokens.bytes[token.range])))
                    hash.update(folding.finish() + [0])
                }
                hash.update([0])
            }
        }
        return hash.finish()
    }
}

/// The hash of a text that comes in chunks; a class, because a closure feeds it.
private final class TextHash {
    private var hash = SHA256()
    private var folding = LineEndFolding()
    private var start: [UInt8]? = []

    func update(_ bytes: [UInt8]) {
        guard var start else { return add(bytes) }
        start += bytes
        guard start.count >= 3 else {
            self.start = start
            return
        }
        self.start = nil
        add(start.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(start.dropFirst(3)) : start)
    }

    /// The digest; nothing may follow.
    func finish() -> SHA256.Digest {
        if let start { add(start) }
        add(folding.finish())
        return hash.end()
    }

    private func add(_ bytes: [UInt8]) {
        hash.update(folding.fold(bytes))
    }
}

extension SHA256 {
    /// The checksum of a whole text; whatever was added before is forgotten.
    package mutating func digest(ofText bytes: Span<UInt8>) -> Digest {
        let mark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
        let text = bytes.extracting((mark ? 3 : 0)...)
        restart()
        if text.firstIndex(of: 0x0D, from: 0) == nil {
            update(text)
        } else {
            var folding = LineEndFolding()
            update(folding.fold(text.bytes(0..<text.count)))
            update(folding.finish())
        }
        return end()
    }
}
