import JSONText
import Testing
import TidemarkTesting

/// `rls matrix`: who reaches which rows.
@Suite(.database, .serialized) struct AccessTests {
    private static let schema = [
        "sql/00_notes.sql": """
        create role reader_of_notes nologin;
        create table notes (id int primary key, owner text);
        grant select, update on notes to reader_of_notes;
        create policy own on notes for select to reader_of_notes using (owner = 'me');
        create policy every_row on notes for update to reader_of_notes using (true);
        alter table notes enable row level security;
        create table open (n int);
        grant select (n) on open to public;
        """
    ]

    @Test func tellsWhatAStatementReachesWithAndWithoutReading() async throws {
        let shell = try Shell(Self.schema)
        let ended = try await shell.tidemark(
            "rls", "matrix", "migrations:sql", "--for-role", "reader_of_notes", "--for-role",
            "PUBLIC", "--explain")
        #expect(ended.code == 0, ended.said)
        let lines = ended.out.split(separator: "\n").map {
            $0.split(separator: " ").joined(separator: " ")
        }
        #expect(lines.contains("table action reader_of_notes PUBLIC"), ended.said)
        #expect(lines.contains("public.notes select some –"), ended.said)
        #expect(lines.contains("update some/all –"), ended.said)
        #expect(lines.contains("public.open select all* all*"), ended.said)
        #expect(ended.out.contains("(owner = 'me'::text)"), ended.said)
        #expect(ended.out.contains("policies do not apply: row-level security is off"), ended.said)
    }

    @Test func optionsMayStandBeforeTheGroup() async throws {
        let shell = try Shell(Self.schema)
        let ended = try await shell.tidemark(
            "--format", "json", "--dir", "sql", "rls", "matrix", "migrations:sql")
        #expect(ended.code == 0, ended.said)
        let value = try ended.json()
        #expect(value["command"]?.string == "rls matrix")
        let cell = (value["cells"]?.array ?? []).first {
            $0["table"]?.string == "public.notes" && $0["role"]?.string == "reader_of_notes"
                && $0["action"]?.string == "update"
        }
        #expect(cell?["reach"]?.string == "all", ended.said)
        #expect(cell?["reading"]?["reach"]?.string == "some", ended.said)
        #expect(cell?["policies"]?.array?.compactMap(\.string) == ["every_row"], ended.said)
    }

    @Test(arguments: [
        ("rls matrix migrations:sql --table public.nothing", "has no table public.nothing"),
        ("rls matrix migrations:sql --for-role nobody", "names no role nobody"),
        ("rls matrx", "matrx"),
    ])
    func sayWhatIsWrongWithTheArguments(_ line: String, _ words: String) async throws {
        let ended = try await Shell(Self.schema).bash("tidemark \(line)")
        #expect(ended.code == 64, ended.said)
        #expect(ended.err.contains(words), ended.said)
        #expect(ended.out.isEmpty, ended.said)
    }

    @Test func theLiveDatabaseIsTheDefault() async throws {
        try await TestDatabase.current.execute(
            "create table only_here (n int); grant delete on only_here to public")
        let ended = try await Shell([:], database: .current).tidemark(
            "rls", "matrix", "--table", "public.only_here", "--for-role", "PUBLIC")
        #expect(ended.code == 0, ended.said)
        // Without SELECT only a DELETE that reads nothing is let through.
        #expect(ended.out.contains("delete  –/all"), ended.said)
    }
}
