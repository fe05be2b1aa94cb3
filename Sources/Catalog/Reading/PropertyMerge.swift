/// The members of a compact JSON object, where each begins and ends.
private func members(of json: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 1
    var depth = 0
    var index = 1
    while index < json.count {
        switch json[index] {
        case UInt8(ascii: "\""):
            index += 1
            while json[index] != UInt8(ascii: "\"") {
                index += json[index] == UInt8(ascii: "\\") ? 2 : 1
            }
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"):
            if depth == 0 {
                if index > start { ranges.append(start..<index) }
                start = index + 1
            } else if json[index] != UInt8(ascii: ",") {
                depth -= 1
            }
        default: break
        }
        index += 1
    }
    return ranges
}

extension PropertyList {
    /// Both lists in one; a property that both have is the other's.
    func merged(with other: PropertyList) -> PropertyList {
        if other.isEmpty { return self }
        if isEmpty { return other }
        let left = members(of: json)
        let right = members(of: other.json)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(json.count + other.json.count)
        func append(_ member: ArraySlice<UInt8>) {
            bytes.append(bytes.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
            bytes.append(contentsOf: member)
        }
        var (mine, theirs) = (left[...], right[...])
        while let first = mine.first, let second = theirs.first {
            let (ours, others) = (json[first], other.json[second])
            if key(of: ours).elementsEqual(key(of: others)) {
                mine.removeFirst()
            } else if ours.lexicographicallyPrecedes(others) {
                append(ours)
                mine.removeFirst()
            } else {
                append(others)
                theirs.removeFirst()
            }
        }
        for range in mine { append(json[range]) }
        for range in theirs { append(other.json[range]) }
        bytes.append(UInt8(ascii: "}"))
        return PropertyList(canonical: bytes)
    }

    /// Whether there is a property of the name, which is plain ASCII.
    func holds(_ name: String) -> Bool {
        members(of: json).contains { key(of: json[$0]).elementsEqual(name.utf8) }
    }

    private func key(of member: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        member.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
    }
}
