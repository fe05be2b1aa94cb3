import Findings
import Migrations
import Testing

@Suite struct SqitchLayoutTests {
    private static let planner = "2024-01-01T00:00:00Z Ann Example <ann@example.org>"

    @Test func planOrderRequirementsTagsAndReworks() throws {
        let plan = """
            %syntax-version=1.0.0
            %project=flipr
            %uri=https://example.org/

            # the beginning
            appschema \(Self.planner) # Adds the schema.
            users [appschema] \(Self.planner)
            tables/flips [users !old other:thing] \(Self.planner)
            @v1.0 \(Self.planner) # Tag it.

            users [users@v1.0 tables/flips] \(Self.planner) # Reworked.
            @v1.1 \(Self.planner)
            @v1.2 \(Self.planner)
            users [users@v1.1] \(Self.planner)
            + zz \(Self.planner)
            """
        var files: [String] = ["deploy/unplanned.sql"]
        for name in ["appschema", "users@v1.0", "tables/flips", "users@v1.2", "users", "zz"] {
            files += ["deploy/\(name).sql", "verify/\(name).sql"]
            if name != "zz" { files.append("revert/\(name).sql") }
        }
        let sample = try SampleFolder(["sqitch.plan": plan])
        for file in files { try sample.write(file, "") }
        let folder = try sample.read()
        #expect(folder.layout == .sqitch)
        #expect(
            sample.pairs(folder) == [
                "appschema deploy/appschema.sql revert/appschema.sql",
                "users deploy/users@v1.0.sql revert/users@v1.0.sql",
                "tables/flips deploy/tables/flips.sql revert/tables/flips.sql",
                "users#2 deploy/users@v1.2.sql revert/users@v1.2.sql",
                "users#3 deploy/users.sql revert/users.sql",
                "zz deploy/zz.sql -",
            ])
        #expect(folder.migrations.map(\.tags) == [[], [], ["v1.0"], ["v1.1", "v1.2"], [], []])
        #expect(folder.migrations.allSatisfy { $0.verify != nil })
        #expect(folder.rules == ["not-in-plan", "down-missing"])
    }

    @Test func configurationMovesEverything() throws {
        let sample = try SampleFolder([
            "sqitch.conf": """
            [core]
            \tengine = pg
            \ttop_dir = db # here
            \t; a comment
            [engine "pg"]
            \tdeploy_dir = "db/up"
            \textension = ddl
            """,
            "db/sqitch.plan": "%project=x\n\na \(Self.planner)\n", "db/up/a.ddl": "",
            "db/revert/a.ddl": "",
        ])
        #expect(sample.pairs(try sample.read()) == ["a db/up/a.ddl db/revert/a.ddl"])
    }

    @Test func missingScriptsAndRequirementsAreErrorsWithTheirLine() throws {
        let plan = "%project=x\n\na [b] \(Self.planner)\nb \(Self.planner)\n"
        let sample = try SampleFolder(["sqitch.plan": plan, "deploy/a.sql": "", "revert/a.sql": ""])
        let folder = try sample.read()
        #expect(folder.finding("dependency-missing")?.location?.line == 3)
        let missing = try #require(folder.finding("no-up-file"))
        #expect(missing.severity == .error)
        #expect(missing.location?.line == 4)
    }

    @Test(arguments: [
        ("a\n", 1), ("a \(Self.planner)\na \(Self.planner)\n", 2), ("@v1 \(Self.planner)\n", 1),
        ("a [b \(Self.planner)\n", 1), ("a@b \(Self.planner)\n", 1), ("- a \(Self.planner)\n", 1),
    ])
    func malformedPlansNameTheLine(plan: String, line: Int) throws {
        let sample = try SampleFolder(["sqitch.plan": "%project=x\n\n" + plan])
        do {
            _ = try sample.read()
            Issue.record("read")
        } catch let error as FolderError {
            #expect(error.code == .malformed)
            #expect(error.location.line == line + 2)
        }
    }

    @Test func planMissing() throws {
        let sample = try SampleFolder(["sqitch.conf": "[core]\nplan_file = p\n"])
        #expect(throws: FolderError.self) { try sample.read() }
    }
}
