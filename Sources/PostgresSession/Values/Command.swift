/// A statement with its parameters, for a pipeline.
public struct Command: Sendable, Hashable {
    /// One statement, with `$1`, `$2` … for the parameters.
    public var sql: String
    /// The values in text form; nil is NULL.
    public var parameters: [String?]

    /// Makes a command.
    public init(_ sql: String, _ parameters: [String?] = []) {
        self.sql = sql
        self.parameters = parameters
    }
}
