import SQLText

/// Parses the part of Go's text/template that folders of migrations use.
///
/// What would need more than named values (`range`, `with`, `template`, pipelines, variables) is
/// refused by name and place.
struct GoTemplateParser {
    private let template: Template
    private let bytes: [UInt8]
    private var index = 0
    /// Where the next text begins: after the spaces that `-}}` trims.
    private var textStart = 0

    init(template: Template) {
        self.template = template
        bytes = Array(template.text.utf8)
    }

    mutating func parse() throws(ScriptError) -> [GoTemplateNode] {
        let list = try parseList(openedAt: nil)
        if let end = list.end {
            throw .syntax(
                "{{\(end.keyword)}} without {{if}}", at: template.position(ofByte: end.offset))
        }
        return list.nodes
    }

    /// What ended a list of nodes: `end` or `else`, with the condition of `else if`.
    private struct Ending {
        var keyword: String
        var condition: GoExpression?
        var offset: Int
    }

    private mutating func parseList(
        openedAt start: Int?
    ) throws(ScriptError) -> (nodes: [GoTemplateNode], end: Ending?) {
        var nodes: [GoTemplateNode] = []
        while let open = bytes.firstIndex(ofSequence: [0x7B, 0x7B], from: index) {
            let action = try readAction(at: open)
            if action.textEnd > textStart { nodes.append(.text(textStart..<action.textEnd)) }
            textStart = action.next
            index = action.next
            guard let content = action.content else { continue }
            let tokens = try GoActionLexer(bytes, in: content, of: template).tokens
            guard case .word(let keyword)? = tokens.first?.token else {
                nodes.append(.output(try parseExpression(tokens[...], at: open), offset: open))
                continue
            }
            switch keyword {
            case "if":
                nodes.append(try parseBranches(tokens.dropFirst(), at: open))
            case "end": return (nodes, Ending(keyword: keyword, condition: nil, offset: open))
            case "else":
                var condition: GoExpression?
                if case .word("if")? = tokens.dropFirst().first?.token {
                    condition = try parseExpression(tokens.dropFirst(2), at: open)
                } else if tokens.count > 1 {
                    throw .unsupported("this form of else", at: position(open))
                }
                return (nodes, Ending(keyword: keyword, condition: condition, offset: open))
            case "range", "with", "define", "template", "block", "break", "continue":
                throw .unsupported("{{\(keyword)}}", at: position(open))
            default:
                nodes.append(.output(try parseExpression(tokens[...], at: open), offset: open))
            }
        }
        if let start {
            throw .syntax("{{if}} has no {{end}}", at: position(start))
        }
        if bytes.count > textStart { nodes.append(.text(textStart..<bytes.count)) }
        index = bytes.count
        return (nodes, nil)
    }

    private mutating func parseBranches(
        _ tokens: ArraySlice<(token: GoActionLexer.Token, offset: Int)>, at open: Int
    ) throws(ScriptError) -> GoTemplateNode {
        var branches: [(condition: GoExpression?, body: [GoTemplateNode])] = []
        var condition: GoExpression? = try parseExpression(tokens, at: open)
        var isElse = false
        while true {
            let list = try parseList(openedAt: open)
            branches.append((condition, list.nodes))
            guard let end = list.end, end.keyword == "else" else { break }
            if isElse {
                throw .syntax("a second {{else}}", at: position(end.offset))
            }
            condition = end.condition
            isElse = condition == nil
        }
        return .branches(branches)
    }

    /// One action: where the text before it ends, what it says, and where the text after it begins.
    private struct Action {
        var textEnd: Int
        /// Nil for a comment.
        var content: Range<Int>?
        var next: Int
    }

    private func readAction(at open: Int) throws(ScriptError) -> Action {
        var textEnd = open
        var start = open + 2
        if start + 1 < bytes.count, bytes[start] == UInt8(ascii: "-"), isSpace(bytes[start + 1]) {
            start += 1
            while textEnd > textStart, isSpace(bytes[textEnd - 1]) { textEnd -= 1 }
        }
        var place = start
        while place < bytes.count, isSpace(bytes[place]) { place += 1 }
        let isComment = bytes[place...].starts(with: "/*".utf8)
        if isComment {
            guard let end = bytes.firstIndex(ofSequence: Array("*/".utf8), from: place + 2) else {
                throw .syntax("a comment is not closed", at: position(open))
            }
            place = end + 2
        }
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "'"):
                place = endOfString(at: place)
            case UInt8(ascii: "}") where bytes[place...].starts(with: "}}".utf8):
                var next = place + 2
                var end = place
                if place - 1 > start, bytes[place - 1] == UInt8(ascii: "-"),
                    isSpace(bytes[place - 2])
                {
                    end = place - 1
                    while next < bytes.count, isSpace(bytes[next]) { next += 1 }
                }
                return Action(
                    textEnd: textEnd, content: isComment ? nil : start..<max(start, end),
                    next: next)
            default: place += 1
            }
        }
        throw .syntax("{{ is not closed", at: position(open))
    }

    private func endOfString(at start: Int) -> Int {
        let quote = bytes[start]
        var place = start + 1
        while place < bytes.count, bytes[place] != quote {
            place += bytes[place] == UInt8(ascii: "\\") && quote != UInt8(ascii: "`") ? 2 : 1
        }
        return min(place + 1, bytes.count)
    }

    // MARK: - Expressions

    private func parseExpression(
        _ tokens: ArraySlice<(token: GoActionLexer.Token, offset: Int)>, at open: Int
    ) throws(ScriptError) -> GoExpression {
        var rest = tokens
        let expression = try parseCall(&rest, at: open)
        guard let extra = rest.first else { return expression }
        throw .syntax("something is too much in a template action", at: position(extra.offset))
    }

    /// Reads a function with its arguments, or one operand.
    private func parseCall(
        _ rest: inout ArraySlice<(token: GoActionLexer.Token, offset: Int)>, at open: Int
    ) throws(ScriptError) -> GoExpression {
        guard let first = rest.first else {
            throw .syntax("a template action is empty", at: position(open))
        }
        guard case .word(let name) = first.token else {
            let operand = try parseOperand(&rest, at: open)
            if case .pipe? = rest.first?.token {
                throw .unsupported("a pipeline (|)", at: position(rest.first?.offset ?? open))
            }
            return operand
        }
        rest.removeFirst()
        var arguments: [GoExpression] = []
        while let next = rest.first {
            if case .closing = next.token { break }
            if case .pipe = next.token {
                throw .unsupported("a pipeline (|)", at: position(next.offset))
            }
            arguments.append(try parseOperand(&rest, at: open))
        }
        return .call(name, arguments, offset: first.offset)
    }

    private func parseOperand(
        _ rest: inout ArraySlice<(token: GoActionLexer.Token, offset: Int)>, at open: Int
    ) throws(ScriptError) -> GoExpression {
        guard let first = rest.popFirst() else {
            throw .syntax("a value is missing in a template action", at: position(open))
        }
        switch first.token {
        case .field(let path): return .field(path, offset: first.offset)
        case .literal(let value): return .literal(value)
        case .word(let name): return .call(name, [], offset: first.offset)
        case .opening:
            let inner = try parseCall(&rest, at: open)
            guard case .closing? = rest.popFirst()?.token else {
                throw .syntax("a parenthesis is not closed", at: position(first.offset))
            }
            return inner
        case .variable(let name):
            throw .unsupported("template variables (\(name))", at: position(first.offset))
        case .closing, .pipe:
            throw .syntax("a value is missing in a template action", at: position(first.offset))
        }
    }

    private func position(_ offset: Int) -> SourcePosition {
        template.position(ofByte: offset)
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
