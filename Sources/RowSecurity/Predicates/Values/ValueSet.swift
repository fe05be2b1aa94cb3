/// A set of small numbers, each of which stands for some of the values of a variable.
struct ValueSet: Hashable, Sendable {
    private var first: UInt64 = 0
    private var rest: [UInt64] = []

    init() {}

    /// The numbers below `count`.
    init(below count: Int) {
        for value in 0..<count { insert(value) }
    }

    init(_ values: some Sequence<Int>) {
        for value in values { insert(value) }
    }

    mutating func insert(_ value: Int) {
        guard value >= 64 else {
            first |= 1 << UInt64(value)
            return
        }
        while rest.count < value / 64 { rest.append(0) }
        rest[value / 64 - 1] |= 1 << UInt64(value % 64)
    }

    mutating func remove(_ value: Int) { self = subtracting(ValueSet(CollectionOfOne(value))) }

    func contains(_ value: Int) -> Bool {
        guard value >= 64 else { return first & (1 << UInt64(value)) != 0 }
        let word = value / 64 - 1
        return word < rest.count && rest[word] & (1 << UInt64(value % 64)) != 0
    }

    var isEmpty: Bool { first == 0 && rest.isEmpty }

    var count: Int { rest.reduce(first.nonzeroBitCount) { $0 + $1.nonzeroBitCount } }

    /// The only value, when there is exactly one.
    var single: Int? { count == 1 ? values.first : nil }

    /// The values, ascending.
    var values: [Int] {
        var found: [Int] = []
        for (index, word) in ([first] + rest).enumerated() {
            var word = word
            while word != 0 {
                found.append(index * 64 + word.trailingZeroBitCount)
                word &= word - 1
            }
        }
        return found
    }

    func intersection(_ other: ValueSet) -> ValueSet {
        var result = ValueSet()
        result.first = first & other.first
        if !rest.isEmpty, !other.rest.isEmpty {
            result.rest = zip(rest, other.rest).map { $0 & $1 }
            result.trim()
        }
        return result
    }

    func union(_ other: ValueSet) -> ValueSet {
        var result = self
        result.first |= other.first
        for (index, word) in other.rest.enumerated() {
            if index < result.rest.count {
                result.rest[index] |= word
            } else {
                result.rest.append(word)
            }
        }
        return result
    }

    func subtracting(_ other: ValueSet) -> ValueSet {
        var result = self
        result.first &= ~other.first
        for index in result.rest.indices where index < other.rest.count {
            result.rest[index] &= ~other.rest[index]
        }
        result.trim()
        return result
    }

    func isSubset(of other: ValueSet) -> Bool { subtracting(other).isEmpty }

    private mutating func trim() {
        while rest.last == 0 { rest.removeLast() }
    }
}
