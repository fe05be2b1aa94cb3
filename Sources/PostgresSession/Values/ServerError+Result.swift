import CLibPQ

extension ServerError {
    /// Reads the fields of a result; nil when libpq made the result itself.
    init?(_ result: OpaquePointer) {
        func field(_ code: Int) -> String? {
            PQresultErrorField(result, Int32(code)).map { String(cString: $0) }
        }
        func number(_ code: Int) -> Int? { field(code).flatMap { Int($0) } }
        guard let sqlState = field(TM_DIAG_SQLSTATE) else { return nil }
        self.init(
            severity: field(TM_DIAG_SEVERITY) ?? "", sqlState: sqlState,
            message: field(TM_DIAG_MESSAGE_PRIMARY) ?? "")
        detail = field(TM_DIAG_MESSAGE_DETAIL)
        hint = field(TM_DIAG_MESSAGE_HINT)
        position = number(TM_DIAG_STATEMENT_POSITION)
        internalPosition = number(TM_DIAG_INTERNAL_POSITION)
        internalQuery = field(TM_DIAG_INTERNAL_QUERY)
        context = field(TM_DIAG_CONTEXT)
        schema = field(TM_DIAG_SCHEMA_NAME)
        table = field(TM_DIAG_TABLE_NAME)
        column = field(TM_DIAG_COLUMN_NAME)
        dataType = field(TM_DIAG_DATATYPE_NAME)
        constraint = field(TM_DIAG_CONSTRAINT_NAME)
        sourceFile = field(TM_DIAG_SOURCE_FILE)
        sourceLine = number(TM_DIAG_SOURCE_LINE)
        sourceFunction = field(TM_DIAG_SOURCE_FUNCTION)
    }
}
