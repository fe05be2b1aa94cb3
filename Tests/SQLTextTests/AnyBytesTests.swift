import SQLText
import Testing

/// Random mixtures of what has a meaning: nothing crashes, and chunks do not matter.
@Suite("Any bytes") struct AnyBytesTests {
    private static let pieces: [[UInt8]] =
        [
            "'", "'", "\"", "$", "$$", "$a$", "$1", "/*", "*/", "--", "\n", "\n", ";", ";", "(",
            ")", "[",
            "]", "\\", "\\.\n", "\\restrict x\n", "\r\n", "E'", "u&'", "U&\"", "begin ", "atomic ",
            "end ",
            "case ", "create function ", "or replace ", "copy t from stdin;", "copy t to stdout;",
            ":", "::",
            ":a", "{?", ".", "..", "1", "1e", "e", "+", "-", "*", "/", "@", "é", "größe",
            "\u{FEFF}", " ",
            "\t", "as ", "set standard_conforming_strings = off;", "a",
        ].map { Array($0.utf8) } + [[0xFF], [0], [0xC3]]

    /// What reading a script comes to: events and where it failed.
    private struct Outcome: Equatable {
        var statements: [Statement] = []
        var comments: [SQLText.Comment] = []
        var blocks: [CopyBlock] = []
        var data: [UInt8] = []
        var error: ScriptError?
    }

    private func outcome(_ bytes: [UInt8], chunk: Int) -> Outcome {
        var offset = 0
        var reader = ScriptReader {
            guard offset < bytes.count else { return nil }
            defer { offset += chunk }
            return Array(bytes[offset..<min(offset + chunk, bytes.count)])
        }
        var outcome = Outcome()
        do {
            while let event = try reader.next() {
                switch event {
                case .statement(let statement): outcome.statements.append(statement)
                case .comment(let comment): outcome.comments.append(comment)
                case .copyData(let chunk): outcome.data += chunk.bytes
                case .copyEnd(let block): outcome.blocks.append(block)
                }
            }
        } catch {
            outcome.error = error as? ScriptError
        }
        return outcome
    }

    @Test(arguments: 1...8) func chunksDoNotMatter(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<400 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).flatMap { _ in
                Self.pieces.randomElement(using: &random) ?? []
            }
            let whole = outcome(bytes, chunk: max(1, bytes.count))
            for size in [1, 2, 3, 5, 16] {
                #expect(
                    outcome(bytes, chunk: size) == whole,
                    "\(String(decoding: bytes, as: UTF8.self))")
            }
            for statement in whole.statements {
                let slice = bytes[statement.start.offset..<statement.end.offset]
                #expect(slice.elementsEqual(statement.text.utf8))
                _ = statement.shape
                let end = statement.start.advanced(over: statement.text)
                #expect(end == statement.end)
            }
            var data: [UInt8] = []
            for block in whole.blocks { data += bytes[block.range] }
            if whole.error == nil { #expect(data == whole.data) }
            _ = try? ScriptChecksum.of(bytes: bytes)
        }
    }
}
