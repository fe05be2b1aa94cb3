import SQLText

/// Renders a parsed Go template with values that are all text.
///
/// `.a.b` and `index .a "b"` are the variable `a.b`. A value counts as false when it is empty,
/// `false` or `0`. A function that Go does not have is a variable too, because what it would answer is
/// known only to the program that defines it: that of the call (`name argument …`), else that of the
/// name, in which `$1`, `$2` … are the arguments. Nothing is taken for empty by itself: a name without
/// a value is an error, also in a condition.
struct GoTemplateRenderer {
    private let template: Template
    private let variables: [String: String]
    private var result: RenderedText

    init(template: Template, variables: [String: String]) {
        self.template = template
        self.variables = variables
        result = RenderedText(of: template)
    }

    mutating func render(_ nodes: [GoTemplateNode]) throws(ScriptError) -> RenderedText {
        try append(nodes)
        return result
    }

    private mutating func append(_ nodes: [GoTemplateNode]) throws(ScriptError) {
        for node in nodes {
            switch node {
            case .text(let range):
                let utf8 = template.text.utf8
                let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
                let end = utf8.index(start, offsetBy: range.count)
                result.append(
                    template.text[start..<end], from: range.lowerBound, isValue: false)
            case .output(let expression, let offset):
                result.append(try value(of: expression), from: offset, isValue: true)
            case .branches(let branches):
                for branch in branches {
                    guard try isTaken(branch.condition) else { continue }
                    try append(branch.body)
                    break
                }
            }
        }
    }

    /// Whether a branch is taken; what its condition asks for does not get into the text.
    private mutating func isTaken(_ condition: GoExpression?) throws(ScriptError) -> Bool {
        guard let condition else { return true }
        let inText = result.variables
        defer { result.variables = inText }
        return isTrue(try value(of: condition))
    }

    private mutating func value(of expression: GoExpression) throws(ScriptError) -> String {
        switch expression {
        case .literal(let value): return value
        case .field(let path, let offset):
            guard !path.isEmpty else {
                throw .unsupported("{{.}}", at: template.position(ofByte: offset))
            }
            return try value(ofName: path, at: offset)
        case .call(let name, let arguments, let offset):
            return try call(name, arguments, offset)
        }
    }

    private mutating func call(
        _ name: String, _ arguments: [GoExpression], _ offset: Int
    ) throws(ScriptError) -> String {
        let position = template.position(ofByte: offset)
        switch name {
        case "not":
            guard let first = arguments.first, arguments.count == 1 else {
                throw .syntax("not takes one value", at: position)
            }
            return isTrue(try value(of: first)) ? "false" : "true"
        case "and", "or":
            guard !arguments.isEmpty else { throw .syntax("\(name) takes values", at: position) }
            // As in Go: the value that decides, and nothing after it is looked at.
            var last = ""
            for argument in arguments {
                last = try value(of: argument)
                if isTrue(last) == (name == "or") { break }
            }
            return last
        case "eq", "ne":
            guard let first = arguments.first, arguments.count > 1,
                name == "eq" || arguments.count == 2
            else { throw .syntax("\(name) takes two values", at: position) }
            let left = try value(of: first)
            var isEqual = false
            for argument in arguments.dropFirst() where !isEqual {
                isEqual = try value(of: argument) == left
            }
            return isEqual == (name == "eq") ? "true" : "false"
        case "index":
            return try value(ofName: try indexPath(arguments, at: position), at: offset)
        case "lt", "le", "gt", "ge", "len", "print", "printf", "println", "html", "js",
            "urlquery", "slice", "call":
            throw .unsupported("the function \(name)", at: position)
        default:
            return try answer(of: name, arguments, at: position)
        }
    }

    /// What the variables say a function of another program answers.
    private mutating func answer(
        of name: String, _ arguments: [GoExpression], at position: SourcePosition
    ) throws(ScriptError) -> String {
        var texts: [String] = []
        for argument in arguments { texts.append(try value(of: argument)) }
        let call = ([name] + texts).joined(separator: " ")
        // `exists blocks` may be answered apart from `exists boards`.
        if !arguments.isEmpty, let value = variables[call] {
            result.variables.insert(call)
            return value
        }
        guard let value = variables[name] else {
            throw ScriptError(
                code: "template-unknown-function",
                message: "the function \(name) belongs to the program that renders the file",
                position: position,
                remedy: "give what it answers there: --var \(name)=VALUE (may be empty"
                    + (arguments.isEmpty ? ")" : "; $1 is its first argument)"))
        }
        result.variables.insert(name)
        return Self.replaceArguments(in: value, with: texts)
    }

    /// Puts arguments in the places of `$1` to `$9`; other dollars are SQL's.
    private static func replaceArguments(in value: String, with arguments: [String]) -> String {
        var result = ""
        var rest = value[...]
        while let dollar = rest.firstIndex(of: "$") {
            let after = rest.index(after: dollar)
            result += rest[..<dollar]
            rest = rest[after...]
            guard let number = rest.first?.wholeNumberValue, arguments.indices.contains(number - 1)
            else {
                result += "$"
                continue
            }
            result += arguments[number - 1]
            rest = rest.dropFirst()
        }
        return result + rest
    }

    /// The name that `index .a "b" "c"` stands for: `a.b.c`.
    private mutating func indexPath(
        _ arguments: [GoExpression], at position: SourcePosition
    ) throws(ScriptError) -> String {
        guard case .field(let base, _)? = arguments.first, arguments.count > 1 else {
            throw .unsupported("this form of index", at: position)
        }
        var parts = base.isEmpty ? [] : [base]
        for argument in arguments.dropFirst() { parts.append(try value(of: argument)) }
        return parts.joined(separator: ".")
    }

    private mutating func value(
        ofName name: String, at offset: Int
    ) throws(ScriptError) -> String {
        guard let value = variables[name] else {
            throw .undefined(name, at: template.position(ofByte: offset))
        }
        result.variables.insert(name)
        return value
    }

    private func isTrue(_ value: String) -> Bool {
        !(value.isEmpty || value == "false" || value == "0")
    }
}
