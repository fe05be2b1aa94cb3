import Findings
import Migrations
import SQLText
import Testing

@Suite struct SectionLayoutTests {
    /// The text of a script's section.
    private func text(_ script: Script?, in file: String) -> String? {
        guard let script, case .section(let start, let end) = script.source else { return nil }
        return String(decoding: Array(file.utf8)[start.offset..<end], as: UTF8.self)
    }

    private func read(
        _ text: String, as layout: Layout? = nil
    ) throws -> (folder: Folder, up: String?, down: String?) {
        let sample = try SampleFolder(["20240101000000_x.sql": text])
        let folder = try sample.read(as: layout)
        let migration = folder.migrations.first
        return (folder, self.text(migration?.up, in: text), self.text(migration?.down, in: text))
    }

    // MARK: - dbmate

    @Test func dbmateSectionsAndOptions() throws {
        let file = """
            -- migrate:up transaction:false
            create index concurrently i on t (a);

            -- migrate:down
            drop index i;

            """
        let (folder, up, down) = try read(file)
        #expect(folder.layout == .dbmate)
        #expect(folder.detectedBecause.contains("-- migrate:up transaction:false"))
        #expect(up?.hasPrefix("-- migrate:up transaction:false\ncreate index") == true)
        #expect(up?.hasSuffix("(a);\n\n") == true)
        #expect(down == "-- migrate:down\ndrop index i;\n")
        #expect(folder.migrations.first?.up?.transactionMode == .none(reason: "transaction:false"))
        #expect(folder.migrations.first?.down?.transactionMode == .automatic)
        #expect(folder.findings.isEmpty)
    }

    @Test func secondUpBelongsToTheDownAsInDbmate() throws {
        let file = """
            -- migrate:up

            -- migrate:down

            -- migrate:up
            alter table t add a int;
            """
        let (folder, up, down) = try read(file)
        #expect(up == "-- migrate:up\n\n")
        #expect(down?.contains("alter table") == true)
        let finding = try #require(folder.finding("marker-repeated"))
        #expect(finding.location?.line == 5)
        #expect(finding.severity == .warning)
    }

    @Test func twoPairsInOneFileAreOneUpAndADownOfTheRest() throws {
        let file = """
            -- migrate:up
            select 1;
            -- migrate:down
            select 2;
            -- migrate:up
            select 3;
            -- migrate:down
            select 4;
            """
        let (folder, up, down) = try read(file)
        #expect(up == "-- migrate:up\nselect 1;\n")
        #expect(down?.hasSuffix("select 4;") == true)
        #expect(folder.finding("several-sections")?.severity == .warning)
    }

    @Test func downMayComeFirst() throws {
        let (_, up, down) = try read("-- migrate:down\nselect 1;\n-- migrate:up\nselect 2;\n")
        #expect(down == "-- migrate:down\nselect 1;\n")
        #expect(up == "-- migrate:up\nselect 2;\n")
    }

    @Test func markersInsideOtherThingsAreText() throws {
        let file = """
            -- migrate:up
            select '
            -- migrate:down
            ';
            do $$ begin
            -- migrate:down
            end $$;
            /*
            -- migrate:down
            */
            copy t from stdin;
            -- migrate:down
            \\.
              -- migrate:down (indented: dbmate wants the first column)
            select 1 -- migrate:down
            -- migrate:down
            drop table t;
            """
        let (folder, up, down) = try read(file)
        #expect(up?.hasSuffix("select 1 -- migrate:down\n") == true)
        #expect(down == "-- migrate:down\ndrop table t;")
        #expect(folder.findings.isEmpty)
        guard case .section(let start, _)? = folder.migrations.first?.down?.source else {
            Issue.record("no section")
            return
        }
        #expect(start.line == 16)
        #expect(start.column == 1)
    }

    @Test func sectionAfterAnUnfinishedStatementIsReadAfresh() throws {
        let file = """
            -- migrate:up
            create table t (a text
            -- migrate:down
            copy t from stdin;
            it's
            \\.
            drop table t;
            """
        let (folder, up, down) = try read(file)
        #expect(up == "-- migrate:up\ncreate table t (a text\n")
        #expect(down?.hasPrefix("-- migrate:down\ncopy t") == true)
        #expect(folder.findings.isEmpty)
    }

    @Test func windowsLineEndsAndByteOrderMark() throws {
        let file = "\u{FEFF}-- migrate:up\r\nselect 1;\r\n-- migrate:down\r\nselect 2;\r\n"
        let (folder, up, down) = try read(file)
        #expect(folder.layout == .dbmate)
        #expect(up == "-- migrate:up\r\nselect 1;\r\n")
        #expect(down == "-- migrate:down\r\nselect 2;\r\n")
    }

    @Test func dbmateFaults() throws {
        let early = try read("select 1;\n-- migrate:up\nselect 2;", as: .dbmate).folder
        #expect(early.finding("statement-before-marker")?.location?.line == 1)
        let unfinished = try read("select 1\n-- migrate:up\nselect 2;", as: .dbmate).folder
        #expect(unfinished.rules.contains("statement-before-marker"))
        #expect(try read("select 1;", as: .dbmate).folder.rules == ["marker-missing"])
        let open = try read("-- migrate:up\nselect 'x;\n-- migrate:down\n", as: .dbmate).folder
        #expect(open.finding("unterminated-string")?.location?.line == 2)
        let idle = try read("-- migrate:up\nselect 1;\n-- migrate:down\n-- nothing\n").folder
        #expect(idle.rules == ["down-empty"])
        #expect(try read("-- migrate:up\nselect 1;\n").folder.rules == ["down-missing"])
    }

    @Test func dbmateNames() throws {
        let text = "-- migrate:up\n-- migrate:down\n"
        let sample = try SampleFolder([
            "20230806114756_lookup copy.sql": text, "20230101x.sql": text, "9.sql": text,
        ])
        let folder = try sample.read()
        #expect(
            folder.migrations.map(\.id) == [
                MigrationID(version: "9", name: ""), MigrationID(version: "20230101", name: "x"),
                MigrationID(version: "20230806114756", name: "lookup copy"),
            ])
    }

    // MARK: - goose

    @Test func gooseSectionsInAnyCase() throws {
        let file = """
            -- +GOOSE up
            -- +goose StatementBegin
            create function f() returns int language plpgsql as $$ begin
            -- +goose Down
            return 1; end $$;
            -- +goose StatementEnd
            -- +goose down
            drop function f();
            -- +goose no transaction
            """
        let (folder, up, down) = try read(file)
        #expect(folder.layout == .goose)
        #expect(up?.hasSuffix("StatementEnd\n") == true)
        #expect(down?.hasPrefix("-- +goose down\ndrop function") == true)
        let mode = Script.TransactionMode.none(reason: "-- +goose NO TRANSACTION")
        #expect(folder.migrations.first?.up?.transactionMode == mode)
        #expect(folder.migrations.first?.down?.transactionMode == mode)
        #expect(folder.findings.isEmpty)
    }

    @Test func gooseFaults() throws {
        func rules(_ text: String) throws -> [String] { try read(text, as: .goose).folder.rules }
        #expect(try rules("select 1;") == ["statement-before-marker", "marker-missing"])
        #expect(
            try rules("-- +goose Up\n-- +goose Up\n-- +goose Down") == [
                "marker-repeated", "down-empty",
            ])
        #expect(
            try rules("-- +goose Up\n-- +goose Upp\n-- +goose Down\nselect 1;") == [
                "goose-annotation-unknown"
            ])
        #expect(
            try rules("-- +goose Up\n  -- +goose Down\nselect 1;") == [
                "goose-annotation-indented", "down-missing",
            ])
        #expect(
            try rules("-- +goose Up\n-- +goose StatementBegin\nselect 1;\n-- +goose Down")
                .contains("goose-statement-end"))
    }

    @Test func gooseStatementWithoutSemicolonIsAFaultOnlyWhenAnotherFollows() throws {
        let last = """
            -- +goose Up
            -- +goose StatementBegin
            select 1
            -- +goose StatementEnd
            -- +goose Down
            -- +goose StatementBegin
            select 2
            -- +goose StatementEnd
            """
        #expect(try read(last).folder.findings.isEmpty)
        let followed = last + "\nselect 3;"
        let finding = try #require(
            try read(followed).folder.finding("statement-without-semicolon"))
        #expect(finding.location?.line == 8)
    }

    @Test func gooseProgramsAreGapsAndTestsAreNot() throws {
        let sample = try SampleFolder([
            "00001_a.sql": "-- +goose Up\nselect 1;\n-- +goose Down\nselect 1;\n",
            "00002_b.go": "package migrations", "00002_b_test.go": "package migrations",
            "00010_c.sql": "-- +goose Up\nselect 1;\n-- +goose Down\nselect 1;\n",
        ])
        let folder = try sample.read()
        #expect(folder.layout == .goose)
        #expect(folder.migrations.map(\.kind) == [.versioned, .code, .versioned])
        #expect(folder.rules == ["code-migration"])
    }
}
