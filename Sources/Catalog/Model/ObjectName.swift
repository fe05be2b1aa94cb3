/// What tells an object from every other of its database.
public struct ObjectName: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The kind.
    public let kind: ObjectKind
    /// The name as SQL has it: quoted where needed, with schema, and with argument types for routines.
    public let identity: String

    /// Makes a name.
    public init(_ kind: ObjectKind, _ identity: String) {
        self.kind = kind
        self.identity = identity
    }

    /// `table public.orders`.
    public var description: String { "\(kind.words) \(identity)" }

    /// Compares the bytes of the identity: to the server a name in another Unicode spelling is another name.
    public static func == (left: ObjectName, right: ObjectName) -> Bool {
        left.kind == right.kind && areSame(left.identity, right.identity)
    }

    /// By kind, then by the bytes of the identity: the same order under every locale.
    public static func < (left: ObjectName, right: ObjectName) -> Bool {
        left.kind == right.kind
            ? precedes(left.identity, right.identity) : left.kind < right.kind
    }
}

/// What tells a part from every other of its object.
public struct PartName: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The kind.
    public let kind: PartKind
    /// The name as SQL has it, quoted where needed.
    public let identity: String

    /// Makes a name.
    public init(_ kind: PartKind, _ identity: String) {
        self.kind = kind
        self.identity = identity
    }

    /// `column note`.
    public var description: String { "\(kind.rawValue) \(identity)" }

    /// Compares the bytes of the identity.
    public static func == (left: PartName, right: PartName) -> Bool {
        left.kind == right.kind && areSame(left.identity, right.identity)
    }

    /// Parses a description; nil for a kind that is not known.
    public init?(key: String) {
        guard let space = key.firstIndex(of: " "),
            let kind = PartKind(rawValue: String(key[..<space]))
        else { return nil }
        self.init(kind, String(key[key.index(after: space)...]))
    }

    /// By kind, then by the bytes of the identity.
    public static func < (left: PartName, right: PartName) -> Bool {
        left.kind == right.kind
            ? precedes(left.identity, right.identity) : left.kind < right.kind
    }
}

/// Whether two texts have the same UTF-8 bytes.
func areSame(_ left: String, _ right: String) -> Bool {
    let (left, right) = (left.utf8Span.span, right.utf8Span.span)
    guard left.count == right.count else { return false }
    // From the end: names of one schema begin alike.
    var index = left.count - 1
    while index >= 0, left[index] == right[index] { index -= 1 }
    return index < 0
}

/// Whether a text comes first by its UTF-8 bytes.
func precedes(_ left: String, _ right: String) -> Bool {
    let (left, right) = (left.utf8Span.span, right.utf8Span.span)
    let count = min(left.count, right.count)
    var index = 0
    while index < count, left[index] == right[index] { index += 1 }
    guard index < count else { return left.count < right.count }
    return left[index] < right[index]
}

extension ObjectName {
    /// The name as one key: `materializedView public.totals`.
    public var key: String { "\(kind.rawValue) \(identity)" }

    /// Parses a key; nil for a kind that is not known.
    public init?(key: String) {
        guard let space = key.firstIndex(of: " "),
            let kind = ObjectKind(rawValue: String(key[..<space]))
        else { return nil }
        self.init(kind, String(key[key.index(after: space)...]))
    }
}
