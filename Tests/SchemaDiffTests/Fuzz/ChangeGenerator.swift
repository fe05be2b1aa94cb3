import PostgresSession
import TidemarkTesting

/// Draws changes of a schema: a random object, something that can be done to its kind, random values.
struct ChangeGenerator {
    /// A statement, and the names of objects or parts of which one must be named by what is seen.
    struct Change {
        var statement: String
        var touched: [String]
    }

    /// Something that can be changed.
    struct Target {
        /// `table`, `column`, … as `targets.sql` says it.
        var kind: String
        /// The name as SQL has it, with schema, arguments or table where needed.
        var name: String
        /// The table of a column, constraint, index, trigger, policy or rule.
        var table: String
        /// The name within the table, or the type.
        var detail: String
    }

    private var random: TestRandom
    private let database: String
    private var targets: [String: [Target]] = [:]
    private var made = 0

    init(seed: UInt64, database: String) {
        random = TestRandom(seed: seed)
        self.database = database
    }

    /// Looks at what there is now.
    mutating func look(_ session: Session) async throws {
        let rows = try await session.query(Self.targetsQuery).rows
        targets = Dictionary(
            grouping: rows.map {
                Target(
                    kind: $0[0] ?? "", name: $0[1] ?? "", table: $0[2] ?? "", detail: $0[3] ?? "")
            }, by: \.kind)
    }

    /// Draws a change; it may be one that the server refuses.
    mutating func next() -> Change {
        while true {
            let kind = pick(Self.kinds)
            guard let target = targets[kind]?.randomElement(using: &random) else { continue }
            if let change = change(target) { return change }
        }
    }

    // MARK: values

    mutating func pick<Element>(_ all: [Element]) -> Element {
        all[Int.random(in: all.indices, using: &random)]
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func text() -> String {
        pick([
            "", "x", "it''s", "50%", "a\"b", "Größe 数", "two\nlines", "-- no comment", "e\u{301}",
            "é",
        ])
    }

    mutating func fresh() -> String {
        made += 1
        return pick(["fuzz", "\"Odd fuzz.%", "\"Äß "]) + "\(made)"
    }

    /// A new name, quoted where it begins with a quote.
    mutating func freshName() -> String {
        let name = fresh()
        return name.hasPrefix("\"") ? name + "\"" : name
    }

    mutating func any(_ kind: String) -> String {
        targets[kind]?.randomElement(using: &random)?.name ?? "nothing"
    }

    mutating func role() -> String { any("role") }

    mutating func grantee() -> String { pick([role(), role(), "public"]) }

    mutating func comment() -> String { pick(["'\(text())'", "'\(text())'", "null"]) }

    mutating func literal(_ type: String) -> String {
        switch type {
        case "integer", "bigint", "smallint", "numeric", "double precision": "\(number(-3...99))"
        case "boolean": pick(["true", "false"])
        case "date": pick(["'2024-02-29'", "current_date"])
        case "timestamp with time zone": pick(["now()", "'2024-02-29 12:00:00+00'"])
        case "jsonb": "'{}'"
        default: "'\(text())'"
        }
    }

    mutating func type() -> String {
        pick([
            "integer", "bigint", "text", "numeric(10,2)", "character varying(30)", "boolean",
            "date", "jsonb",
            "timestamp with time zone", "integer[]", "text collate \"C\"", "app.mood", "app.email",
        ])
    }

    mutating func condition(_ column: String, _ type: String) -> String {
        pick([
            "\(column) is not null", "\(column) = \(literal(type))",
            "not (\(column) > \(literal(type)))",
            "\(column)::text <> '\(text())' or \(column) is null",
            "case when \(column) = \(literal(type)) then true else length(\(column)::text) < \(number(1...99)) end",
            "\(column) in (\(literal(type)), \(literal(type)))",
            "(\(column)::text || 'x') like '%\(text())'",
        ])
    }

    /// A column of a table, as its name and type; a name that is none where it has none.
    mutating func column(of table: String) -> (name: String, type: String) {
        let columns = (targets["column"] ?? []).filter { $0.table == table }
        let column = columns.randomElement(using: &random)
        return (column?.name ?? "nothing", column?.detail ?? "text")
    }

    mutating func privilege(_ all: [String]) -> String { pick(all + ["all"]) }

    mutating func grant(_ privileges: [String], on object: String) -> String {
        let option = pick(["", "", " with grant option"])
        switch number(0...2) {
        case 0: return "revoke \(privilege(privileges)) on \(object) from \(grantee())"
        case 1: return "grant \(privilege(privileges)) on \(object) to \(grantee())"
        default: return "grant \(privilege(privileges)) on \(object) to \(role())\(option)"
        }
    }

    func targetNames(_ kind: String) -> [String] { (targets[kind] ?? []).map(\.name) }

    var databaseName: String { database }
}
