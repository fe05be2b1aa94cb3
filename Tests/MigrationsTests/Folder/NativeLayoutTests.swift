import Findings
import Migrations
import Testing

@Suite struct NativeLayoutTests {
    @Test func workspaceOfTheProjectItself() throws {
        let sample = try SampleFolder(names: "sql/00_task_bus.sql", "down/00_task_bus_down.sql")
        let folder = try sample.read("sql", down: "down")
        #expect(folder.layout == .native)
        #expect(
            sample.pairs(folder) == [
                "00_task_bus sql/00_task_bus.sql down/00_task_bus_down.sql"
            ])
        #expect(folder.findings.isEmpty)
        #expect(folder.downRoot == "\(sample.path)/down")
        #expect(folder.detectedBecause.contains("00_task_bus_down.sql"))
    }

    @Test func downFolderIsFoundWithoutBeingNamed() throws {
        let sample = try SampleFolder(names: "sql/1_a.sql", "down/1_a.sql")
        #expect(sample.pairs(try sample.read("sql")) == ["1_a sql/1_a.sql down/1_a.sql"])
        let inside = try SampleFolder(names: "1_a.sql", "down/1_a.down.sql")
        #expect(inside.pairs(try inside.read()) == ["1_a 1_a.sql down/1_a.down.sql"])
    }

    @Test func everySpellingOfADownIsPaired() throws {
        let sample = try SampleFolder(
            names: "sql/01_a.sql", "sql/02_b.sql", "sql/02_b.down.sql", "sql/03_c.sql",
            "sql/04_d.sql", "sql/10_bring_down.sql", "down/01_a_down.sql", "down/03_c.down.sql",
            "down/04_d.sql", "down/10_bring_down.sql")
        let folder = try sample.read("sql", down: "down")
        #expect(
            sample.pairs(folder) == [
                "01_a sql/01_a.sql down/01_a_down.sql",
                "02_b sql/02_b.sql sql/02_b.down.sql",
                "03_c sql/03_c.sql down/03_c.down.sql",
                "04_d sql/04_d.sql down/04_d.sql",
                "10_bring_down sql/10_bring_down.sql down/10_bring_down.sql",
            ])
        #expect(folder.rules == ["version-gap"])
        #expect(folder.finding("version-gap")?.message == "numbers are left out: 5–9")
    }

    @Test func orderIsNumericWhateverTheZeros() throws {
        let sample = try SampleFolder(
            names: "10_c.sql", "2_b.sql", "001_a.sql", "20150100000001000000_d.sql")
        let folder = try sample.read()
        #expect(folder.migrations.map(\.id.version) == ["001", "2", "10", "20150100000001000000"])
        #expect(folder.finding("down-missing")?.message == "none of 4 migrations has a DOWN")
    }

    @Test func duplicatesAreAnErrorThatNamesBothFiles() throws {
        let sample = try SampleFolder(names: "1_a.sql", "01_b.sql", "2_c.sql")
        let finding = try #require(try sample.read(as: .native).finding("duplicate-version"))
        #expect(finding.severity == .error)
        #expect(finding.evidence.compactMap(sample.relative) == ["1_a.sql", "01_b.sql"])
    }

    @Test func downAmongTheUpsNeverRuns() throws {
        let sample = try SampleFolder(names: "01_a.sql", "01_a_down.sql")
        let folder = try sample.read(as: .native)
        #expect(sample.pairs(folder) == ["01_a 01_a.sql -"])
        let finding = try #require(folder.finding("down-beside-up"))
        #expect(finding.severity == .error)
        #expect(finding.remedy?.contains("01_a.down.sql") == true)
    }

    @Test func orphansAndOtherNamesAreReported() throws {
        let sample = try SampleFolder(
            names: "sql/01_a.sql", "sql/02_b.sql", "down/01_old_name_down.sql",
            "down/03_b_down.sql")
        let folder = try sample.read("sql", down: "down")
        #expect(folder.migrations.map { $0.down != nil } == [true, false])
        #expect(folder.finding("down-name-differs")?.severity == .warning)
        let orphan = try #require(folder.finding("down-without-up"))
        #expect(sample.relative(orphan.location?.file) == "down/03_b_down.sql")
        #expect(orphan.remedy?.contains("02_b.sql") == true)
    }

    @Test func oddNamesAreNotedAndRun() throws {
        let sample = try SampleFolder(
            names: "1_a copy.sql", "2_B.sql", "3.sql", "4_.sql", "5_v1.2.sql")
        let folder = try sample.read(as: .native)
        #expect(folder.migrations.map(\.id.name) == ["a copy", "B", "", "", "v1.2"])
        #expect(folder.finding("unusual-name")?.evidence.count == 3)
        #expect(folder.finding("empty-name")?.evidence.count == 2)
    }

    @Test func downsOfAnotherFolderAreNotTakenByNumberAlone() throws {
        let sample = try SampleFolder(
            names: "a/sql/1_x.sql", "a/sql/2_y.sql", "b/down/1_other_down.sql",
            "b/down/2_y_down.sql", "c/sql/1_z.sql", "c/sql/2_q.sql")
        let fitting = try sample.read("a/sql", down: "b/down")
        #expect(
            sample.pairs(fitting) == [
                "1_x a/sql/1_x.sql -", "2_y a/sql/2_y.sql b/down/2_y_down.sql",
            ])
        let other = try sample.read("c/sql", down: "b/down")
        #expect(other.migrations.allSatisfy { $0.down == nil })
        #expect(other.downRoot == nil)
        #expect(other.rules.contains("down-folder-unrelated"))
    }

    @Test func theDefaultNameOfTheDownFolderMeansTheNearestOne() throws {
        let sample = try SampleFolder(names: "x/sql/1_a.sql", "x/down/1_a_down.sql")
        let folder = try readFolder("\(sample.path)/x/sql", downPath: "down")
        #expect(folder.migrations.first?.down != nil)
        let missing = try sample.read("x/sql", down: "y")
        #expect(missing.rules == ["down-folder-missing"])
        #expect(missing.migrations.first?.down != nil)
        let pairs = try SampleFolder(names: "1_a.up.sql", "1_a.down.sql")
        #expect(try pairs.read(down: "y").findings.isEmpty)
    }

    @Test func aDownFolderElsewhereDoesNotMakeAFolderNative() throws {
        let sample = try SampleFolder(names: "down/1_x_down.sql", "a/b/1-x.sql", "a/b/V2__notes.md")
        #expect(try sample.read("a/b", down: "down").layout == .native)
        let other = try SampleFolder(names: "down/1_y_down.sql", "a/b/1-x.sql", "a/b/V2__notes.md")
        #expect(try other.read("a/b", down: "down").layout == .numbered)
    }
}
