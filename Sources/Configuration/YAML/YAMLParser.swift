import CYAML

/// Parses one YAML document with libyaml's event parser.
///
/// Aliases are replaced by what they stand for; tags other than `!!str` and merge keys are refused.
/// Depth and size after expansion are bounded, so no text can make this run away.
/// Every call into libyaml is in this file.
package func parseYAML(_ bytes: [UInt8]) -> YAMLDocument {
    var text = bytes[...]
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    if let problem = invalidUTF8(in: text) { return YAMLDocument(root: nil, problems: [problem]) }
    return text.withUnsafeBufferPointer { buffer in
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else {
            return YAMLDocument(
                root: nil,
                problems: [
                    YAMLProblem(code: .syntax, message: "out of memory", line: 1, column: 1)
                ])
        }
        defer { yaml_parser_delete(parser) }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        // libyaml refuses a null pointer even for an empty input.
        guard let base = buffer.baseAddress else { return YAMLDocument(root: nil, problems: []) }
        yaml_parser_set_input_string(parser, base, buffer.count)
        var builder = TreeBuilder(parser: parser, text: buffer)
        return builder.document()
    }
}

/// The first byte that is not UTF-8, as a problem.
private func invalidUTF8(in bytes: ArraySlice<UInt8>) -> YAMLProblem? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var line = 1
    var column = 1
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
        column = scalar == "\n" ? 1 : column + 1
        if scalar == "\n" { line += 1 }
    }
    return YAMLProblem(
        code: .syntax, message: "the file is not UTF-8", line: line, column: column,
        remedy: "save it as UTF-8")
}

/// Turns libyaml's events into nodes.
private struct TreeBuilder {
    /// Ends the building; what was wrong is in `problems`.
    struct Stop: Error {}

    let parser: UnsafeMutablePointer<yaml_parser_t>
    let text: UnsafeBufferPointer<UInt8>
    var problems: [YAMLProblem] = []
    var anchors: [String: (node: YAMLNode, size: Int)] = [:]
    /// Nodes so far, those that aliases stand for included.
    var size = 0

    static let deepest = 64
    static let largest = 100_000

    init(parser: UnsafeMutablePointer<yaml_parser_t>, text: UnsafeBufferPointer<UInt8>) {
        self.parser = parser
        self.text = text
    }

    mutating func document() -> YAMLDocument {
        var root: YAMLNode?
        do {
            var event = try next()
            while event.type != YAML_STREAM_END_EVENT {
                if event.type == YAML_DOCUMENT_START_EVENT {
                    guard root == nil else {
                        throw refuse("a second document begins here", at: event.start)
                    }
                    root = try node(from: try next(), depth: 0)
                }
                event = try next()
            }
        } catch {
            return YAMLDocument(root: nil, problems: problems)
        }
        return YAMLDocument(root: root, problems: problems)
    }

    /// An event, copied out of libyaml's memory.
    struct Event {
        var type: yaml_event_type_t
        var start: yaml_mark_t
        var end: yaml_mark_t
        var anchor: String?
        var tag: String?
        var value: String?
        var isPlain = false
    }

    mutating func next() throws(Stop) -> Event {
        var raw = yaml_event_t()
        guard yaml_parser_parse(parser, &raw) == 1 else { throw syntaxProblem() }
        defer { yaml_event_delete(&raw) }
        var event = Event(type: raw.type, start: raw.start_mark, end: raw.end_mark)
        switch raw.type {
        case YAML_ALIAS_EVENT:
            event.anchor = string(raw.data.alias.anchor)
        case YAML_SCALAR_EVENT:
            event.anchor = string(raw.data.scalar.anchor)
            event.tag = string(raw.data.scalar.tag)
            event.value = String(
                decoding: UnsafeBufferPointer(
                    start: raw.data.scalar.value, count: raw.data.scalar.length),
                as: UTF8.self)
            event.isPlain =
                raw.data.scalar.style == YAML_PLAIN_SCALAR_STYLE
                && raw.start_mark.line == raw.end_mark.line
        case YAML_SEQUENCE_START_EVENT:
            event.anchor = string(raw.data.sequence_start.anchor)
            event.tag = string(raw.data.sequence_start.tag)
        case YAML_MAPPING_START_EVENT:
            event.anchor = string(raw.data.mapping_start.anchor)
            event.tag = string(raw.data.mapping_start.tag)
        default: break
        }
        return event
    }

    mutating func node(from event: Event, depth: Int) throws(Stop) -> YAMLNode {
        guard depth < Self.deepest else {
            throw refuse("nested deeper than \(Self.deepest) levels", at: event.start)
        }
        if event.type == YAML_ALIAS_EVENT { return try aliased(event) }
        if let tag = event.tag, tag != "!", tag != "tag:yaml.org,2002:str" {
            throw refuse(
                "a tag is written here, and tags have no meaning in this file", at: event.start,
                remedy: "leave the tag out; quote the value if it must stay text")
        }
        let before = size
        try grow(by: 1, at: event.start)
        let content: YAMLNode.Content
        switch event.type {
        case YAML_SEQUENCE_START_EVENT: content = .sequence(try items(depth: depth))
        case YAML_MAPPING_START_EVENT: content = .mapping(try pairs(depth: depth))
        default: content = .scalar(event.value ?? "")
        }
        let node = YAMLNode(
            content: content, isPlain: event.isPlain, line: Int(event.start.line) + 1,
            column: Int(event.start.column) + 1)
        if let anchor = event.anchor { anchors[anchor] = (node, size - before) }
        return node
    }

    mutating func items(depth: Int) throws(Stop) -> [YAMLNode] {
        var items: [YAMLNode] = []
        while true {
            let event = try next()
            if event.type == YAML_SEQUENCE_END_EVENT { return items }
            items.append(try node(from: event, depth: depth + 1))
        }
    }

    mutating func pairs(depth: Int) throws(Stop) -> [YAMLPair] {
        var pairs: [YAMLPair] = []
        var lines: [String: Int] = [:]
        while true {
            let event = try next()
            if event.type == YAML_MAPPING_END_EVENT { return pairs }
            guard event.type == YAML_SCALAR_EVENT, let key = event.value else {
                throw refuse("a key must be plain text", at: event.start)
            }
            guard !(key == "<<" && event.isPlain) else {
                throw refuse(
                    "merge keys (<<) are not part of YAML 1.2 and are not read here",
                    at: event.start, remedy: "write the keys out")
            }
            let value = try node(from: try next(), depth: depth + 1)
            let line = Int(event.start.line) + 1
            if let first = lines[key] {
                problems.append(
                    YAMLProblem(
                        code: .duplicateKey,
                        message: (isQuotable(key) ? "`\(key)`" : "this key")
                            + " is written twice; the first is on line \(first)",
                        line: line, column: Int(event.start.column) + 1,
                        remedy: "keep one of the two"))
                continue
            }
            lines[key] = line
            pairs.append(
                YAMLPair(key: key, line: line, column: Int(event.start.column) + 1, value: value))
        }
    }

    mutating func aliased(_ event: Event) throws(Stop) -> YAMLNode {
        let name = event.anchor ?? ""
        guard let (node, nodes) = anchors[name] else {
            throw refuse(
                "the alias *\(name) has no anchor &\(name) before it", at: event.start,
                remedy: "quote the value if the * is meant as text")
        }
        try grow(by: nodes, at: event.start)
        return node
    }

    mutating func grow(by nodes: Int, at mark: yaml_mark_t) throws(Stop) {
        size += nodes
        guard size <= Self.largest else {
            throw refuse("more than \(Self.largest) values once aliases are expanded", at: mark)
        }
    }

    mutating func refuse(_ message: String, at mark: yaml_mark_t, remedy: String? = nil) -> Stop {
        problems.append(
            YAMLProblem(
                code: .unsupported, message: message, line: Int(mark.line) + 1,
                column: Int(mark.column) + 1, remedy: remedy))
        return Stop()
    }

    /// What libyaml says about the text; its sentences are fixed and quote nothing of it.
    mutating func syntaxProblem() -> Stop {
        let state = parser.pointee
        var mark = state.problem_mark
        if state.error == YAML_READER_ERROR { mark = self.mark(atByte: state.problem_offset) }
        var message = "not YAML: "
        if let context = state.context { message += String(cString: context) + ": " }
        message += state.problem.map { String(cString: $0) } ?? "unreadable"
        problems.append(
            YAMLProblem(
                code: .syntax, message: message, line: Int(mark.line) + 1,
                column: Int(mark.column) + 1, remedy: remedy(at: mark)))
        return Stop()
    }

    /// The advice that the character at a syntax problem suggests.
    func remedy(at mark: yaml_mark_t) -> String {
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard Int(mark.line) < lines.count else { return "a quote or a bracket is left open" }
        let line = String(decoding: lines[Int(mark.line)], as: UTF8.self).unicodeScalars
        guard let character = line.dropFirst(Int(mark.column)).first else {
            return "look at the indentation and for a missing `:` or quote above"
        }
        switch character {
        case "\t": return "indent with spaces; YAML takes no tabs"
        case "{", "}", "[", "]", "@", "`", "%", "&", "*", "!", "|", ">", "\"", "'", ",":
            return "put the value in single quotes"
        default: return "look at the indentation and for a missing `:` or quote above"
        }
    }

    /// libyaml's reader reports a byte; people count lines and columns.
    func mark(atByte offset: Int) -> yaml_mark_t {
        let before = String(decoding: text.prefix(offset), as: UTF8.self).unicodeScalars
        var mark = yaml_mark_t()
        for scalar in before {
            mark.line += scalar == "\n" ? 1 : 0
            mark.column = scalar == "\n" ? 0 : mark.column + 1
        }
        return mark
    }

    func string(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }
}
