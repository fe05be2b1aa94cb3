import Findings
import Migrations
import Testing

@Suite struct FlywayLayoutTests {
    @Test func versionsUndoAndRepeatables() throws {
        let sample = try SampleFolder(
            names: "V2__b.sql", "V2.1__c.sql", "V17_1__e.sql", "V10__d.sql", "V1_9__a.sql",
            "V1.10__ab.sql", "U2.0__b.sql", "U17.1__e.sql", "R__views.sql", "R__a_functions.sql",
            "V57__readme.md", "V57_1__Backfill.java", "V58__.sql")
        let folder = try sample.read()
        #expect(folder.layout == .flyway)
        #expect(
            folder.migrations.map(\.id.description) == [
                "1_9_a", "1.10_ab", "2_b", "2.1_c", "10_d", "17_1_e", "57_1_Backfill", "58",
                "a_functions", "views",
            ])
        #expect(
            folder.migrations.map(\.kind) == [
                .versioned, .versioned, .versioned, .versioned, .versioned, .versioned, .code,
                .versioned, .repeatable, .repeatable,
            ])
        #expect(sample.relative(folder.migrations[2].down?.path) == "U2.0__b.sql")
        #expect(sample.relative(folder.migrations[5].down?.path) == "U17.1__e.sql")
        #expect(folder.rules == ["code-migration", "down-missing"])
    }

    @Test func undoWithoutVersionPointsAtTheSameName() throws {
        let sample = try SampleFolder(names: "V1746546438__add_x.sql", "U1746554597__add_x.sql")
        let finding = try #require(try sample.read().finding("down-without-up"))
        #expect(finding.remedy?.contains("V1746546438__add_x.sql") == true)
    }

    @Test func settingsFoldersAndCallbacks() throws {
        let sample = try SampleFolder([
            "a/V1__x.sql": "", "a/V1__x.sql.conf": "executeInTransaction = false\n",
            "b/c/V2__y.sql": "", "b/V3__z.sql": "", "b/V3__z.sql.conf": "shouldExecute=${x}==true",
            "beforeMigrate.sql": "", "afterMigrate__grants.sql": "", "V4_bad.sql": "",
        ])
        try sample.link("b/c/again", to: "..")
        let folder = try sample.read()
        #expect(folder.layout == .flyway)
        #expect(folder.migrations.map(\.id.version) == ["1", "2", "3"])
        #expect(
            folder.migrations[0].up?.transactionMode
                == .none(
                    reason: "executeInTransaction=false in V1__x.sql.conf"))
        #expect(folder.finding("flyway-callback")?.evidence.count == 2)
        #expect(
            Set(folder.rules) == [
                "flyway-should-execute", "flyway-callback", "symlink-loop", "unrecognized-sql-file",
                "down-missing",
            ])
    }

    @Test func refineryMeansUpsByU() throws {
        let sample = try SampleFolder([
            "p/Cargo.toml": "refinery = \"0.8\"", "p/migrations/V1__a.sql": "",
            "p/migrations/U2__b.sql": "",
        ])
        let folder = try sample.read("p/migrations")
        #expect(folder.migrations.map(\.id.version) == ["1", "2"])
        #expect(folder.rules.contains("refinery-u-files"))
    }

    @Test func baselineRunsOnlyWhereWhatItStandsForIsGone() throws {
        let old = try SampleFolder(names: "V1__a.sql", "B1__a.sql", "V2__b.sql")
        #expect(try old.read().migrations.map(\.id.version) == ["1", "2"])
        #expect(try old.read().rules.contains("baseline-file"))
        let squashed = try SampleFolder(names: "B5__all.sql", "B3__some.sql", "V6__c.sql")
        #expect(try squashed.read().migrations.map(\.id.version) == ["5", "6"])
    }

    @Test func pgmigrateIsToldByItsProject() throws {
        let sample = try SampleFolder(
            names: "p/migrations.yml", "p/callbacks/afterAll.sql", "p/migrations/V0001__a.sql",
            "p/migrations/V0010__NONTRANSACTIONAL_c.sql", "p/migrations/V0002__b.sql")
        for folder in [try sample.read("p"), try sample.read("p/migrations")] {
            #expect(folder.layout == .pgmigrate)
            #expect(folder.migrations.map(\.id.version) == ["0001", "0002", "0010"])
            #expect(folder.migrations.last?.up?.transactionMode != .automatic)
            #expect(folder.rules == ["pgmigrate-callbacks", "down-missing"])
        }
    }
}
