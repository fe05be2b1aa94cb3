import JSONText
import PostgresSession
import Testing
import TidemarkTesting

/// `tidemark lint`: which files, what it prints, how it ends.
struct LintTests {
    private static let files = [
        "sql/00_people.sql": "create table people (id bigint primary key, name text);\n",
        "sql/01_index.sql": "create index people_name_idx\n    on people (name);\n",
        "down/01_index_down.sql": "drop index people_name_idx;\n",
    ]

    @Test func findingsHaveAPlaceACaretAndANextStep() async throws {
        let ended = try await Shell(Self.files).tidemark("lint")
        #expect(ended.code == 2, ended.said)
        #expect(
            ended.out == """
                sql/01_index.sql:2:8: error: CREATE INDEX takes ShareLock on people: writes wait until the index \
                is built [require-concurrent-index-creation]
                        on people (name);
                           ^
                    next: create index concurrently people_name_idx on people …
                2 files: 1 error

                """, ended.said)
        #expect(ended.err.isEmpty, ended.said)
    }

    @Test func nothingFoundIs0() async throws {
        let shell = try Shell(Self.files)
        for line in [
            "lint sql/00_people.sql", "lint --allow require-concurrent-index-creation",
            "lint --rule ban-drop-table", "lint --since 01",
            "lint down/01_index_down.sql --rule ban-truncate",
        ] {
            let ended = try await shell.bash("tidemark \(line)")
            #expect(ended.code == 0, ended.said)
            #expect(ended.out.hasSuffix(": nothing found\n"), ended.said)
        }
        // A DOWN by name knows all that the UPs made.
        let down = try await shell.tidemark("lint", "./down/01_index_down.sql")
        #expect(down.out.contains("[require-concurrent-index-deletion]"), down.said)
        #expect(down.code == 0, down.said)
    }

    @Test func wrongNamesAre64() async throws {
        let shell = try Shell(
            Self.files.merging([
                "tidemark.yml": "lint:\n  rules:\n    ban-drop-tabel: off\n",
                "wrong.yml": "lint: { rules: { ban-drop-table: of }, rule: {} }\n",
            ]) { old, _ in old })
        let unknown = try await shell.tidemark("lint")
        #expect(unknown.code == 64, unknown.said)
        #expect(
            unknown.err.contains("tidemark.yml:3:5: error: there is no rule `ban-drop-tabel`"),
            unknown.said)
        #expect(unknown.err.contains("did you mean `ban-drop-table`?"), unknown.said)
        let wrong = try await shell.tidemark("lint", "--config", "wrong.yml")
        #expect(wrong.code == 64, wrong.said)
        #expect(wrong.err.contains("did you mean `ban-drop-table: off`?"), wrong.said)
        #expect(wrong.err.contains("did you mean `rules`?"), wrong.said)
        for line in ["--rule nope", "--all --since 00", "--server-version 9", "--explain nope"] {
            let ended = try await shell.bash("tidemark lint --config /dev/null \(line)")
            #expect(ended.code == 64, ended.said)
        }
    }

    @Test func levelsOfTheConfigurationHold() async throws {
        let shell = try Shell(
            Self.files.merging([
                "tidemark.yml": """
                lint: { server-version: 15, rules: { require-concurrent-index-creation: warning } }
                environments: { strict: { lint: { rules: { require-concurrent-index-creation: error } } } }
                """
            ]) { old, _ in old })
        let mild = try await shell.tidemark("lint", "--format", "json")
        #expect(mild.code == 0, mild.said)
        #expect(try mild.json()["warnings"]?.integer == 1)
        #expect(try mild.json()["serverVersion"]?.integer == 15)
        #expect(try await shell.tidemark("lint", "--env", "strict").code == 2)
    }

    @Test func whatGitSaysChangedIsLookedAt() async throws {
        let shell = try Shell(Self.files)
        let made = try await shell.bash(
            """
            git init -q . && git config user.name a && git config user.email a@example.com &&
            git add sql/00_people.sql && git commit -qm a
            """)
        #expect(made.code == 0, made.said)
        let changed = try await shell.tidemark("lint", "--changed-since", "HEAD")
        #expect(changed.code == 2, changed.said)
        #expect(changed.out.hasSuffix("1 file: 1 error\n"), changed.said)
        let none = try await shell.bash(
            "git add . && git commit -qm b && tidemark lint --changed-since HEAD")
        #expect(none.code == 0, none.said)
        #expect(none.out == "no files: nothing found\n", none.said)
        for wrong in ["nothing", "--output=x"] {
            let ended = try await shell.bash("tidemark lint --changed-since=\(wrong)")
            #expect(ended.code == 64, ended.said)
        }
    }

    @Test func reportsAndAnnotationsComeWithIt() async throws {
        let shell = try Shell(Self.files)
        let ended = try await shell.tidemark(
            "lint", "--report-dir", "out", extra: ["GITHUB_ACTIONS": "true"])
        #expect(ended.code == 2, ended.said)
        #expect(
            ended.err.contains(
                "::error file=sql/01_index.sql,line=2,col=8,title=require-concurrent-index-creation::"
            ),
            ended.said)
        let markdown = try await shell.bash("cat out/report.md")
        #expect(markdown.out.contains("require-concurrent-index-creation"), markdown.said)
        let sarif = try await shell.bash("cat out/report.sarif").json()["runs"]?[0]
        let rule = try #require(sarif?["tool"]?["driver"]?["rules"]?[0])
        #expect(rule["id"]?.string == "require-concurrent-index-creation")
        #expect(
            rule["shortDescription"]?["text"]?.string
                == "CREATE INDEX stops writes until the index is built")
        #expect(rule["help"]?["markdown"]?.string?.contains("```sql") == true)
        #expect(
            sarif?["results"]?[0]?["ruleId"]?.string == "require-concurrent-index-creation")
    }
}

/// With a database: what is pending, in `lint`, `plan` and `check`.
@Suite(.database) struct PendingLintTests {
    private static let files = [
        "sql/00_people.sql":
            "create table people (id bigint primary key, name text);\ncreate index on people (name);\n",
        "sql/01_index.sql": "create index people_id_idx on people (id);\n",
    ]

    @Test func whatIsAppliedIsNotLookedAt() async throws {
        let shell = try Shell(Self.files, database: .current)
        #expect(try await shell.tidemark("up", "1").code == 0)
        let pending = try await shell.tidemark("lint", "--format", "json")
        #expect(pending.code == 2, pending.said)
        #expect(try pending.json()["files"] == ["sql/01_index.sql"])
        #expect(try await shell.tidemark("up").code == 0)
        let none = try await shell.tidemark("lint")
        #expect(none.code == 0, none.said)
        #expect(none.out == "no files: nothing found\n")
    }

    @Test func planShowsTheHazardOfAStatement() async throws {
        let shell = try Shell(Self.files, database: .current)
        let plan = try await shell.tidemark("plan")
        #expect(plan.code == 0, plan.said)
        #expect(
            plan.out.contains(
                "      hazard: CREATE INDEX takes ShareLock on people: writes wait until the index is built "
                    + "[require-concurrent-index-creation]\n"), plan.said)
        let json = try await shell.tidemark("plan", "--format", "json").json()
        let statements = try #require(json["steps"]?.array).flatMap {
            $0["statements"]?.array ?? []
        }
        let rules = statements.map {
            ($0["hazards"]?.array ?? []).compactMap { $0["rule"]?.string }
        }
        #expect(rules == [[], [], ["require-concurrent-index-creation"]])
    }

    @Test func checkHasItAsAPart() async throws {
        let shell = try Shell(Self.files, database: .current)
        #expect(try await shell.tidemark("up", "1").code == 0)
        let ended = try await shell.tidemark("check", "--allow-pending", "--format", "json")
        #expect(ended.code == 2, ended.said)
        let section = try ended.json()["sections"]?.array?.first { $0["name"]?.string == "lint" }
        #expect(section?["state"]?.string == "failed", ended.said)
        #expect(section?["summary"]?.string == "1 file: 1 error", ended.said)
    }

    @Test func aStatementThatTheGrammarDoesNotKnowStopsNothing() async throws {
        let shell = try Shell(
            [
                "sql/00_a.sql":
                    "create table a (id bigint primary key);\nselect count(*) from (select 1);\n"
            ],
            database: .current)
        let plan = try await shell.tidemark("plan")
        #expect(plan.code == 0, plan.said)
        #expect(!plan.out.contains("hazard"), plan.said)
        let lint = try await shell.tidemark("lint")
        #expect(lint.code == 0, lint.said)
        #expect(
            lint.out.contains("sql/00_a.sql:2:22: note: the rules do not know this statement"),
            lint.said)
    }
}
