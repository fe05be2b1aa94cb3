/// What a piece of text means; the terminal decides how that looks.
public enum Style: Sendable, Hashable, CaseIterable {
    /// The command fails because of it.
    case error
    /// Probably not what was meant.
    case warning
    /// Worth knowing.
    case note
    /// Done, clean, proven.
    case success
    /// A heading or a name that the eye should find.
    case strong
    /// Said for completeness.
    case faint
    /// There now and not before.
    case added
    /// There before and not now.
    case removed

    /// The parameters of the "select graphic rendition" sequence.
    var parameters: String {
        switch self {
        case .error: "1;31"
        case .warning: "33"
        case .note: "36"
        case .success, .added: "32"
        case .strong: "1"
        case .faint: "2"
        case .removed: "31"
        }
    }
}

/// One line of text whose parts have a meaning.
///
/// Control characters are made visible on the way in, so a styled text can be printed as it is.
public struct StyledText: Sendable, Hashable, ExpressibleByStringLiteral {
    /// A part with one meaning.
    struct Span: Sendable, Hashable {
        var text: String
        var style: Style?
    }

    var spans: [Span]

    /// Makes a text of one part.
    public init(_ text: String, _ style: Style? = nil) {
        spans = text.isEmpty ? [] : [Span(text: renderVisible(text), style: style)]
    }

    /// Makes a text without a style.
    public init(stringLiteral text: String) {
        self.init(text)
    }

    /// Joins two texts.
    public static func + (left: StyledText, right: StyledText) -> StyledText {
        var joined = left
        joined.spans += right.spans
        return joined
    }

    /// Appends a text.
    public static func += (left: inout StyledText, right: StyledText) {
        left.spans += right.spans
    }

    /// The text without its styles.
    public var plain: String {
        spans.map(\.text).joined()
    }

    /// The columns that it takes.
    public var width: Int {
        spans.reduce(0) { $0 + displayWidth(of: $1.text) }
    }

    /// The beginning that fits into so many columns, with `ellipsis` at its end when something is missing.
    public func truncated(to columns: Int, ellipsis: String = "…") -> StyledText {
        guard width > columns else { return self }
        let mark = displayWidth(of: ellipsis) <= columns ? ellipsis : ""
        var room = columns - displayWidth(of: mark)
        var result = StyledText("")
        for span in spans {
            var kept = ""
            for character in span.text {
                let width = displayWidth(of: character)
                guard width <= room else {
                    result.spans.append(Span(text: kept + mark, style: span.style))
                    return result
                }
                room -= width
                kept.append(character)
            }
            result.spans.append(Span(text: kept, style: span.style))
        }
        return result
    }
}
