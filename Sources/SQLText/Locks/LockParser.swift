/// Reads one statement and collects its locks; each kind of statement has its extension.
struct LockParser {
    var cursor: SpellingCursor
    var locks = LockList()

    init(_ cursor: SpellingCursor) { self.cursor = cursor }

    /// Collects the locks of the statement that stands here.
    mutating func parseStatement() {
        if cursor.startsQuery || cursor.isAt("(") {
            locks.add(QueryLocks.of(cursor))
            return
        }
        let command = cursor.spelling
        cursor.advance()
        switch command {
        case "alter": parseAlter()
        case "create": parseCreate()
        case "drop": parseDrop()
        case "comment": parseAnnotation()
        case "security" where cursor.skip("label"): parseAnnotation()
        case "truncate": parseTruncate()
        case "lock": parseLock()
        case "refresh": parseRefresh()
        case "reindex": parseReindex()
        case "vacuum": parseVacuum()
        case "analyze", "analyse": parseAnalyze()
        case "cluster": parseCluster()
        case "copy": parseCopy()
        case "explain", "prepare", "declare": parseNested(command)
        default: break
        }
    }

    /// EXPLAIN, PREPARE and DECLARE parse the statement in them, which locks what it names.
    private mutating func parseNested(_ command: String) {
        switch command {
        case "prepare": cursor.skip(past: "as")
        case "declare": cursor.skip(past: "for")
        default:
            if cursor.isAt("("), !cursor.opensQuery { cursor.advance() }
            while ["analyze", "analyse", "verbose"].contains(cursor.spelling) { cursor.advance() }
        }
        parseStatement()
    }

    /// Adds a lock on each relation of a list such as `ONLY a, b *`.
    mutating func addList(_ mode: LockMode) {
        for var item in cursor.split(at: ",") { locks.add(mode, on: item.takeNameAfterOnly()) }
    }

    /// Whether an option of a list such as `(VERBOSE, FULL off)` is on.
    static func isOn(_ option: String, in options: SpellingCursor) -> Bool {
        options.split(at: ",").contains { item in
            var item = item
            guard item.skip(option) else { return false }
            let value = item.text.lowercased().filter { $0 != "'" && $0 != "\"" }
            return !["false", "off", "no", "0", "n", "f"].contains(value)
        }
    }
}
