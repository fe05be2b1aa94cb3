import Findings

/// One key of the file with its value, of the right shape but not yet substituted.
struct Entry {
    /// A scalar as written.
    struct Piece {
        var substitution: Substitution
        var node: YAMLNode
    }

    /// What is written.
    enum Shape {
        case one(Piece)
        case many([Piece])
        case named([(name: String, piece: Piece)])
        case rules([IgnoreRule])
        case lint(LintSection)
    }

    var key: Configuration.Key
    var shape: Shape
    var line: Int
    var column: Int
}

/// Makes the findings of one file.
struct FindingPlace {
    let file: String

    func error(
        _ rule: String, _ message: String, line: Int, column: Int, remedy: String? = nil
    ) -> Finding {
        Finding(
            rule: rule, severity: .error, message: message,
            location: Location(file: file, line: line, column: column), remedy: remedy)
    }

    /// A placeholder's problem, at its own column where columns can be counted.
    func error(_ failure: Substitution.Failure, rule: String, in node: YAMLNode) -> Finding {
        error(
            rule, failure.message, line: node.line,
            column: node.column + (node.isPlain ? failure.offset : 0), remedy: failure.remedy)
    }

    /// A value that is not of its key's type.
    ///
    /// Quotes it only where it is constant and no secret.
    func error(
        _ failure: ValueFailure, of key: Configuration.Key, text: String?, in node: YAMLNode
    ) -> Finding {
        error(
            "config-wrong-value",
            "`\(key)` \(failure.message)" + quotation(of: text, for: key), line: node.line,
            column: node.column,
            remedy: failure.suggestion.map { "did you mean `\(key): \($0)`?" })
    }
}

/// Whether a text can stand in a message: not when it looks like a connection string at the wrong place.
func isQuotable(_ text: String) -> Bool {
    !text.contains("://") && !text.lowercased().contains("password")
}

/// `, not `text``, or nothing when the text may be a secret.
func quotation(of text: String?, for key: Configuration.Key) -> String {
    guard let text, !key.isConfidential, isQuotable(text) else { return "" }
    let clipped = text.count > 40 ? text.prefix(39) + "…" : text[...]
    return ", not " + (text.isEmpty ? "nothing" : "`\(clipped)`")
}
