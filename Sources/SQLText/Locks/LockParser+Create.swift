extension LockParser {
    mutating func parseCreate() {
        let replaces = cursor.skip("or", "replace")
        while Self.adjectives.contains(cursor.spelling) { cursor.advance() }
        let kind = cursor.spelling
        cursor.advance()
        switch kind {
        case "table": parseCreateTable()
        case "foreign" where cursor.skip("table"): parseCreateTable()
        case "index": parseCreateIndex()
        case "view": parseCreateView(replaces: replaces)
        case "materialized" where cursor.skip("view"): parseCreateView(replaces: false)
        case "trigger": parseCreateTrigger()
        case "policy": addRelationAfterOn(.accessExclusive)
        case "rule": parseCreateRule()
        case "sequence": addSequenceOwner()
        case "statistics":
            guard cursor.skip(past: "from") else { return }
            locks.add(.shareUpdateExclusive, on: cursor.takeNameAfterOnly())
        case "publication":
            guard cursor.skip(past: "for") else { return }
            addPublished()
        case "schema": parseCreateSchema()
        default: break
        }
    }

    private static let adjectives: Set<String> = [
        "global", "local", "temp", "temporary", "unlogged", "unique", "recursive", "constraint",
    ]

    private mutating func parseCreateIndex() {
        let mode: LockMode = cursor.skip("concurrently") ? .shareUpdateExclusive : .share
        guard cursor.skip(past: "on") else { return }
        locks.add(mode, on: cursor.takeNameAfterOnly())
    }

    private mutating func parseCreateView(replaces: Bool) {
        cursor.skipCondition()
        let view = cursor.takeName()
        if replaces { locks.add(.accessExclusive, on: view) }
        guard cursor.skip(past: "as") else { return }
        // A recursive view reads itself, which is no relation yet.
        locks.add(QueryLocks.of(cursor, hiding: view))
    }

    private mutating func parseCreateTrigger() {
        guard cursor.skip(past: "on") else { return }
        locks.add(.shareRowExclusive, on: cursor.takeName())
        if cursor.skip("from") { locks.add(.accessShare, on: cursor.takeName()) }
    }

    private mutating func parseCreateRule() {
        guard cursor.skip(past: "to") else { return }
        locks.add(.accessExclusive, on: cursor.takeName())
        if let condition = cursor.split(at: "do").first {
            locks.add(QueryLocks.ofSubqueries(in: condition))
        }
        guard cursor.skip(past: "do") else { return }
        if !cursor.skip("also") { cursor.skip("instead") }
        let commands = cursor.takeParentheses() ?? cursor
        for command in commands.split(at: ";") { locks.add(QueryLocks.ofRuleAction(command)) }
    }

    /// The elements of CREATE SCHEMA are statements of their own, without anything between them.
    private mutating func parseCreateSchema() {
        for element in cursor.split(before: ["create", "grant"]) {
            var parser = LockParser(element)
            parser.parseStatement()
            locks.add(parser.locks)
        }
    }
}
