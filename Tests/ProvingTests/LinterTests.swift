import Findings
import Migrations
import Proving
import Testing

/// What the linter does with scripts: earlier ones, directives, levels, releases, text that it does not know.
struct LinterTests {
    private func rules(
        _ texts: String..., settings: LintSettings = LintSettings()
    ) throws -> [String] {
        let inputs = try texts.enumerated().map { number, text in
            var input = try example(text, named: "\(number).sql")
            input.isWanted = number == texts.count - 1
            return input
        }
        return Linter(settings).lint(inputs)[0].findings.map(\.rule)
    }

    @Test func whatEarlierFilesSayDecides() throws {
        let change = "alter table t alter c type varchar(20)"
        #expect(try rules("create table t (c varchar(10))", change) == [])
        #expect(try rules("create table t (c varchar(30))", change) == ["changing-column-type"])
        #expect(
            try rules("create table t (c int); alter table t alter c type varchar(10)", change)
                == [])
        #expect(try rules("create table public.t (c varchar(10))", change) == [])
        #expect(
            try rules("create table t (a varchar(10)); alter table t rename a to c", change) == [])
        // Of a type that is not known it is said, with less weight.
        let unknown = Linter().lint([try example(change, named: "a.sql")])[0].findings
        #expect(unknown.map(\.rule) == ["changing-column-type"])
        #expect(unknown.map(\.severity) == [.warning])
    }

    @Test func laterStatementsOfTheFileCount() throws {
        let table = "create table p (id bigint primary key)"
        let child = "create table c (id bigint primary key, p bigint references p)"
        #expect(
            try rules(table, child)
                == ["create-table-references", "unindexed-foreign-key"])
        #expect(try rules(table, "\(child); create index on c (p)") == ["create-table-references"])
        let policy = "create table t (id bigint primary key); create policy p on t using (true)"
        #expect(try rules(policy) == ["policy-without-rls"])
        #expect(try rules("\(policy); alter table t enable row level security") == [])
    }

    @Test func aDirectiveSilencesItsRule() throws {
        let table = "create table t (a int)"
        let index = "create index i on t (a)"
        #expect(try rules(table, index) == ["require-concurrent-index-creation"])
        let allow = "-- tidemark: allow require-concurrent-index-creation it is small\n"
        #expect(try rules(table, allow + index) == [])
        #expect(
            try rules(table, allow + "create index concurrently i on t (a)") == ["unused-allow"])
        let wrong = "-- tidemark: allow require-concurrent-index it is small\n"
        let findings = Linter().lint([try example(wrong + "select 1", named: "a.sql")])[0].findings
        #expect(findings.map(\.rule) == ["unknown-rule"])
        #expect(findings.first?.location?.description == "a.sql:1:1")
        #expect(
            findings.first?.remedy
                == "write: -- tidemark: allow require-concurrent-index-creation it is small")
    }

    @Test func levelsAndChoicesHold() throws {
        let table = "create table t (a int)"
        let index = "create index i on t (a)"
        var settings = LintSettings()
        settings.severities = ["require-concurrent-index-creation": nil]
        #expect(try rules(table, index, settings: settings) == [])
        settings.severities = ["require-concurrent-index-creation": .note]
        let inputs = [try example(table, named: "a.sql"), try example(index, named: "b.sql")]
        #expect(Linter(settings).lint(inputs)[1].findings.map(\.severity) == [.note])
        settings = LintSettings()
        settings.allowed = ["require-concurrent-index-creation"]
        #expect(try rules(table, index, settings: settings) == [])
        settings = LintSettings()
        settings.only = ["prefer-text-field"]
        #expect(
            try rules("create table t (a varchar(3))", settings: settings) == ["prefer-text-field"])
        settings.waitsForEver = true
        settings.only = ["require-lock-timeout"]
        #expect(try rules(table, index, settings: settings) == ["require-lock-timeout"])
        let patient = "-- tidemark: lock-timeout 2s\n"
        #expect(try rules(table, patient + index, settings: settings) == [])
    }

    @Test func aReleaseThatMadeItSafeIsBelieved() throws {
        let text = "create type e as enum ('a'); alter type e add value 'b'; select 'b'::e"
        var settings = LintSettings()
        settings.only = ["enum-value-used-in-transaction"]
        settings.server = 16
        #expect(try rules(text, settings: settings) == ["enum-value-used-in-transaction"])
        settings.server = 17
        #expect(try rules(text, settings: settings) == [])
    }

    @Test func whatTheGrammarDoesNotTakeIsANote() throws {
        let findings = Linter().lint([
            try example("select 1;\nselect frobnicate from;\nselect 2", named: "a.sql")
        ])[0].findings
        #expect(findings.map(\.rule) == ["unparsed-statement"])
        #expect(findings.map(\.severity) == [.note])
        #expect(findings.first?.location?.line == 2)
    }

    @Test func aPlaceIsThatOfTheWord() throws {
        let text = "create table t (a int);\n/* ü */ create index i\n  on \"ö\" (a)"
        let findings = Linter().lint([try example(text, named: "a.sql")])[0].findings
        let finding = try #require(findings.last)
        #expect(finding.rule == "require-concurrent-index-creation")
        #expect(finding.location?.description == "a.sql:3:6")
        #expect(finding.evidence == ["  on \"ö\" (a)", "     ^"])
        #expect(finding.remedy?.contains("on \"ö\"") == true)
    }

    @Test func aScriptThatCannotBeReadKeepsItsFindings() {
        let fault = Finding(
            rule: "transaction-control", severity: .error, message: "COMMIT without BEGIN",
            location: Location(file: "a.sql", line: 1, column: 1))
        let result = Linter().lint([LintInput(.failure(ScriptFailure([fault])))])
        #expect(result.map(\.path) == ["a.sql"])
        #expect(result[0].findings == [fault])
    }

    @Test func aLongStatementIsNotLookedInto() throws {
        let long = "insert into t values ('" + String(repeating: "x", count: 1 << 20) + "')"
        #expect(try rules(long) == ["unparsed-statement"])
        let deep =
            "select " + String(repeating: "(", count: 4000) + "1"
            + String(repeating: ")", count: 4000)
        #expect(try rules(deep).allSatisfy { $0 == "unparsed-statement" })
    }
}
