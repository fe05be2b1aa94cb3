/// When output is coloured.
public enum ColorChoice: String, Sendable, Hashable, CaseIterable {
    /// On a terminal that can, unless the environment says otherwise.
    case auto
    /// Always.
    case always
    /// Never.
    case never
}

/// What the place that text goes to can do.
///
/// A value made once from facts given by the caller; nothing here asks the system.
public struct Terminal: Sendable, Hashable {
    /// Whether somebody looks at it as it is written: progress may be redrawn, tables are cut to fit.
    public let isInteractive: Bool
    /// Whether styles become colours.
    public let usesColor: Bool
    /// Whether characters beyond ASCII can be drawn.
    public let usesUnicode: Bool
    /// The columns of a line; nil where lines may be of any length.
    public let width: Int?

    /// Decides by the usual conventions.
    ///
    /// `NO_COLOR` (not empty) switches `auto` off, `CLICOLOR_FORCE` (not empty, not 0) switches it on even off a
    /// terminal, then `CLICOLOR=0` and `TERM=dumb` switch it off. The width is `columns`, else `COLUMNS`, else 80,
    /// and only on a terminal.
    ///
    /// - Parameters:
    ///   - color: What the user asked for.
    ///   - isTerminal: Whether the file descriptor is a terminal.
    ///   - columns: The terminal's width as the system tells it; nil when it does not.
    ///   - environment: The process environment.
    public init(
        color: ColorChoice = .auto, isTerminal: Bool, columns: Int? = nil,
        environment: [String: String] = [:]
    ) {
        let isDumb = environment["TERM"] == "dumb"
        isInteractive = isTerminal && !isDumb
        let told = columns ?? environment["COLUMNS"].flatMap { Int($0) } ?? 0
        width = isTerminal ? max(told > 0 ? told : 80, 20) : nil
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { name in
            environment[name].flatMap { $0.isEmpty ? nil : $0.lowercased() }
        }.first
        // Without a locale, files and CI logs are UTF-8; a terminal may be a bare console.
        usesUnicode = locale.map { $0.contains("utf-8") || $0.contains("utf8") } ?? !isTerminal
        func isSet(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
        switch color {
        case .always: usesColor = true
        case .never: usesColor = false
        case .auto where isSet("NO_COLOR"): usesColor = false
        case .auto where isSet("CLICOLOR_FORCE") && environment["CLICOLOR_FORCE"] != "0":
            usesColor = true
        case .auto: usesColor = isTerminal && !isDumb && environment["CLICOLOR"] != "0"
        }
    }

    /// A file or a pipe: no colours, lines of any length.
    public static let plain = Terminal(color: .never, isTerminal: false)

    /// The text with its styles as escape sequences, or without them.
    public func render(_ text: StyledText) -> String {
        guard usesColor else { return text.plain }
        return text.spans.map { span in
            guard let style = span.style else { return span.text }
            return "\u{1B}[\(style.parameters)m\(span.text)\u{1B}[0m"
        }.joined()
    }

    /// One part with one style.
    public func render(_ text: String, _ style: Style) -> String {
        render(StyledText(text, style))
    }

    /// The sign for something left out.
    var ellipsis: String { usesUnicode ? "…" : "..." }
}
