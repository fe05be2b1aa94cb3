import Findings
import Migrations
import Testing

@Suite struct FolderFindingTests {
    @Test func folderNamedLikeAFileIsAnError() throws {
        let sample = try SampleFolder(names: "1_a.sql", "2_x.sql/")
        let finding = try #require(try sample.read().finding("folder-named-sql"))
        #expect(finding.severity == .error)
        #expect(sample.relative(finding.location?.file) == "2_x.sql")
        let alone = try SampleFolder(names: "1_x.sql/")
        #expect(try alone.read().rules == ["folder-named-sql"])
    }

    @Test func linksAreFollowedAndBrokenOnesNamed() throws {
        let sample = try SampleFolder(names: "real/a.sql", "m/2_b.sql")
        try sample.link("m/1_a.sql", to: "../real/a.sql")
        try sample.link("m/3_gone.sql", to: "nowhere.sql")
        try sample.link("m/4_loop.sql", to: "4_loop.sql")
        let folder = try sample.read("m")
        #expect(folder.migrations.map(\.id.version) == ["1", "2"])
        #expect(folder.finding("symlink-dangling")?.severity == .error)
        #expect(folder.finding("symlink-loop")?.severity == .error)
    }

    @Test func namesThatDifferOnlyInCase() throws {
        let sample = try SampleFolder(names: "1_a.sql", "1_A.sql")
        let folder = try sample.read(as: .numbered)
        #expect(folder.rules.contains("names-differ-by-case"))
        #expect(folder.finding("duplicate-version")?.severity == .warning)
    }

    @Test func knownStrangersAreSilentAndOthersNamed() throws {
        let sample = try SampleFolder(
            names: "1_a.sql", "README.md", "atlas.hcl", "Dockerfile", ".DS_Store", "1_a.sql~",
            "1_a.sql.swp", "#1_a.sql#", "current.sql", ".hidden.sql", "1_a.sql.orig", ".gitkeep",
            "notes.pdf", "loose.sql")
        let folder = try sample.read(as: .numbered)
        #expect(folder.migrations.count == 1)
        #expect(folder.rules == ["unrecognized-sql-file", "not-a-migration", "down-missing"])
        let stranger = try #require(folder.finding("not-a-migration"))
        #expect(sample.relative(stranger.location?.file) == "notes.pdf")
    }

    @Test func subfoldersWithScriptsAreNamed() throws {
        let sample = try SampleFolder(names: "1_a.sql", "old/2_b.sql", "pictures/x.gif")
        let folder = try sample.read()
        #expect(folder.finding("subfolder-not-read")?.severity == .warning)
        #expect(sample.relative(folder.finding("not-a-migration")?.location?.file) == "pictures/")
    }

    @Test func programsAreNamedGaps() throws {
        let sample = try SampleFolder(
            names: "1_a.sql", "2_b.go", "2_b_test.go", "3_c.py", "4_d.sql", "embed.go")
        let folder = try sample.read(as: .numbered)
        #expect(folder.migrations.map(\.kind) == [.versioned, .code, .code, .versioned])
        let finding = try #require(folder.finding("code-migration"))
        #expect(finding.evidence.compactMap(sample.relative) == ["2_b.go", "3_c.py"])
    }

    @Test func nameThatIsNotUTF8() throws {
        let sample = try SampleFolder(names: "1_a.sql")
        try sample.writeRawName([0x32, 0x5F, 0xFF, 0x2E, 0x73, 0x71, 0x6C])
        #expect(try sample.read().finding("file-name-not-utf8")?.severity == .error)
    }

    @Test func pipeNamedLikeAFile() throws {
        let sample = try SampleFolder(names: "1_a.sql")
        try sample.makePipe("2_b.sql")
        #expect(try sample.read().finding("not-a-file")?.severity == .error)
    }

    @Test func timeGrowsWithTheNumberOfFiles() throws {
        func sample(files: Int) throws -> SampleFolder {
            let sample = try SampleFolder()
            for number in 1000..<1000 + files {
                try sample.write("sql/\(number)_migration_number_\(number).sql", "")
                try sample.write("down/\(number)_migration_number_\(number)_down.sql", "")
            }
            return sample
        }
        let clock = ContinuousClock()
        func time(_ sample: SampleFolder, files: Int) throws -> Duration {
            let start = clock.now
            #expect(try sample.read("sql", down: "down").migrations.count == files)
            return clock.now - start
        }
        let (small, large) = (try sample(files: 125), try sample(files: 1000))
        var (few, many) = (Duration.seconds(60), Duration.seconds(60))
        // In turn, so that a busy machine is busy for both.
        for _ in 0..<15 {
            few = min(few, try time(small, files: 125))
            many = min(many, try time(large, files: 1000))
        }
        // What compares each file with each other takes 64 times as long.
        #expect(many < few * 32, "\(few) for 125 files, \(many) for 1000")
    }
}
