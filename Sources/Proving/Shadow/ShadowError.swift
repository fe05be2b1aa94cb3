/// Why a server that was named cannot be the shadow.
public struct ShadowError: Error, Sendable, Hashable {
    /// What kind of failure it is; the raw value is stable.
    public enum Code: String, Sendable, Hashable {
        /// Who connects may not make databases or roles.
        case privilegesMissing = "shadow-privileges"
        /// Another command uses it.
        case busy = "shadow-busy"
        /// It takes no writes.
        case readOnly = "shadow-read-only"
    }

    /// What kind of failure it is.
    public var code: Code
    /// In one sentence without a final full stop.
    public var message: String
    /// What to do or to type next.
    public var remedy: String
}
