public import Catalog
public import JSONText

/// One thing in which a database differs from what is expected of it.
public struct Difference: Sendable, Hashable {
    /// In which way.
    public enum Direction: String, Sendable, Hashable, CaseIterable {
        /// It is expected and not there.
        case missing
        /// It is there and not expected.
        case unexpected
        /// It is there with another value.
        case changed
        /// It is there with the same meaning, in the words of another version of the server.
        case rendering = "version rendering"
    }

    /// How bad it is.
    public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
        /// Changes nothing that a program or a person can do: comments, the order of columns.
        case cosmetic
        /// Changes how data is kept or how fast it is found.
        case data
        /// Changes what a program that relies on the expected schema can do.
        case breaking
        /// Changes who can do what.
        case security

        /// Orders `cosmetic < data < breaking < security`.
        public static func < (left: Severity, right: Severity) -> Bool {
            left.rank < right.rank
        }

        private var rank: Int {
            switch self {
            case .cosmetic: 0
            case .data: 1
            case .breaking: 2
            case .security: 3
            }
        }
    }

    /// The object.
    public var object: ObjectName
    /// The part of the object; nil for the object itself.
    public var part: PartName?
    /// The property, with the key of a map behind a dot: `grants.authenticated`; nil when the whole object or part
    /// is missing or unexpected.
    public var property: String?
    /// The value that is expected; nil for none.
    public var expected: JSONValue?
    /// The value that is there; nil for none.
    public var actual: JSONValue?
    /// In which way it differs.
    public var direction: Direction
    /// How bad it is.
    public var severity: Severity
    /// The statement that first made what differs; nil where it is not known, or was not looked for.
    public var origin: Origin?

    /// Makes a difference.
    public init(
        object: ObjectName, part: PartName? = nil, property: String? = nil,
        expected: JSONValue? = nil, actual: JSONValue? = nil, direction: Direction,
        severity: Severity
    ) {
        self.object = object
        self.part = part
        self.property = property
        self.expected = expected
        self.actual = actual
        self.direction = direction
        self.severity = severity
    }

    /// Where it is: `table public.orders › column note › type`.
    public var path: String {
        ([object.description] + [part?.description, property].compactMap(\.self))
            .joined(separator: " › ")
    }
}
