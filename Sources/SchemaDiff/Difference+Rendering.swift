import Catalog
import JSONText

extension Difference {
    /// The same difference, or the verdict "version rendering" where both sides are what versions of the server write for
    /// one and the same thing.
    var judged: Difference {
        guard direction == .changed, let expected, let actual, isDeparsed,
            meansTheSame(expected, actual)
        else { return self }
        var judged = self
        judged.direction = .rendering
        judged.severity = .cosmetic
        return judged
    }

    /// Whether the server deparses the property: nobody wrote it as it stands there.
    private var isDeparsed: Bool {
        switch (part?.kind, property) {
        case (nil, "definition"?), (nil, "default"?), (nil, "partitionBy"?), (nil, "bound"?): true
        case (nil, "arguments"?): object.kind != .aggregate
        case (nil, "body"?): actual.map(isParsedBody) ?? false
        case (nil, let property?): property.hasPrefix("tables.")
        case (.column?, "default"?), (.column?, "generated"?): true
        case (.index?, "keys"?), (.index?, "where"?): true
        case (.policy?, "using"?), (.policy?, "check"?): true
        case (.constraint?, "definition"?), (.statistics?, "definition"?): true
        case (.trigger?, "definition"?), (.rule?, "definition"?): true
        default: false
        }
    }

    private func meansTheSame(_ left: JSONValue, _ right: JSONValue) -> Bool {
        guard property != "keys" else {
            // Each element is an expression of its own.
            guard let left = left.array, let right = right.array, left.count == right.count else {
                return false
            }
            return zip(left, right).allSatisfy {
                isSameRendering(text($0), text($1), isQuery: false)
            }
        }
        let isView = object.kind == .view || object.kind == .materializedView
        return isSameRendering(text(left), text(right), isQuery: isView && part == nil)
    }
}

/// Whether it is a body that the server keeps parsed (BEGIN ATOMIC or RETURN), and not a text that somebody wrote.
private func isParsedBody(_ body: JSONValue) -> Bool {
    text(body).hasPrefix("BEGIN ATOMIC\n") || text(body).hasPrefix("RETURN ")
}

/// A text, or the lines of one.
private func text(_ value: JSONValue) -> String {
    value.string ?? (value.array ?? []).compactMap(\.string).joined(separator: "\n")
}
