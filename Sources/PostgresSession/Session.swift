import CLibPQ

/// One connection to a PostgreSQL server.
///
/// The session is an actor on a thread of its own, where libpq may block; the caller's thread and the
/// cooperative pool stay free. Statements of several tasks run one after the other. A session that is
/// let go is finished as by `close()`.
///
/// ## Topics
/// - ``connect(to:applicationName:)``
/// - ``execute(_:)``, ``query(_:_:)``, ``pipeline(_:)``, ``forEachRow(_:_:_:)``
/// - ``copyIn(_:next:)``, ``copyOut(_:each:)``
/// - ``cancel()``, ``close()``
public actor Session {
    /// The version of the server as a number, such as 150020 for 15.20.
    public nonisolated let serverVersion: Int
    /// The process of the server that serves this session, as in `pg_stat_activity`.
    public nonisolated let backendPID: Int32
    /// Whether the connection uses TLS.
    public nonisolated let isEncrypted: Bool

    let connection: Connection
    private let thread: SessionThread
    private nonisolated let canceller: Canceller

    /// The thread of this session; another actor that gives the same executor calls it without a hop.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    private init(connection: Connection, pointer: OpaquePointer, thread: SessionThread) {
        self.connection = connection
        self.thread = thread
        canceller = connection.canceller
        serverVersion = Int(PQserverVersion(pointer))
        backendPID = PQbackendPID(pointer)
        isEncrypted = PQsslInUse(pointer) != 0
    }

    deinit {
        thread.stop()
    }

    /// Connects to a server; nothing is sent after the handshake.
    ///
    /// The keywords `fallback_application_name` and `client_encoding=UTF8` are added. A cancelled task
    /// gets its error at once, while the attempt is given up in the background.
    /// - Parameter thread: the session's own, for a task that prefers it already; no other session has it.
    /// - Throws: `invalid-connection-string`, `connection-failed`, `authentication-failed`,
    ///   `database-missing` or `cancelled`.
    public static func connect(
        to target: ConnectionString, applicationName: String = "tidemark",
        on thread: SessionThread = SessionThread()
    ) async throws(SessionError) -> Session {
        let answer = Answer<Session, SessionError>()
        thread.keep()
        thread.call {
            answer.give(
                Result { () throws(SessionError) in
                    let connection = try Connection.open(target, applicationName: applicationName)
                    guard let pointer = connection.pointer else { throw SessionError.closed }
                    return Session(connection: connection, pointer: pointer, thread: thread)
                })
        }
        let result = await answer.value { .cancelledConnecting }
        if case .failure = result { thread.stop() }
        return try result.get()
    }

    /// Runs a closure on the session's own thread, so that the calls in it cost no change of thread.
    public nonisolated func perform<Value: Sendable, Failure: Error>(
        _ body: @Sendable (isolated Session) async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        try await body(self)
    }

    /// Where the session stands with regard to transactions, without a round trip.
    public var transactionStatus: TransactionStatus {
        connection.pointer.map { TransactionStatus(PQtransactionStatus($0)) } ?? .unknown
    }

    /// Whether the connection was alive at the last round trip.
    public var isConnected: Bool { connection.isOpen }

    /// A parameter that the server reports by itself, such as `standard_conforming_strings`.
    public func parameterStatus(_ name: String) -> String? {
        guard let pointer = connection.pointer, let value = PQparameterStatus(pointer, name) else {
            return nil
        }
        return String(cString: value)
    }

    /// The notices since the last call, in order; none while a handler is set.
    public func takeNotices() -> [Notice] {
        defer { connection.notices.waiting = [] }
        return connection.notices.waiting
    }

    /// Sends every notice to a handler as it arrives, on the thread of the session.
    public func setNoticeHandler(_ handler: (@Sendable (Notice) -> Void)?) {
        connection.notices.handler = handler
    }

    /// Asks the server to end the running statement, which then throws `cancelled`.
    ///
    /// From any thread, but not from a signal handler. Nothing happens when no statement runs; a
    /// statement that ends by itself in the meantime keeps its result. Until libpq 17 the request is
    /// not encrypted, as in psql.
    public nonisolated func cancel() {
        canceller.cancel()
    }

    /// Ends the session; later calls throw, and closing again does nothing.
    public func close() {
        connection.close()
    }
}
