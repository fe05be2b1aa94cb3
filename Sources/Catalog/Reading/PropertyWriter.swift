import JSONText

/// Collects properties into the compact JSON text of a property list.
///
/// Properties come in the order of their keys, but for those that one column tells together.
struct PropertyWriter {
    private(set) var bytes: [UInt8] = []
    private var starts: [Int] = []
    private var isSorted = true

    /// Begins an object; what was written before is gone.
    mutating func begin() {
        bytes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        isSorted = true
        bytes.append(UInt8(ascii: "{"))
    }

    /// Adds a property; `key` has its quotes and colon.
    mutating func put(_ key: [UInt8], _ value: (inout [UInt8]) -> Void) {
        starts.append(bytes.count)
        bytes.append(contentsOf: key)
        value(&bytes)
        bytes.append(UInt8(ascii: ","))
    }

    /// Adds options `key=value`, values as `set` where they may not be shown; nothing where there are none.
    ///
    /// `pg_attver` is a counter that minor releases of November 2026 keep among the options of each column.
    ///
    /// - Returns: how many values are not shown.
    mutating func putOptions(
        _ key: [UInt8], _ options: [[UInt8]], _ shows: (String) -> Bool
    ) -> Int {
        var members: [(String, String)] = []
        var withheld = 0
        for option in options {
            let (name, value) = keyAndValue(option)
            let key = String(decoding: name, as: UTF8.self)
            guard key != "pg_attver" else { continue }
            let isShown = shows(key)
            if !isShown { withheld += 1 }
            members.append((key, isShown ? String(decoding: value, as: UTF8.self) : "set"))
        }
        putMap(key, members)
        return withheld
    }

    /// Adds a map; nothing where it is empty.
    mutating func putMap(_ key: [UInt8], _ members: [(String, String)]) {
        guard !members.isEmpty else { return }
        put(key) { appendJSONObject(members.sorted { precedes($0.0, $1.0) }, to: &$0) }
    }

    /// Adds what an index definition tells.
    mutating func put(_ index: IndexText) {
        isSorted = false
        if !index.include.isEmpty {
            put(Array("\"include\":".utf8)) {
                appendJSONArray(index.include.map { Array($0.utf8) }, to: &$0)
            }
        }
        put(Array("\"keys\":".utf8)) { appendJSONArray(index.keys.map { Array($0.utf8) }, to: &$0) }
        put(Array("\"method\":".utf8)) { appendJSONString(Array(index.method.utf8).span, to: &$0) }
        if index.nullsNotDistinct {
            put(Array("\"nullsNotDistinct\":".utf8)) { $0.append(contentsOf: "true".utf8) }
        }
        if index.isUnique {
            put(Array("\"unique\":".utf8)) { $0.append(contentsOf: "true".utf8) }
        }
        if let condition = index.condition {
            put(Array("\"where\":".utf8)) { appendLines(Array(condition.utf8).span, to: &$0) }
        }
    }

    /// Ends the object; its keys are sorted.
    mutating func end() {
        if !isSorted { sort() }
        if starts.isEmpty {
            bytes.append(UInt8(ascii: "}"))
        } else {
            bytes[bytes.count - 1] = UInt8(ascii: "}")
        }
    }

    private mutating func sort() {
        let ends = starts.dropFirst() + [bytes.count]
        let members = zip(starts, ends).map { bytes[$0..<$1] }
            .sorted { $0.lexicographicallyPrecedes($1) }
        bytes = [UInt8(ascii: "{")] + members.joined()
    }
}

/// Appends an array of strings.
func appendJSONArray(_ elements: [[UInt8]], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        appendJSONString(element.span, to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
}

/// Appends an object of strings, in the order given.
func appendJSONObject(_ members: [(String, String)], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        appendJSONString(Array(member.0.utf8).span, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        appendJSONString(Array(member.1.utf8).span, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
}

/// Appends a text as a string, or as an array of its lines when it has line ends; joined by line ends they are the
/// text again.
func appendLines(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    var lines: [Range<Int>] = []
    var start = 0
    for index in text.indices where text[index] == UInt8(ascii: "\n") {
        lines.append(start..<index)
        start = index + 1
    }
    guard !lines.isEmpty else { return appendJSONString(text, to: &bytes) }
    lines.append(start..<text.count)
    bytes.append(UInt8(ascii: "["))
    for (index, line) in lines.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        appendJSONString(text.extracting(line), to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
}
