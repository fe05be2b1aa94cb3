import Findings
import SQLText

/// What one pass of the lexer yields, COPY data aside.
struct CollectedScript {
    /// A COPY block with the digest of its data.
    struct Block {
        var range: Range<Int>
        var digest: String
    }

    let path: String
    private(set) var statements: [ScriptStatement] = []
    private(set) var directives = ScriptDirectives()
    private(set) var blocks: [Block] = []
    private(set) var findings: [Finding] = []

    /// Set for a template: the text that is lexed, with the way back to the file.
    private let rendered: RenderedText?
    private let source: [UInt8]
    private let base: Int

    init(path: String, rendered: RenderedText? = nil, source: [UInt8] = [], base: Int = 0) {
        self.path = path
        self.rendered = rendered
        self.source = source
        self.base = base
    }

    /// The statement as the file has it.
    private func shown(_ statement: Statement) -> Statement? {
        guard let rendered else { return nil }
        let start = rendered.sourcePosition(ofByte: statement.start.offset)
        let end = rendered.sourcePosition(ofByte: statement.end.offset)
        let range =
            max(start.offset - base, 0)..<min(max(end.offset, start.offset) - base, source.count)
        let text = String(decoding: source[range], as: UTF8.self)
        return Statement(
            text: text, start: start,
            codeStart: rendered.sourcePosition(ofByte: statement.codeStart.offset))
    }

    /// Reads to the end; a psql command, an open literal and the like are thrown as `ScriptError`.
    mutating func collect(from reader: inout ScriptReader) throws {
        var digest = SHA256()
        var atBlockStart = true
        while let event = try reader.next() {
            switch event {
            case .statement(let statement):
                statements.append(
                    ScriptStatement(statement: statement, shown: shown(statement)))
            case .comment(let comment):
                let start = rendered?.sourcePosition(ofByte: comment.start.offset) ?? comment.start
                let location = Location(file: path, line: start.line, column: start.column)
                if let fault = directives.read(comment, at: location) { findings.append(fault) }
            case .copyData(let chunk):
                if atBlockStart, chunk.bytes.starts(with: StoredText.markerStart.utf8) {
                    directives.omittedCopyBlocks += 1
                }
                atBlockStart = false
                digest.update(chunk.bytes)
            case .copyEnd(let block):
                statements[statements.count - 1].copy = block
                blocks.append(Block(range: block.range, digest: digest.finish()))
                digest = SHA256()
                atBlockStart = true
            }
        }
    }
}
