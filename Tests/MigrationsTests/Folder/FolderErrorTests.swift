import Findings
import Migrations
import Testing

@Suite struct FolderErrorTests {
    private func failure(_ body: () throws -> Folder) -> FolderError? {
        do {
            _ = try body()
            return nil
        } catch { return error as? FolderError }
    }

    @Test func missingFolderNamesTheNextCommand() throws {
        let sample = try SampleFolder()
        let error = try #require(failure { try sample.read("nothing") })
        #expect(error.code == .missing)
        #expect(error.remedy.contains("tidemark new NAME"))
        #expect(error.remedy.contains("--dir"))
    }

    @Test func emptyFolder() throws {
        let sample = try SampleFolder()
        let error = try #require(failure { try sample.read() })
        #expect(error.code == .empty)
        #expect(error.remedy.contains("tidemark new NAME"))
        #expect(failure { try sample.read(as: .goose) }?.code == .empty)
    }

    @Test func folderWithoutMigrationsPointsAtTheOneWithThem() throws {
        let sample = try SampleFolder(names: "README.md", "postgres/0001_a.up.sql", "mysql/x.txt")
        let error = try #require(failure { try sample.read() })
        #expect(error.code == .empty)
        #expect(error.message.contains("README.md"))
        #expect(error.remedy.contains("--dir \(sample.path)/postgres"))
    }

    @Test func fileInsteadOfAFolder() throws {
        let sample = try SampleFolder(names: "sql")
        #expect(failure { try sample.read("sql") }?.code == .notAFolder)
    }

    @Test func linkThatLeadsToItself() throws {
        let sample = try SampleFolder()
        try sample.link("sql", to: "sql")
        #expect(failure { try sample.read("sql") }?.code == .linkLoop)
    }

    @Test func filesOfNoLayout() throws {
        let sample = try SampleFolder(names: "create.sql", "drop.sql")
        let error = try #require(failure { try sample.read() })
        #expect(error.code == .unknownLayout)
        #expect(error.remedy.contains("golang-migrate"))
        #expect(error.finding.severity == .error)
    }
}
