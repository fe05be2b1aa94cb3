import PostgresSession
import Proving
import SQLText
import Subprocess
import SystemPackage
import Testing
import TidemarkTesting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The same scripts through psql and through our reader; the server must get the same statements, find
/// the same errors of syntax and hold the same rows.
///
/// With `TIDEMARK_LONG=1` there are many more scripts.
@Suite(
    "What the server receives, beside psql", .server(ReceivedStatements.settings),
    .enabled("there is a psql and the server writes JSON logs") { try await canCompare() })
struct DifferentialTests {
    private static let isLong = unsafe getenv("TIDEMARK_LONG") != nil

    @Test("generated scripts") func generated() async throws {
        let seed = unsafe getenv("TIDEMARK_SEED").flatMap { unsafe UInt64(String(cString: $0)) }
        var generator = ScriptGenerator(seed: seed ?? 1)
        try await compare((0..<(Self.isLong ? 3_000 : 200)).map { _ in generator.script() })
    }

    @Test("scripts of the installation and of this project") func collected() async throws {
        let share = try await output(of: "pg_config", ["--sharedir"]).trimmedAtEnd
        let installed = [
            "system_functions", "system_views", "information_schema", "system_constraints",
            "snowball_create",
        ]
        var scripts = installed.compactMap { try? readFile("\(share)/\($0).sql") }
        #expect(!scripts.isEmpty)
        var root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        root = "/" + root
        for path in ["sql/00_task_bus.sql", "down/00_task_bus_down.sql"] {
            scripts += (try? readFile("\(root)/\(path)")).map { [$0] } ?? []
        }
        try await compare(scripts)
    }

    @Test("a dump with data, functions, rules and odd names") func dump() async throws {
        let database = TestDatabase.current
        try await database.execute(
            #"""
            create table "t;1" (a text, "b\" int); create table empty ();
            insert into "t;1" values (e'x;\n\\.\ty', 1), (null, 2), ('$$ '' "', 3);
            create function f(a int) returns int language sql begin atomic
              select case when a > 0 then 1 else 2 end; select a; end;
            create function g() returns void language plpgsql as $_$ begin perform $$x;$$; end $_$;
            create rule r as on insert to "t;1" do also (select 1; select 2);
            comment on table "t;1" is E'it\\''s; "x"';
            """#)
        for options in [[], ["--inserts"], ["--clean", "--if-exists"]] {
            let script = try await output(of: "pg_dump", options + ["-d", database.conninfo])
            #expect(script.contains("PostgreSQL database dump complete"))
            try await compare([script], run: options.joined())
        }
    }

    // MARK: - Comparing

    private func compare(_ scripts: [String], run: String = "") async throws {
        let database = TestDatabase.current
        let folder = try TemporaryDirectory()
        try await database.execute("create table if not exists copied (a text)")
        var rows: [(psql: String?, reader: String?)] = []
        for (number, script) in scripts.enumerated() {
            try folder.write("script.sql", script)
            try await runPsql(folder.path(of: "script.sql"), as: "psql\(run) \(number)")
            let byPsql = try await takeRows()
            try await runReader(Array(script.utf8), as: "reader\(run) \(number)")
            rows.append((byPsql, try await takeRows()))
        }
        let received = try await ReceivedStatements(of: database)
        for (number, script) in scripts.enumerated() {
            let note = Testing.Comment(rawValue: "script \(number):\n\(script.prefix(3000))")
            let found = try events(Array(script.utf8)).compactMap { event -> Statement? in
                guard case .statement(let statement) = event else { return nil }
                return statement
            }
            #expect(received.statements(by: "reader\(run) \(number)") == found.map(\.text), note)
            let psql = received.statements(by: "psql\(run) \(number)")
            #expect(
                found.map { asPsqlSends($0).trimmedAtEnd }
                    == psql.compactMap { withoutSemicolon($0)?.trimmedAtEnd }, note)
            #expect(
                received.syntaxErrors(by: "reader\(run) \(number)")
                    == received.syntaxErrors(by: "psql\(run) \(number)"),
                note)
            #expect(rows[number].psql == rows[number].reader, note)
        }
    }

    private func runPsql(_ file: String, as name: String) async throws {
        let database = TestDatabase.current
        _ = try await output(
            of: "psql", ["-X", "-q", "-f", file, "-d", database.conninfo],
            environment: ["PGAPPNAME": name])
    }

    /// Sends each statement as one simple query, and goes on after an error as psql does.
    private func runReader(_ bytes: [UInt8], as name: String) async throws {
        let session = try await TestDatabase.current.connect(applicationName: name)
        var reader = ScriptReader(bytes: bytes)
        var copy: (sql: String, chunks: [[UInt8]])?
        while let event = try reader.next() {
            do {
                switch event {
                case .statement(let statement):
                    if statement.shape.copy == .fromStandardInput {
                        copy = (statement.text, [])
                    } else {
                        try await session.execute(statement.text)
                    }
                case .copyData(let chunk): copy?.chunks.append(chunk.bytes)
                case .copyEnd:
                    guard let (sql, chunks) = copy else { continue }
                    var next = 0
                    try await session.copyIn(sql) {
                        defer { next += 1 }
                        return next < chunks.count ? chunks[next] : nil
                    }
                case .comment: break
                }
            } catch let error as SessionError where error.server != nil {
                continue
            }
        }
        await session.close()
    }

    /// A digest of what COPY wrote; it is deleted.
    private func takeRows() async throws -> String? {
        let rows = try await TestDatabase.current.query(
            """
            with gone as (delete from copied returning a)
            select count(*) || ' ' || coalesce(md5(string_agg(coalesce(a, 'NULL'), '|' order by a)), '')
            from gone
            """)
        return rows.first?.first ?? nil
    }

    private func output(
        of program: String, _ arguments: [String],
        environment: [Environment.Key: String?] = [:]
    ) async throws -> String {
        let result = try await run(
            .path(FilePath(TestDatabase.current.binaries.path(of: program))),
            arguments: Arguments(arguments), environment: .inherit.updating(environment),
            output: .string(limit: 4_000_000), error: .discarded)
        return result.standardOutput
    }
}

private func canCompare() async throws -> Bool {
    let binaries = try await testBinaries()
    let found = unsafe access(binaries.path(of: "psql"), X_OK)
    return found == 0 && binaries.majorVersion >= 15
}
