public import Catalog
public import Findings

/// What a drift check found.
public struct Drift: Sendable {
    /// How the live history stands to the mark that the expectation was made from.
    public struct Distance: Sendable, Hashable {
        /// Migrations of the expectation that the database does not have.
        public var behind: Int
        /// Migrations of the database that the expectation does not have.
        public var ahead: Int

        /// Makes a distance.
        public init(behind: Int = 0, ahead: Int = 0) {
            self.behind = behind
            self.ahead = ahead
        }

        /// Whether both are at the same mark.
        public var isNone: Bool { behind == 0 && ahead == 0 }
    }

    /// What was expected, for people: the path of a snapshot, or what a shadow was built from.
    public var expectation: String
    /// The database in words, without secrets.
    public var database: String
    /// How the live history stands to the mark of the snapshot.
    public var distance: Distance
    /// What differs, in the order of the names.
    public var differences: [Difference]
    /// What differs and is accepted by the project's rules.
    public var ignored: [Difference] = []
    /// What is to be said of those rules.
    public var findings: [Finding] = []
    /// What is in the database and not compared.
    public var census: Census
    /// The root hash of the live catalog.
    public var rootHash: ContentHash
    /// How many objects were compared.
    public var objectCount: Int

    /// Makes a result.
    public init(
        expectation: String, database: String, distance: Distance, differences: [Difference],
        census: Census, rootHash: ContentHash, objectCount: Int
    ) {
        self.expectation = expectation
        self.database = database
        self.distance = distance
        self.differences = differences
        self.census = census
        self.rootHash = rootHash
        self.objectCount = objectCount
    }

    /// Whether nothing differs in more than how a version of the server writes it.
    public var isClean: Bool { differences.count == renderingCount }

    /// How many differences are none but in how versions of the server write the same.
    public var renderingCount: Int { differences.count { $0.direction == .rendering } }
}
