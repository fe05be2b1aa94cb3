/// Why a private server could not be started.
public struct EphemeralServerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is; the raw value is stable.
    public enum Code: String, Sendable, Hashable {
        /// No installation of PostgreSQL was found.
        case binariesMissing = "binaries-missing"
        /// Root has no unprivileged account to run the server as.
        case accountMissing = "account-missing"
        /// The path of the socket would be longer than the system allows.
        case pathTooLong = "path-too-long"
        /// The database cluster could not be created.
        case initializationFailed = "initialization-failed"
        /// The server ended before it took connections, or took none in time.
        case startFailed = "start-failed"
    }

    /// What kind of failure it is.
    public var code: Code
    /// What happened, with what the programs said.
    public var message: String
    /// What to do or to type next.
    public var remedy: String?

    /// Makes an error.
    public init(code: Code, message: String, remedy: String? = nil) {
        self.code = code
        self.message = message
        self.remedy = remedy
    }

    /// The message and the remedy.
    public var description: String {
        remedy.map { "\(message)\n\($0)" } ?? message
    }
}
