import JSONText
import PostgresSession
import Reports
import Testing
import TidemarkTesting

/// `--format json`: one value per command, with the keys of docs/json.md and no others.
@Suite(.database) struct JSONTests {
    /// Commands that succeed and fail, by the name of their section in docs/json.md.
    private static let lines: [(command: String, lines: [String])] = [
        ("init", ["init", "init"]),
        ("new", ["new c", "new d --layout atlas"]),
        ("status", ["status", "status --check", "status --dir nowhere"]),
        (
            "plan",
            [
                "plan", "plan --down", "plan --execute", "plan --execute --dir bad", "plan --to 99",
                "plan --sql -",
            ]
        ),
        (
            "lint",
            [
                "lint bad/02_worse.sql", "lint --since 00", "lint --rules",
                "lint --explain ban-drop-table", "lint --rule nope",
            ]
        ),
        ("up", ["up", "up", "up --dir bad", "up --dir bad --lock-wait x", "up --nope"]),
        ("snapshot", ["snapshot other", "snapshot"]),
        ("drift", ["drift --against other", "drift --against nothing"]),
        (
            "diff",
            [
                "diff migrations:sql migrations:sql@00 --sql --with-data 2",
                "diff migrations:sql migrations:named --missing-roles ignore", "diff live",
                "diff git:nothing",
            ]
        ),
        ("rls matrix", ["rls matrix", "rls matrix migrations:sql --table nope"]),
        ("reconcile", ["reconcile --against other", "reconcile --against nothing"]),
        ("check", ["check", "check --snapshots nowhere --dir bad"]),
        ("verify", ["verify", "verify --dir sq --db \"$SQITCH\""]),
        ("prove", ["prove --dir later"]),
        ("plan", ["plan --down --execute --all"]),
        ("redo", ["redo --allow data-loss"]),
        ("history", ["history", "history 00", "history 00 --show-up --show-down", "history 99"]),
        ("doctor", ["doctor", "doctor --db hozt=1", "doctor --db host=127.0.0.1\\ port=1"]),
        ("repair", ["repair --mark-reverted 01 --note why", "repair --mark-applied 01"]),
        ("down", ["down --all", "down --all --allow data-loss"]),
        ("baseline", ["baseline 01"]),
        (
            "prove",
            [
                "prove 00 01 --from migrations",
                "prove --dir lost --from migrations --with-data 2",
                "prove --dir bad --from migrations",
            ]
        ),
        ("completions", ["completions bash"]),
        ("man", ["man"]),
        ("demo", ["demo"]),
    ]

    @Test func everyCommandPrintsOneValueWithTheDocumentedKeys() async throws {
        let files = [
            "bad/00_people.sql": twoMigrations["sql/00_people.sql"] ?? "",
            "bad/01_email.sql": twoMigrations["sql/01_email.sql"] ?? "",
            "bad/02_worse.sql": "create table w ();\ncreate index on people (name);\nselect 1/0;\n",
            "named/00_a.sql": "create role json_a; create table a (); grant select on a to json_a;",
            "lost/00_a.sql":
                "create table a (n int, m int check (m * m = 12345679 and m is not null));",
            "lost/01_b.sql": "create table b (n int, m int);",
            "lost/02_c.sql": "alter table b drop column m;",
            "lost/02_c.down.sql": "alter table b add column m int;",
            "later/00_people.sql": twoMigrations["sql/00_people.sql"] ?? "",
            "later/01_email.sql": twoMigrations["sql/01_email.sql"] ?? "",
            "later/02_more.sql": "alter table people add more integer;\n",
            "sq/sqitch.plan":
                "%project=p\n\none 2024-01-01T00:00:00Z Ann <ann@example.org>\n",
            "sq/deploy/one.sql": "create table one ();\n",
            "sq/verify/one.sql": "select from one;\n",
        ]
        // A Sqitch project has a database of its own.
        let name = "\(TestDatabase.current.name)_sqitch"
        try await TestDatabase.current.execute("create database \(name)")
        let sqitch = TestDatabase.current.connection.setting("dbname", to: name).textWithSecrets
        let shell = try Shell(twoMigrations.merging(files) { old, _ in old }, database: .current)
        let documented = try DocumentedKeys(file: "\(Shell.root)/docs/json.md")
        var printed: [String: Set<String>] = [:]
        #expect(try await shell.bash("tidemark up --dir sq --db '\(sqitch)'").code == 0)
        for (command, lines) in Self.lines {
            var seen: Set<String> = []
            for line in lines {
                if line.contains("--all") {
                    // Something for it to destroy.
                    try await TestDatabase.current.execute(
                        "insert into people (id) values (1) on conflict do nothing")
                }
                if ["drift", "check"].contains(command) {
                    // Something to find, of which history knows who made it, and something else.
                    try await TestDatabase.current.execute(
                        """
                        alter table people add column if not exists stray integer;
                        alter table people set (fillfactor = 90);
                        """)
                }
                let ended = try await shell.bash(
                    "tidemark --format json \(line)", extra: ["SQITCH": sqitch])
                let value = try ended.json()
                #expect(ended.out.hasSuffix("}\n"), ended.said)
                #expect(value["schemaVersion"]?.integer == 1)
                #expect(value["command"]?.string == command, ended.said)
                #expect(value["exitCode"]?.integer == Int(ended.code), ended.said)
                #expect(value["ok"]?.bool == (ended.code == 0), ended.said)
                collect(value, "", into: &seen)
                if ["drift", "check"].contains(command) {
                    try await TestDatabase.current.execute(
                        "alter table people drop column stray, reset (fillfactor)")
                }
            }
            let known = documented.keys(of: command)
            #expect(seen.subtracting(known) == [], "\(command): these are not in docs/json.md")
            printed[command, default: []].formUnion(seen)
        }
        try await TestDatabase.current.execute("drop database \(name) with (force)")
        for section in documented.sections {
            let seen = section.commands.reduce(into: Set<String>()) {
                $0.formUnion(printed[$1] ?? [])
            }
            #expect(
                section.keys.subtracting(seen) == [],
                "\(section.commands): these are in docs/json.md and were not printed")
        }
    }

    @Test(arguments: ["upp", "", "up --nope", "help upp", "--color purple up"])
    func usageErrorsAreOneValueToo(_ line: String) async throws {
        let ended = try await Shell().bash("tidemark --format json \(line)")
        #expect(ended.code == 64, ended.said)
        let value = try ended.json()
        #expect(value["failure"]?["code"]?.string == "usage", ended.said)
        #expect(value["failure"]?["findings"]?[0]?["remedy"]?.string?.contains("tidemark") == true)
        #expect(ended.err.isEmpty, ended.said)
    }

    @Test func aFailureNamesPlaceStateAndNextCommand() async throws {
        let shell = try Shell(["sql/00_a.sql": "select 1;\nselect 1/0;\n"], database: .current)
        let ended = try await shell.tidemark("up", "--format", "json")
        #expect(ended.code == 1)
        let failure = try #require(try ended.json()["failure"])
        #expect(failure["code"]?.string == "failed")
        #expect(failure["version"]?.string == "00")
        #expect(failure["statement"]?["file"]?.string == "sql/00_a.sql")
        #expect(failure["statement"]?["line"]?.integer == 2)
        #expect(failure["server"]?["sqlstate"]?.string == "22012")
        #expect(failure["databaseState"]?.string?.isEmpty == false)
        #expect(failure["next"]?.string?.contains("tidemark up") == true)
    }

    @Test func whoIsInTheWayOfALock() async throws {
        let shell = try Shell(twoMigrations, database: .current)
        #expect(try await shell.tidemark("up", "1").code == 0)
        let other = try await TestDatabase.current.connect(applicationName: "report")
        try await other.execute("begin; lock table people in share mode")
        let ended = try await shell.bash(
            "tidemark up --format json --lock-timeout 50ms --lock-attempts 1")
        #expect(ended.code == 75, ended.said)
        let failure = try #require(try ended.json()["failure"])
        let holder = try #require(failure["lockHolders"]?[0])
        #expect(holder["process"]?.integer == Int(other.backendPID))
        #expect(holder["application"]?.string == "report")
        #expect(holder["schema"]?.string == "public")
        #expect(holder["relation"]?.string == "people")
        #expect(holder["mode"]?.string == "ShareLock")
        #expect(holder["transactionMilliseconds"]?.integer != nil)
        var printed: Set<String> = []
        collect(holder, "failure.lockHolders[]", into: &printed)
        let documented = try DocumentedKeys(file: "\(Shell.root)/docs/json.md").keys(of: "up")
        #expect(printed == documented.filter { $0.hasPrefix("failure.lockHolders[].") })
        await other.close()
    }

    /// Adds `a`, `a.b`, `a[].b` for every key, as docs/json.md writes them.
    private func collect(_ value: JSONValue, _ path: String, into seen: inout Set<String>) {
        switch value {
        case .object(let object):
            for member in object.members {
                let inner = path.isEmpty ? member.key : "\(path).\(member.key)"
                seen.insert(inner)
                collect(member.value, inner, into: &seen)
            }
        case .array(let elements):
            for element in elements { collect(element, path + "[]", into: &seen) }
        default: break
        }
    }
}

/// The keys in the tables of docs/json.md, under headings that name commands.
private struct DocumentedKeys {
    struct Section {
        let commands: [String]
        var keys: Set<String> = []
    }

    private(set) var sections: [Section] = []
    /// Those that every command has.
    private var common: Set<String> = []
    /// Those of what a statement was seen to do.
    private var facts: Set<String> = []

    init(file: String) throws {
        var isCommon = false
        var isFacts = false
        for line in try readFile(file).split(separator: "\n") {
            if line.hasPrefix("#") {
                isCommon = line == "## Envelope" || line == "## Failure"
                isFacts = line == "## Facts"
                let names = line.matches(of: #/`([a-z]+(?: [a-z]+)?)`/#).map { String($0.output.1) }
                if !names.isEmpty { sections.append(Section(commands: names)) }
            } else if line.hasPrefix("| `") {
                let cell = line.split(separator: "|")[0]
                let keys = cell.matches(of: #/`([A-Za-z.\[\]]+)`/#).map { String($0.output.1) }
                if isCommon {
                    common.formUnion(keys)
                } else if isFacts {
                    facts.formUnion(keys)
                } else if !sections.isEmpty {
                    sections[sections.count - 1].keys.formUnion(keys)
                }
            }
        }
    }

    /// Every key that a command may print.
    func keys(of command: String) -> Set<String> {
        sections.filter { $0.commands.contains(command) }.map(\.keys)
            .reduce(into: common) { $0.formUnion($1) }
            .reduce(into: []) {
                $0.formUnion(Self.expanded($1) + drift(under: $1) + facts(under: $1))
            }
    }

    private func facts(under key: String) -> [String] {
        key.hasSuffix("facts") ? facts.map { "\(key).\($0)" } : []
    }

    /// `drift` stands for the keys of the command.
    private func drift(under key: String) -> [String] {
        guard key == "drift" else { return [] }
        return sections.filter { $0.commands.contains(key) }.flatMap(\.keys)
            .flatMap(Self.expanded).map { "drift.\($0)" }
    }

    /// A list of findings or of differences, or a failure, stands for the keys of their own sections.
    private static func expanded(_ key: String) -> [String] {
        let difference = [
            "kind", "object", "partKind", "part", "property", "direction", "severity", "expected",
            "actual", "file", "line", "origin", "origin.made", "origin.version", "origin.name",
            "origin.file", "origin.line", "origin.statement", "origin.text",
        ]
        if key.hasSuffix("differences") || key.hasSuffix("ignored") {
            return [key] + difference.map { "\(key)[].\($0)" }
        }
        if key.hasSuffix("notCompared") {
            return [key] + ["what", "count", "reason"].map { "\(key)[].\($0)" }
        }
        if key.hasSuffix("severities") {
            let severities = ["security", "breaking", "data", "cosmetic"]
            return [key] + severities.map { "\(key).\($0)" }
        }
        let finding = [
            "rule", "severity", "message", "file", "line", "column", "evidence", "remedy",
        ]
        if key.hasSuffix("findings") { return [key] + finding.map { "\(key)[].\($0)" } }
        if key.hasSuffix("].holders") { return [key] + holder.map { "\(key)[].\($0)" } }
        guard key.hasSuffix("failure") else { return [key] }
        let members = ["code", "version", "name", "databaseState", "next"].map { "\(key).\($0)" }
        let statement = ["file", "number", "line", "text"].map { "\(key).statement.\($0)" }
        let server = ["sqlstate", "message", "detail", "hint", "context"].map {
            "\(key).server.\($0)"
        }
        return [key] + members + ["\(key).statement"] + statement + ["\(key).server"] + server
            + ["\(key).lockHolders"] + holder.map { "\(key).lockHolders[].\($0)" }
            + expanded("\(key).findings")
    }

    private static let holder = [
        "process", "preparedTransaction", "user", "application", "backendType", "state",
        "transactionMilliseconds", "query", "lockType", "schema", "relation", "mode", "isWaiting",
        "waitsFor",
    ]
}
