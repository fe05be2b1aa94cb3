/// Codes of the server that callers act on.
///
/// See <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
public enum SQLState {
    /// A statement that may not run inside a transaction block did.
    public static let activeSQLTransaction = "25001"
    /// A write was tried in a read-only transaction.
    public static let readOnlySQLTransaction = "25006"
    /// A statement came after an error in the same transaction.
    public static let inFailedSQLTransaction = "25P02"
    /// The role may not log in so.
    public static let invalidAuthorization = "28000"
    /// The password is wrong.
    public static let invalidPassword = "28P01"
    /// The database does not exist.
    public static let invalidCatalogName = "3D000"
    /// The transaction could not be serialised with others.
    public static let serializationFailure = "40001"
    /// The server ended a deadlock.
    public static let deadlockDetected = "40P01"
    /// The role lacks a privilege.
    public static let insufficientPrivilege = "42501"
    /// The server has no connection slot left.
    public static let tooManyConnections = "53300"
    /// A query names a column that is not there.
    public static let undefinedColumn = "42703"
    /// A lock was not obtained in time.
    public static let lockNotAvailable = "55P03"
    /// The statement was cancelled, by request or by `statement_timeout`.
    public static let queryCanceled = "57014"
    /// An administrator ended the connection.
    public static let adminShutdown = "57P01"
    /// The server is starting up or shutting down.
    public static let cannotConnectNow = "57P03"
}
