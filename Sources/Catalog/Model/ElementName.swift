/// An object of a catalog, or a part of one: what an edge leads from and to.
public struct ElementName: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The object.
    public var object: ObjectName
    /// The part of it; nil is the object itself.
    public var part: PartName?

    /// Makes a name.
    public init(_ object: ObjectName, _ part: PartName? = nil) {
        self.object = object
        self.part = part
    }

    /// `table public.orders › column note`, as reports have it.
    public var description: String {
        object.description + (part.map { " › \($0)" } ?? "")
    }

    /// By object, the object itself before its parts.
    public static func < (left: ElementName, right: ElementName) -> Bool {
        guard left.object == right.object else { return left.object < right.object }
        guard let first = left.part, let second = right.part else {
            return left.part == nil && right.part != nil
        }
        return first < second
    }

    /// The name as one key: `materializedView public.totals › index totals_idx`.
    public var key: String { object.key + (part.map { " › \($0)" } ?? "") }

    /// Parses a key; nil for one that names no kind.
    public init?(key: String) {
        let (head, tail) = split(key)
        guard let object = ObjectName(key: head) else { return nil }
        self.object = object
        part = tail.flatMap { PartName(key: $0) }
        if tail != nil, part == nil { return nil }
    }
}

/// The text before and behind the first ` › ` that no quoted name holds.
private func split(_ key: String) -> (String, String?) {
    let mark = Array(" › ".utf8)
    let bytes = Array(key.utf8)
    var isQuoted = false
    for index in bytes.indices {
        if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
        guard !isQuoted, bytes[index...].starts(with: mark) else { continue }
        return (
            String(decoding: bytes[..<index], as: UTF8.self),
            String(decoding: bytes[(index + mark.count)...], as: UTF8.self)
        )
    }
    return (key, nil)
}
