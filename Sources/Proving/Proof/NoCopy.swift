/// Why nothing can be proven on a server.
public struct NoCopy: Error, Sendable, Hashable {
    /// In words that follow "not provable here: ".
    public var reason: String
    /// What to do or to type next; nil where nothing is known.
    public var remedy: String?

    /// Makes a reason.
    public init(reason: String, remedy: String? = nil) {
        self.reason = reason
        self.remedy = remedy
    }
}
