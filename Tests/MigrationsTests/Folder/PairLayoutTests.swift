import Findings
import Migrations
import Testing

@Suite struct PairLayoutTests {
    @Test func golangMigratePairsInNumericOrder() throws {
        let sample = try SampleFolder(
            names: "10_c.up.sql", "10_c.down.sql", "2_b.up.sql", "2_b.down.sql", "1_a.up.sql",
            "README.md", "3_lost.down.sql", "4.up.sql", "5_plain.sql")
        let folder = try sample.read()
        #expect(folder.layout == .golangMigrate)
        #expect(
            sample.pairs(folder) == [
                "1_a 1_a.up.sql -", "2_b 2_b.up.sql 2_b.down.sql", "4 4.up.sql -",
                "10_c 10_c.up.sql 10_c.down.sql",
            ])
        #expect(folder.rules == ["unrecognized-sql-file", "down-without-up", "down-missing"])
    }

    @Test func sameVersionTwiceIsPairedByName() throws {
        let sample = try SampleFolder(
            names: "1626194317_b.up.sql", "1626194317_b.down.sql", "1626194317_a.up.sql",
            "1626194317_a.down.sql", "2_x.up.sql", "2_y.down.sql")
        let folder = try sample.read()
        #expect(
            sample.pairs(folder) == [
                "2_x 2_x.up.sql 2_y.down.sql",
                "1626194317_a 1626194317_a.up.sql 1626194317_a.down.sql",
                "1626194317_b 1626194317_b.up.sql 1626194317_b.down.sql",
            ])
        #expect(folder.finding("duplicate-version")?.severity == .warning)
        #expect(folder.finding("down-name-differs")?.severity == .note)
    }

    @Test func postgresFilesWinOverGenericOnes() throws {
        let sample = try SampleFolder(
            names: "20150100000001000000_a.up.sql", "20150100000001000000_a.down.sql",
            "20150100000001000000_a.postgres.up.sql", "20150100000001000000_a.mysql.up.sql",
            "20150100000002000000_b.autocommit.up.sql", "20150100000002000000_b.cockroach.up.sql",
            "20150100000002000000_b.down.sql", "20150100000003000000_c.sqlite3.up.sql",
            "20150100000003000000_c.sqlite3.down.sql",
            "20150100000004000000_d.postgres.autocommit.up.sql")
        let folder = try sample.read()
        #expect(
            sample.pairs(folder) == [
                "20150100000001000000_a 20150100000001000000_a.postgres.up.sql "
                    + "20150100000001000000_a.down.sql",
                "20150100000002000000_b 20150100000002000000_b.autocommit.up.sql "
                    + "20150100000002000000_b.down.sql",
                "20150100000004000000_d 20150100000004000000_d.postgres.autocommit.up.sql -",
            ])
        #expect(
            folder.migrations.map { $0.up?.transactionMode == .automatic } == [
                true, false, false,
            ])
        #expect(folder.rules == ["other-databases", "no-file-for-postgresql", "down-missing"])
    }

    @Test func programsWithADirectionAreGaps() throws {
        let sample = try SampleFolder(
            names: "1_a.up.sql", "2_b.up.go", "2_b.down.go", "3_c.up.sql",
            "3_c.down.go")
        let folder = try sample.read()
        #expect(folder.migrations.map(\.kind) == [.versioned, .code, .versioned])
        #expect(folder.rules == ["code-down", "code-migration", "down-missing"])
    }

    @Test func sqlxSwitchIsTheFirstBytesOnly() throws {
        let sample = try SampleFolder([
            "p/Cargo.toml": "[dependencies]\nsqlx = \"0.8\"",
            "p/migrations/1_a.up.sql": "-- no-transaction\ncreate index concurrently i on t (a);",
            "p/migrations/1_a.down.sql": "drop index i;",
            "p/migrations/2_b.up.sql": "\n-- no-transaction\nselect 1;",
        ])
        let folder = try sample.read("p/migrations")
        #expect(folder.layout == .sqlx)
        #expect(folder.migrations.map { $0.up?.transactionMode == .automatic } == [false, true])
        #expect(folder.migrations.first?.down?.transactionMode == .automatic)
    }

    @Test func sqlxSingleFilesAreKnownByTheSwitch() throws {
        let sample = try SampleFolder([
            "20200101000000_a.sql": "select 1;", "20200102000000_b.sql": "-- no-transaction\n",
        ])
        let folder = try sample.read()
        #expect(folder.layout == .sqlx)
        #expect(folder.detectedBecause.contains("20200102000000_b.sql"))
    }

    @Test func dieselFolders() throws {
        let sample = try SampleFolder([
            "00000000000000_diesel_initial_setup/up.sql": "", "2020-01-02-000000_b/down.sql": "",
            "00000000000000_diesel_initial_setup/down.sql": "", "2020-01-02-000000_b/up.sql": "",
            "2020-01-01-000000_a/up.sql": "", "2020-01-01-000000_a/notes.pdf": "",
            "2020-01-01-000000_a/metadata.toml": "run_in_transaction = false # index\n",
            "2020-01-03-000000_c/": "", "2020-01-04-000000_d/down.sql": "", ".gitkeep": "",
        ])
        let folder = try sample.read()
        #expect(folder.layout == .diesel)
        #expect(
            folder.migrations.map(\.id.description) == [
                "00000000000000_diesel_initial_setup", "20200101000000_a", "20200102000000_b",
            ])
        #expect(folder.migrations.map { $0.down != nil } == [true, false, true])
        #expect(folder.migrations[1].up?.transactionMode != .automatic)
        #expect(
            folder.findings.filter { $0.rule == "no-up-file" }.map(\.severity) == [
                .warning, .note,
            ])
        #expect(folder.rules.contains("unexpected-file"))
    }

    @Test func supabaseWithDownsElsewhere() throws {
        let sample = try SampleFolder(
            names: "supabase/migrations/20220101000000_init.sql", "supabase/config.toml",
            "supabase/migrations/20220102000000_b.sql", "supabase/down/20220102000000_b.sql")
        let folder = try sample.read("supabase/migrations", down: "supabase/down")
        #expect(folder.layout == .supabase)
        #expect(folder.migrations.map { $0.down != nil } == [false, true])
        #expect(folder.rules == ["down-missing"])
    }

    @Test func supabaseDangers() throws {
        let sample = try SampleFolder(
            names: "supabase/migrations/20210101000000_init.sql",
            "supabase/migrations/20220102000000_b.sql",
            "supabase/migrations/20220102000000_b.down.sql", "supabase/migrations/2_c.sql")
        let folder = try sample.read("supabase/migrations", as: .supabase)
        #expect(folder.finding("supabase-down-beside-up")?.severity == .warning)
        #expect(folder.rules.contains("supabase-version-length"))
        #expect(
            folder.migrations.map(\.id.version)
                == [
                    "2", "20210101000000", "20220102000000",
                ].sorted())
        #expect(folder.migrations.last?.down != nil)
    }

    @Test func plainNumberedFiles() throws {
        let sample = try SampleFolder([
            "0001-a.sql": "", "00010-j.sql": "", "0009-i.sql": "",
            "0002-b.sql": "-- postgres-migrations disable-transaction\nselect 1;",
        ])
        let folder = try sample.read()
        #expect(folder.layout == .numbered)
        #expect(folder.migrations.map(\.id.name) == ["a", "b", "i", "j"])
        #expect(folder.migrations[1].up?.transactionMode != .automatic)
    }
}
