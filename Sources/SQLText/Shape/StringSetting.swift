/// A statement that changes `standard_conforming_strings`.
struct StringSetting {
    /// The new value; nil stands for the value at the start of the session.
    var value: Bool?

    init?(_ statement: Statement) {
        let tokens = TokenList(
            statement.text, standardConformingStrings: statement.standardConformingStrings,
            limit: 1024)
        guard !tokens.isCut, let value = Self.change(tokens) else { return nil }
        self.value = value
    }

    /// The new value, nil inside for the initial one; nil when the statement is another one.
    private static func change(_ tokens: TokenList) -> Bool?? {
        if tokens.isWord(0, "set") { return set(tokens) }
        if tokens.isWord(0, "select") { return setConfig(tokens).map { .some($0) } }
        let isReset = tokens.isWord(0, "reset") && (tokens.isWord(1, "all") || isName(tokens, 1))
        return isReset || tokens.areWords(0, "discard", "all") ? .some(nil) : nil
    }

    private static func set(_ tokens: TokenList) -> Bool?? {
        var index = 1
        if tokens.isWord(index, "session") || tokens.isWord(index, "local") { index += 1 }
        guard isName(tokens, index) else { return nil }
        guard tokens.isWord(index + 1, "to") || tokens.text(index + 1) == "=" else { return nil }
        if tokens.isWord(index + 2, "default") { return .some(nil) }
        let text = tokens.plainString(index + 2) ?? tokens.text(index + 2)
        return boolean(text).map { .some($0) }
    }

    /// `select [pg_catalog.]set_config('standard_conforming_strings', 'off', false)`.
    private static func setConfig(_ tokens: TokenList) -> Bool? {
        let index = tokens.isWord(1, "pg_catalog") && tokens.kind(2) == .dot ? 3 : 1
        guard tokens.isWord(index, "set_config"), tokens.kind(index + 1) == .openParenthesis,
            let name = tokens.plainString(index + 2), let text = tokens.plainString(index + 4),
            name.lowercased() == "standard_conforming_strings"
        else { return nil }
        return boolean(text)
    }

    private static func isName(_ tokens: TokenList, _ index: Int) -> Bool {
        tokens.isWord(index, "standard_conforming_strings")
            || tokens.text(index) == "\"standard_conforming_strings\""
    }

    /// A Boolean as the server reads settings: any beginning of a word that is unambiguous.
    private static func boolean(_ text: String) -> Bool? {
        let text = text.lowercased()
        guard !text.isEmpty else { return nil }
        if text == "1" || text == "on" || "true".hasPrefix(text) || "yes".hasPrefix(text) {
            return true
        }
        if text == "0" || (text.count > 1 && "off".hasPrefix(text)) { return false }
        return "false".hasPrefix(text) || "no".hasPrefix(text) ? false : nil
    }
}
