/// What is in a database and not compared.
public struct Census: Sendable, Hashable {
    /// Something present and not compared.
    public struct Entry: Sendable, Hashable {
        /// What it is, in words: `large objects`.
        public let what: String
        /// How many there are; nil where they cannot be counted.
        public let count: Int?
        /// Why it is not compared.
        public let reason: String
        /// Whether it is left out on purpose: it is somebody else's, or was asked not to be looked at.
        public let isExpected: Bool

        /// Makes an entry.
        public init(what: String, count: Int?, reason: String, isExpected: Bool = false) {
            self.what = what
            self.count = count
            self.reason = reason
            self.isExpected = isExpected
        }
    }

    /// The entries in a fixed order.
    public var entries: [Entry]

    /// Makes a census.
    public init(entries: [Entry] = []) {
        self.entries = entries
    }

    /// Whether something is not compared that was not left out on purpose.
    public var hasGaps: Bool { entries.contains { !$0.isExpected } }
}
