/// A text with `${NAME}` and `${NAME:-default}` placeholders for process variables; `$${` stands for `${`.
///
/// A default is plain text: it ends at the first `}` and holds no placeholder.
struct Substitution: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case literal(String)
        /// `offset` counts Unicode scalars from the start of the text.
        case variable(name: String, fallback: String?, offset: Int)
    }

    /// What is wrong with a placeholder, and where in the text.
    struct Failure: Error {
        var message: String
        var remedy: String?
        var offset: Int
    }

    var parts: [Part] = []

    /// Whether anything depends on the process environment.
    var isConstant: Bool {
        parts.allSatisfy { part in
            if case .literal = part { true } else { false }
        }
    }

    /// Cuts a text into its parts; throws on a placeholder that is not closed or not understood.
    init(_ text: String) throws(Failure) {
        let scalars = Array(text.unicodeScalars)
        var literal = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            guard scalars[index] == "$" else {
                literal.append(scalars[index])
                index += 1
                continue
            }
            if scalars[index...].starts(with: "$${".unicodeScalars) {
                literal.append(contentsOf: "${".unicodeScalars)
                index += 3
                continue
            }
            guard scalars[index...].starts(with: "${".unicodeScalars) else {
                literal.append("$")
                index += 1
                continue
            }
            guard let close = scalars[index...].firstIndex(of: "}") else {
                throw Failure(
                    message: "a ${ is not closed",
                    remedy: "close it with }, or write $${ for a plain ${",
                    offset: index)
            }
            if !literal.isEmpty { parts.append(.literal(String(literal))) }
            literal = String.UnicodeScalarView()
            parts.append(try Self.variable(scalars[(index + 2)..<close], offset: index))
            index = close + 1
        }
        if !literal.isEmpty { parts.append(.literal(String(literal))) }
    }

    private static func variable(
        _ inside: ArraySlice<Unicode.Scalar>, offset: Int
    ) throws(Failure) -> Part {
        let name = inside.prefix {
            $0.isASCII && ($0.properties.isAlphabetic || $0 == "_") || isDigit($0)
        }
        let rest = inside.dropFirst(name.count)
        guard let first = name.first, !isDigit(first),
            rest.isEmpty || rest.starts(with: ":-".unicodeScalars)
        else {
            throw Failure(
                message: "a ${…} is not understood",
                remedy: "write ${NAME}, ${NAME:-default}, or $${ for a plain ${", offset: offset)
        }
        return .variable(
            name: text(name), fallback: rest.isEmpty ? nil : text(rest.dropFirst(2)), offset: offset
        )
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar)
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// The text with every placeholder replaced; throws for a variable that is not set and has no default.
    ///
    /// As in a shell, the default of `:-` also stands in for an empty value.
    func resolved(in process: [String: String]) throws(Failure) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .variable(let name, let fallback, let offset):
                let value = process[name]
                if let fallback {
                    text += value.flatMap { $0.isEmpty ? nil : $0 } ?? fallback
                } else if let value {
                    text += value
                } else {
                    throw Failure(
                        message: "the variable \(name) is not set",
                        remedy: "set \(name), or write ${\(name):-default}", offset: offset)
                }
            }
        }
        return text
    }
}
