/// A JSON value that keeps the order in which its keys were put.
///
/// Results are turned into this by hand, not by `Codable`: the keys are part of the tool's contract, so they are written
/// out where they are promised, and their order is the order that a reader sees.
public enum JSONValue: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number.
    case integer(Int)
    /// A number with a fraction or an exponent; written as null when it is not finite.
    case double(Double)
    /// A text.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// Keys with values.
    case object(JSONObject)
}

/// The members of a JSON object in their order.
public struct JSONObject: Sendable, Hashable {
    /// A key with its value.
    public struct Member: Sendable, Hashable {
        /// The key.
        public var key: String
        /// The value.
        public var value: JSONValue

        /// Makes a member.
        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }

        /// Compares the bytes of the key.
        public static func == (left: Member, right: Member) -> Bool {
            isSame(left.key, right.key) && left.value == right.value
        }
    }

    /// The members in order.
    public private(set) var members: [Member]

    /// Makes an object of members whose keys the caller knows to be different.
    public init(_ members: [Member] = []) {
        self.members = members
    }

    /// The keys in order.
    public var keys: [String] { members.map(\.key) }

    /// The value of a key.
    ///
    /// Setting replaces a value where it stands or appends; nil removes it. Takes time in proportion to the members: an object with
    /// thousands of them is built with `init` and read through `members`.
    public subscript(key: String) -> JSONValue? {
        get { index(of: key).map { members[$0].value } }
        set {
            switch (index(of: key), newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    /// Where a key stands.
    ///
    /// Compares bytes: the server keeps `é` in its two Unicode spellings apart, so they are two keys.
    func index(of key: String) -> Int? {
        members.firstIndex { isSame($0.key, key) }
    }
}

extension JSONValue {
    /// Compares texts by their bytes: to the server `é` in its two Unicode spellings is two values.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.double(let left), .double(let right)): left == right
        case (.string(let left), .string(let right)): isSame(left, right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        default: false
        }
    }
}

/// Whether two texts have the same bytes.
private func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8)
}

/// Something with a JSON form that is part of the tool's contract.
public protocol JSONRepresentable {
    /// The JSON form; documented in `docs/json.md`, where a key, once there, keeps its meaning.
    var json: JSONValue { get }
}

extension JSONValue {
    /// Reads a member of an object; nil for every other value.
    public subscript(key: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        return object[key]
    }

    /// Reads an element of an array; nil outside it and for every other value.
    public subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else {
            return nil
        }
        return elements[index]
    }

    /// The text of a string.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }
    /// The number of an integer.
    public var integer: Int? {
        if case .integer(let number) = self { number } else { nil }
    }
    /// The truth of a boolean.
    public var bool: Bool? {
        if case .bool(let truth) = self { truth } else { nil }
    }
    /// The elements of an array.
    public var array: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }
    /// The members of an object.
    public var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }
    /// Whether it is null.
    public var isNull: Bool { self == .null }

    /// A string, or null.
    public static func optional(_ text: String?) -> JSONValue {
        text.map { .string($0) } ?? .null
    }
    /// An integer, or null.
    public static func optional(_ number: Int?) -> JSONValue {
        number.map { .integer($0) } ?? .null
    }
    /// A value's JSON form, or null.
    public static func optional(_ value: (any JSONRepresentable)?) -> JSONValue {
        value?.json ?? .null
    }
    /// A list of JSON forms.
    public static func list(_ values: some Sequence<some JSONRepresentable>) -> JSONValue {
        .array(values.map(\.json))
    }
    /// A list of texts.
    public static func list(_ texts: some Sequence<String>) -> JSONValue {
        .array(texts.map { .string($0) })
    }
    /// A length of time as whole milliseconds, as every `…Milliseconds` key has it.
    public static func milliseconds(_ duration: Duration) -> JSONValue {
        .integer(Int(duration / .milliseconds(1)))
    }
}

extension JSONValue: JSONRepresentable {
    /// Itself.
    public var json: JSONValue { self }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByFloatLiteral,
    ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A string.
    public init(stringLiteral text: String) { self = .string(text) }
    /// An integer.
    public init(integerLiteral number: Int) { self = .integer(number) }
    /// A boolean.
    public init(booleanLiteral truth: Bool) { self = .bool(truth) }
    /// A number.
    public init(floatLiteral number: Double) { self = .double(number) }
    /// Null.
    public init(nilLiteral: ()) { self = .null }
    /// An array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object in the order of the literal.
    public init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(JSONObject(members.map { JSONObject.Member(key: $0.0, value: $0.1) }))
    }
}
