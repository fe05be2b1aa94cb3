import CLibPQ

/// Where the session stands with regard to transactions, as the server last said.
public enum TransactionStatus: String, Sendable, Hashable {
    /// Outside a transaction block.
    case idle
    /// A statement is under way.
    case active
    /// In a transaction block.
    case inTransaction
    /// In a transaction block that can only be rolled back.
    case inFailedTransaction
    /// The connection is closed or broken.
    case unknown

    init(_ status: PGTransactionStatusType) {
        switch status {
        case PQTRANS_IDLE: self = .idle
        case PQTRANS_ACTIVE: self = .active
        case PQTRANS_INTRANS: self = .inTransaction
        case PQTRANS_INERROR: self = .inFailedTransaction
        default: self = .unknown
        }
    }
}
