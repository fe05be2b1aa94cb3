public import Findings
public import SQLText

/// One statement of a script, with the COPY data that follows it in the file.
public struct ScriptStatement: Sendable, Hashable {
    /// The statement as it is sent.
    public let statement: Statement
    /// The statement as it is in the file; another text only where a template was rendered, whose values
    /// are never shown.
    public let shown: Statement
    /// What kind of statement it is.
    public let shape: StatementShape
    /// Where its data is in the script's bytes, for COPY … FROM STDIN.
    public var copy: CopyBlock?

    /// Makes a script statement.
    public init(statement: Statement, shown: Statement? = nil) {
        self.statement = statement
        self.shown = shown ?? statement
        shape = statement.shape
    }
}

/// A script that has been read, lexed and found fit to run.
///
/// COPY data is not kept: `data` says where it is read from again when it is sent.
public struct ParsedScript: Sendable {
    /// Where COPY data comes from when it is sent.
    public enum Data: Sendable {
        /// Text in memory; `base` is the offset of its first byte in the source.
        case memory([UInt8], base: Int)
        /// A file, read again in chunks.
        case file(path: String)
    }

    /// The script as the folder names it.
    public var script: Script
    /// The statements in order.
    public var statements: [ScriptStatement]
    /// What its directives ask for.
    public var directives: ScriptDirectives
    /// Checksums of the unrendered text.
    public var checksum: ScriptChecksum
    /// The unrendered text for history, each COPY block replaced by its size and SHA-256.
    public var storedText: String
    /// The transactions that it will run in.
    public var segments: [Segment]
    /// Notes and warnings; errors are thrown instead.
    public var findings: [Finding]
    /// Where COPY data comes from.
    public var data: Data
    /// The way back from rendered text to the file.
    var rendered: RenderedText?

    /// The names of the variables whose values are in the statements, in order.
    public var variablesInStatements: [String] { rendered?.variables.sorted() ?? [] }

    /// The place in the file of a character of a statement, as the server counts, from 1.
    package func position(ofCharacter character: Int, in index: Int) -> SourcePosition {
        let place = statements[index].statement.position(ofCharacter: character)
        return rendered?.sourcePosition(ofByte: place.offset) ?? place
    }

    /// Whether a statement has READ and ONLY in it, as each has by which a script can make a transaction
    /// read-only: BEGIN, SET TRANSACTION, SET SESSION CHARACTERISTICS, the settings and set_config.
    ///
    /// It may be so for other reasons; a function that is not of this script may do it without.
    var mentionsReadOnly: Bool {
        statements.contains { item in
            // Letters in lower case; what else is changed is no letter then.
            let bytes = item.statement.text.utf8.map { $0 | 0x20 }
            return bytes.firstIndex(ofSequence: Array("only".utf8), from: 0) != nil
                && bytes.firstIndex(ofSequence: Array("read".utf8), from: 0) != nil
        }
    }

    /// The checksum over the first `count` statements, by which a resumed run knows them again.
    public func doneChecksum(_ count: Int) -> String {
        var digest = SHA256()
        for item in statements.prefix(count) {
            digest.update(Array(item.statement.text.utf8))
            digest.update([0])
        }
        return digest.finish()
    }
}

/// A script that cannot be run, with every reason found.
public struct ScriptFailure: Error, Sendable {
    /// Why, each with its place.
    public var findings: [Finding]

    /// Makes a failure.
    public init(_ findings: [Finding]) {
        self.findings = findings
    }
}
