import Findings
import SQLText

/// Reads scripts into what the runner needs: statements, segments, directives, checksums.
///
/// It reads files and nothing else: no server. A file is lexed whole before anything runs, so an
/// unterminated literal or a psql command is found while the database is untouched.
public struct ScriptParser: Sendable {
    /// Files up to this size are read whole; larger ones in chunks, and cannot be templates.
    static let wholeFileLimit = 32 << 20

    /// Values of placeholders.
    public var variables: [String: String]
    /// The layout the script is from, which decides about templates and a lone COMMIT.
    public var layout: Layout
    /// The server's setting when the script starts, as its lexing depends on it.
    public var standardConformingStrings = true
    /// What is sent in place of a statement, by its text; nil from it, or without it, sends the statement itself.
    ///
    /// What is shown, checked and kept in history is the statement.
    public var replacement: (@Sendable (String) -> String?)?

    /// Makes a parser.
    public init(layout: Layout, variables: [String: String] = [:]) {
        self.layout = layout
        self.variables = variables
    }

    /// Parses one script.
    ///
    /// - Throws: `ScriptFailure` with a finding that names file, line and column.
    public func parse(_ script: Script) throws(ScriptFailure) -> ParsedScript {
        do {
            return try parseThrowing(script)
        } catch let failure as ScriptFailure {
            throw failure
        } catch let error as ScriptError {
            throw ScriptFailure([finding(for: error, in: script)])
        } catch let error as FileError {
            throw ScriptFailure([
                Finding(
                    rule: "unreadable-file", severity: .error,
                    message: "the file cannot be read: \(error.reason)",
                    location: Location(file: script.path),
                    remedy: error.errno == 21
                        ? "rename the folder, or move it elsewhere"
                        : "make it readable, then type the command again")
            ])
        } catch {
            throw ScriptFailure([
                Finding(
                    rule: "unreadable-file", severity: .error, message: "\(error)",
                    location: Location(file: script.path))
            ])
        }
    }

    private func parseThrowing(_ script: Script) throws -> ParsedScript {
        if case .stored(let text) = script.source {
            return try parse(script, bytes: Array(text.utf8), start: .start)
        }
        let file = try FileBytes(path: script.path)
        if case .section(let start, let end) = script.source {
            let bytes = try file.readAll()
            guard end <= bytes.count else { throw FileError(path: script.path, errno: 5) }
            return try parse(script, bytes: Array(bytes[start.offset..<end]), start: start)
        }
        guard file.size > Self.wholeFileLimit else {
            return try parse(script, bytes: try file.readAll(), start: .start)
        }
        var reader = ScriptReader(standardConformingStrings: standardConformingStrings) {
            try file.read(atMost: 1 << 20)
        }
        var collected = CollectedScript(path: script.path)
        try collected.collect(from: &reader)
        return try assemble(
            script, collected, data: .file(path: script.path),
            checksum: try ScriptChecksum.of(source: fileChunks(script.path)),
            stored: try StoredText.render(file: script.path, blocks: collected.blocks))
    }

    private func parse(
        _ script: Script, bytes: [UInt8], start: SourcePosition
    ) throws -> ParsedScript {
        let rendered = try render(bytes, script: script, start: start)
        let source = rendered.map { Array($0.text.utf8) } ?? bytes
        // Rendered text is counted from its own beginning; `rendered` leads back to the file.
        let origin = rendered == nil ? start : .start
        var reader = ScriptReader(
            bytes: source, from: origin, standardConformingStrings: standardConformingStrings)
        var collected = CollectedScript(
            path: script.path, rendered: rendered, source: bytes, base: start.offset)
        do {
            try collected.collect(from: &reader)
        } catch var error as ScriptError {
            if let rendered {
                error.position = rendered.sourcePosition(ofByte: error.position.offset)
            }
            throw error
        }
        let checksum: ScriptChecksum
        let stored: String
        if rendered == nil {
            checksum = try self.checksum(of: bytes)
            stored = try StoredText.render(bytes, base: start.offset, blocks: collected.blocks)
        } else {
            // A template may not lex before it is rendered: its tokens are its text.
            let text = ScriptChecksum.textChecksum(of: bytes)
            checksum = ScriptChecksum(text: text, tokens: text)
            stored = String(decoding: bytes, as: UTF8.self)
        }
        return try assemble(
            script, collected, data: .memory(source, base: origin.offset), checksum: checksum,
            stored: stored, rendered: rendered)
    }

    /// Checksums are those of standard strings, as no server is asked when files are compared; a text
    /// that is none with them has its own checksum for its tokens.
    private func checksum(of bytes: [UInt8]) throws -> ScriptChecksum {
        do {
            return try ScriptChecksum.of(bytes: bytes)
        } catch let error as ScriptError {
            guard !standardConformingStrings else { throw error }
            let text = ScriptChecksum.textChecksum(of: bytes)
            return ScriptChecksum(text: text, tokens: text)
        }
    }

    /// The text with its placeholders replaced; nil where there are none.
    ///
    /// What asks for placeholders in our own files is a directive, found here before any lexing, as
    /// placeholders may keep the rest from being lexed.
    private func render(
        _ bytes: [UInt8], script: Script, start: SourcePosition
    ) throws -> RenderedText? {
        let asks = bytes.contains(UInt8(ascii: "$")) && Self.asksForEnvironment(bytes)
        guard asks || layout != .native else { return nil }
        guard asks || bytes.contains(UInt8(ascii: "{")) || bytes.contains(UInt8(ascii: "$")) else {
            return nil
        }
        var before = ""
        if case .section = script.source, layout == .goose {
            let file = try FileBytes.read(path: script.path)
            before = String(decoding: file[..<start.offset], as: UTF8.self)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let template = Template.detect(
            in: text, layout: layout, asksForEnvironment: asks, hasVariables: !variables.isEmpty,
            origin: start, fileBefore: before)
        return try template?.render(variables)
    }

    /// Whether a line says `-- tidemark: template env`.
    private static func asksForEnvironment(_ bytes: [UInt8]) -> Bool {
        bytes.split(separator: 10).contains { line in
            let words = line.split { $0 == 32 || $0 == 9 || $0 == 13 }
            guard words.count == 4 || (words.count == 3 && words[0].count > 2) else { return false }
            let text = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
            return text == "-- tidemark: template env" || text == "--tidemark: template env"
        }
    }

    private func assemble(
        _ script: Script, _ collected: CollectedScript, data: ParsedScript.Data,
        checksum: ScriptChecksum, stored: String, rendered: RenderedText? = nil
    ) throws(ScriptFailure) -> ParsedScript {
        var withoutTransaction: String?
        if collected.directives.runsWithoutTransaction {
            withoutTransaction = "-- tidemark: transaction none"
        } else if case .none(let reason) = script.transactionMode {
            withoutTransaction = reason
        }
        var planner = SegmentPlanner(
            path: script.path, isForeign: layout != .native, withoutTransaction: withoutTransaction)
        planner.plan(collected.statements)
        var findings = collected.findings + planner.findings
        let errors = findings.filter { $0.severity == .error }
        guard errors.isEmpty else { throw ScriptFailure(errors) }
        if collected.statements.isEmpty {
            findings.append(
                Finding(
                    rule: "no-statement", severity: .note, message: "the file has no statement",
                    location: Location(file: script.path)))
        }
        return ParsedScript(
            script: script, statements: collected.statements.map(sent),
            directives: collected.directives,
            checksum: checksum, storedText: stored, segments: planner.segments,
            findings: findings, data: data, rendered: rendered)
    }

    private func sent(_ item: ScriptStatement) -> ScriptStatement {
        guard let text = replacement?(item.statement.text) else { return item }
        var statement = item.statement
        statement.text = text
        return ScriptStatement(statement: statement, shown: item.shown)
    }

    private func finding(for error: ScriptError, in script: Script) -> Finding {
        Finding(
            rule: error.code, severity: .error, message: error.message,
            location: Location(
                file: script.path, line: error.position.line, column: error.position.column),
            evidence: SourceLine.read(script, at: error.position),
            remedy: error.remedy ?? "correct it, then type the command again")
    }
}

/// The chunks of a file from its start, for the digests.
func fileChunks(_ path: String) throws(FileError) -> () throws -> [UInt8]? {
    let file = try FileBytes(path: path)
    return { try file.read(atMost: 1 << 20) }
}
