import CLibPQ

/// What the server answered to one statement.
public struct StatementResult: Sendable {
    /// The command tag, such as `INSERT 0 1` or `CREATE TABLE`; empty for an empty statement.
    ///
    /// A COMMIT of a failed transaction answers `ROLLBACK`, and that is no error of the protocol.
    public let commandTag: String
    /// How many rows the statement touched or returned, where its tag says.
    public let rowsAffected: Int?
    /// The names of the columns; empty for a statement without rows.
    public let columns: [String]
    /// The rows in order.
    public let rows: [Row]

    /// The first value of the first row; nil when it is NULL or there is no row.
    public var scalar: String? {
        guard let row = rows.first, row.count > 0 else { return nil }
        return row[0]
    }

    /// Takes over a result of libpq.
    init(owning pointer: OpaquePointer) {
        let storage = ResultStorage(owning: pointer)
        commandTag = PQcmdStatus(pointer).map { String(cString: $0) } ?? ""
        rowsAffected = StatementResult.rowsAffected(of: pointer)
        columns = PQnfields(pointer) == 0 ? [] : storage.columns
        let count = PQntuples(pointer)
        rows = count == 0 ? [] : (0..<count).map { Row(storage: storage, index: $0) }
    }

    private static func rowsAffected(of pointer: OpaquePointer) -> Int? {
        guard let text = PQcmdTuples(pointer), text[0] != 0 else { return nil }
        return Int(String(cString: text))
    }
}
