import PostgresSession
public import SQLText

/// A statement of an applied migration, from the text that history keeps of its UP.
public struct KeptStatement: Sendable, Hashable {
    /// The migration.
    public var id: MigrationID
    /// The file as it was called when it was applied.
    public var file: String?
    /// Its place in the migration, from 1, as a run counts.
    public var number: Int
    /// The line of the file that its first word is in; nil where the text does not tell.
    public var line: Int?
    /// The statement; of a template as it was before any value was in it.
    public var statement: Statement

    /// Makes a kept statement.
    public init(
        id: MigrationID, file: String?, number: Int, line: Int?, statement: Statement
    ) {
        self.id = id
        self.file = file
        self.number = number
        self.line = line
        self.statement = statement
    }
}

extension History {
    /// The statements of what is applied, in the order in which it was applied; one round trip.
    ///
    /// Of a text that cannot be cut, as that of a template may be, only what stands before the fault is given. Migrations
    /// that were recorded without their text are left out. The history must be there.
    ///
    /// - Throws: `SessionError`.
    public func readStatements() async throws -> [KeptStatement] {
        let result = try await session.query(
            """
            select m.version, m.name, e.file, e.layout, e.up_text from tidemark.migration as m \
            join tidemark.event as e on e.id = m.settled_event \
            where m.state = 'applied' and e.up_text is not null order by m.applied_event
            """)
        return result.rows.flatMap { row -> [KeptStatement] in
            guard let version = row[0], let name = row[1], let text = row[4] else { return [] }
            let layout = row[3].flatMap(Layout.init(rawValue:))
            return KeptStatement.cut(
                text, of: MigrationID(version: version, name: name), file: row[2],
                isWholeFile: layout != .goose && layout != .dbmate)
        }
    }
}

extension KeptStatement {
    /// Cuts a text that history keeps.
    ///
    /// - Parameter isWholeFile: whether the text begins where its file does.
    static func cut(
        _ text: String, of id: MigrationID, file: String?, isWholeFile: Bool
    ) -> [KeptStatement] {
        var reader = ScriptReader(bytes: Array(text.utf8))
        var statements: [KeptStatement] = []
        var tellsLines = isWholeFile
        while let event = try? reader.next() {
            switch event {
            case .statement(let statement):
                statements.append(
                    KeptStatement(
                        id: id, file: file, number: statements.count + 1,
                        line: tellsLines ? statement.codeStart.line : nil, statement: statement))
            case .copyData(let chunk):
                // One line stands for the data, of which nobody knows how many lines it had.
                if chunk.bytes.starts(with: StoredText.markerStart.utf8) { tellsLines = false }
            case .comment, .copyEnd: continue
            }
        }
        return statements
    }
}
