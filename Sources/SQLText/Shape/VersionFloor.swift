/// Syntax that servers before a certain release refuse.
public struct VersionFloor: Sendable, Hashable {
    /// The first major release of PostgreSQL that takes it.
    public var major: Int
    /// What it is (`a subquery in FROM without an alias`).
    public var what: String
    /// Where it begins in the statement's text, in bytes.
    public var offset: Int

    /// Makes a floor.
    public init(major: Int, what: String, offset: Int) {
        self.major = major
        self.what = what
        self.offset = offset
    }
}

extension StatementShape {
    /// The newest syntax that a statement of this shape uses, told from its tokens.
    ///
    /// Only syntax that cannot be anything else; functions may be the project's own. Bodies in quotes
    /// are not looked into. Nil where nothing is newer than PostgreSQL 13, and for kinds of statements
    /// that have nothing to look for.
    package func versionFloor(in text: String) -> VersionFloor? {
        guard Self.floorCommands.contains(command), text.utf8.count < 1 << 18 else { return nil }
        var scan = FloorScan(TokenList(text, standardConformingStrings: true))
        return scan.newest()
    }

    private static let floorCommands: Set<String> = [
        "SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "MERGE", "CREATE VIEW",
        "CREATE MATERIALIZED VIEW", "CREATE TABLE", "CREATE TABLE AS", "CREATE INDEX",
        "ALTER TABLE", "CREATE RULE", "CREATE FUNCTION", "CREATE PROCEDURE",
    ]
}

private struct FloorScan {
    private let tokens: TokenList
    private var found: VersionFloor?

    init(_ tokens: TokenList) {
        self.tokens = tokens
    }

    mutating func newest() -> VersionFloor? {
        /// What stands before each parenthesis that is open.
        var callers: [Int] = []
        for index in 0..<tokens.count {
            switch tokens.kind(index) {
            case .openParenthesis: callers.append(index - 1)
            case .closeParenthesis: _ = callers.popLast()
            case .word: look(at: index, caller: callers.last)
            default: continue
            }
        }
        return found
    }

    private mutating func look(at index: Int, caller: Int?) {
        if index == 0, tokens.isWord(index, "merge") { note(15, "MERGE", index) }
        if tokens.areWords(index, "begin", "atomic") { note(14, "BEGIN ATOMIC", index) }
        if tokens.areWords(index, "nulls", "not", "distinct") {
            note(15, "NULLS NOT DISTINCT", index)
        }
        if tokens.isWord(index, "security_invoker") { note(15, "security_invoker", index) }
        if tokens.isWord(index, "json_table"), tokens.kind(index + 1) == .openParenthesis {
            note(17, "JSON_TABLE", index)
        }
        if tokens.areWords(index, "without", "overlaps") { note(18, "WITHOUT OVERLAPS", index) }
        if tokens.areWords(index, "not", "enforced") { note(18, "NOT ENFORCED", index) }
        if tokens.isWord(index, "virtual"), tokens.kind(index - 1) == .closeParenthesis {
            note(18, "a virtual generated column", index)
        }
        if isSubqueryWithoutAlias(index, caller: caller) {
            note(16, "a subquery in FROM without an alias", index)
        }
    }

    /// `FROM (SELECT …)` or `JOIN (SELECT …)` and then no name, outside `EXTRACT(x FROM (…))` and
    /// `IS DISTINCT FROM (…)`.
    private func isSubqueryWithoutAlias(_ index: Int, caller: Int?) -> Bool {
        guard tokens.isWord(index, "from") || tokens.isWord(index, "join"),
            tokens.kind(index + 1) == .openParenthesis,
            tokens.isWord(index + 2, "select") || tokens.isWord(index + 2, "values"),
            !tokens.isWord(index - 1, "distinct")
        else { return false }
        if let caller, isAny(caller, "extract", "substring", "trim", "overlay", "both") {
            return false
        }
        let after = tokens.afterParentheses(index + 1)
        switch tokens.kind(after) {
        case nil, .closeParenthesis: return true
        case .word:
            return isAny(
                after, "where", "group", "order", "limit", "union", "except", "intersect", "having",
                "on", "join", "left", "right", "inner", "cross", "full", "natural", "returning")
        default: return false
        }
    }

    private func isAny(_ index: Int, _ words: StaticString...) -> Bool {
        words.contains { tokens.isWord(index, $0) }
    }

    private mutating func note(_ major: Int, _ what: String, _ index: Int) {
        guard major > found?.major ?? 13 else { return }
        found = VersionFloor(
            major: major, what: what, offset: tokens.lexemes[index].range.lowerBound)
    }
}
