import Configuration
import Findings
import Testing

@Suite struct KeyTests {
    typealias Key = Configuration.Key

    /// A value that differs from the default, for every key but `environments`.
    static let samples: [(key: Key, text: String)] = [
        (.dir, "migrations"), (.downDir, "rollback"), (.layout, "goose"),
        (.snapshots, "db/snapshots"), (.schemas, "[public, 'a,b']"), (.platform, "supabase"),
        (.shim, "none"), (.role, "app_owner"), (.variables, "{ tenant: '01' }"), (.db, "service=x"),
        (.protected, "true"), (.lockTimeout, "2s"), (.lockAttempts, "3"),
        (.lockBackoff, "500ms..30s"), (.lockWait, "0"), (.statementTimeout, "15min"),
        (.concurrentlyLockTimeout, "1h"), (.concurrentlyStatementTimeout, "2h"),
        (.allowOutOfOrder, "true"),
        (.shadow, "service=y"), (.shadowStubs, "db/stubs"), (.shadowKeep, "1h"),
        (.ignore, "[{ object: 'index public.*', reason: by hand, until: 2027-01-31 }]"),
        (.renames, "[public.users=public.people]"), (.missingRoles, "ignore"),
        (.mapRoles, "[anon=web_anon]"), (.allowHazards, "[scan]"),
        (.lint, "{ rules: { ban-drop-table: off }, server-version: 15 }"), (.env, "''"),
    ]

    @Test func defaultsAreThoseOfTheTable() throws {
        let configuration = try parse("")
        #expect(configuration.dir == "sql")
        #expect(configuration.downDir == "down")
        #expect(configuration.layout == nil)
        #expect(configuration.snapshots == "snapshots")
        #expect(configuration.schemas.isEmpty)
        #expect(configuration.platform == .plain)
        #expect(configuration.shim == .none)
        #expect(configuration.role == nil)
        #expect(configuration.variables.isEmpty)
        #expect(configuration.ignoreRules.isEmpty)
        #expect(configuration.renames.isEmpty)
        #expect(configuration.missingRoles == "expect")
        #expect(configuration.mappedRoles.isEmpty)
        #expect(configuration.allowedHazards.isEmpty)
        #expect(configuration.database.revealed.isEmpty)
        #expect(!configuration.isProtected)
        #expect(configuration.lockTimeout == .seconds(5))
        #expect(configuration.lockAttempts == 10)
        #expect(configuration.lockBackoff == .milliseconds(100) ... .seconds(10))
        #expect(configuration.lockWait == .seconds(60))
        #expect(configuration.statementTimeout == .zero)
        #expect(configuration.concurrentlyLockTimeout == .seconds(300))
        #expect(configuration.concurrentlyStatementTimeout == .zero)
        #expect(!configuration.allowsOutOfOrder)
        #expect(configuration.shadow.revealed.isEmpty)
        #expect(configuration.shadowStubs == nil)
        #expect(configuration.environmentName == nil)
        #expect(configuration.findings.isEmpty)
        #expect(configuration.origin(of: .dir) == .byDefault)
    }

    @Test func everyKeyIsReadFromTheFile() throws {
        let text = Self.samples.map { "\($0.key): \($0.text)\n" }.joined()
        let configuration = try parse(text)
        #expect(configuration.dir == "migrations")
        #expect(configuration.downDir == "rollback")
        #expect(configuration.layout == "goose")
        #expect(configuration.snapshots == "db/snapshots")
        #expect(configuration.schemas == ["public", "a,b"])
        #expect(configuration.platform == .supabase)
        #expect(configuration.shim == .none)
        #expect(configuration.role == "app_owner")
        #expect(configuration.variables.mapValues(\.revealed) == ["tenant": "01"])
        #expect(configuration.database.revealed == "service=x")
        #expect(configuration.ignoreRules.map(\.pattern) == ["index public.*"])
        #expect(configuration.ignoreRules.map(\.until) == ["2027-01-31"])
        #expect(configuration.lint.rules.map(\.name) == ["ban-drop-table"])
        #expect(configuration.lint.rules.map(\.level) == [.off])
        #expect(configuration.lint.serverVersion == 15)
        #expect(configuration.isProtected)
        #expect(configuration.lockTimeout == .seconds(2))
        #expect(configuration.lockAttempts == 3)
        #expect(configuration.lockBackoff == .milliseconds(500) ... .seconds(30))
        #expect(configuration.lockWait == .zero)
        #expect(configuration.statementTimeout == .seconds(900))
        #expect(configuration.concurrentlyLockTimeout == .seconds(3600))
        #expect(configuration.concurrentlyStatementTimeout == .seconds(7200))
        #expect(configuration.allowsOutOfOrder)
        #expect(configuration.shadow.revealed == "service=y")
        #expect(configuration.shadowStubs == "db/stubs")
        for (index, sample) in Self.samples.enumerated() {
            let place = Location(file: "tidemark.yml", line: index + 1, column: 1)
            #expect(configuration.origin(of: sample.key) == .file(place), "\(sample.key)")
            #expect(configuration.location(of: sample.key) == place)
        }
    }

    @Test func samplesCoverTheTable() {
        let missing = Set(Key.all).subtracting(Self.samples.map(\.key))
        #expect(missing == [.environments])
        #expect(Set(Key.all.map(\.name)).count == Key.all.count)
    }

    @Test(arguments: Key.all.filter { $0 != .environments })
    func flagWinsOverEnvironmentOverFile(key: Key) throws {
        let sample = try #require(Self.samples.first { $0.key == key })
        guard key != .variables, key != .env, key != .schemas else { return }
        let configuration = try parse(
            "environments:\n  e: { \(key): \(sample.text) }\n\(key): \(sample.text)", env: "e")
        // Rules of both places hold.
        guard key != .ignore, key != .lint else { return }
        #expect(
            configuration.origin(of: key)
                == .environment("e", Location(file: "tidemark.yml", line: 2, column: 8)))
        let flagged = try parse(
            "environments:\n  e: { \(key): \(sample.text) }\n\(key): \(sample.text)", env: "e"
        ) { $0[key] = sample.text }
        #expect(flagged.origin(of: key) == .flag)
        #expect(flagged.location(of: key) == nil)
    }

    @Test(arguments: Key.all)
    func exampleIsAccepted(key: Key) throws {
        let process = [
            "DATABASE_URL": "service=a", "STAGING_DB": "service=b", "SHADOW_URL": "service=c",
        ]
        let environment = key == .env ? "\nenvironments: { local: }" : ""
        _ = try parse("\(key): \(key.example)\(environment)", process: process)
    }

    @Test func variablesAreMergedNameByName() throws {
        let text = """
            variables: { a: file, b: file, c: file }
            environments:
              e:
                variables: { b: environment, c: environment }
            """
        let configuration = try parse(text, env: "e") { $0.variables = ["c": "flag", "d": "flag"] }
        #expect(
            configuration.variables.mapValues(\.revealed)
                == ["a": "file", "b": "environment", "c": "flag", "d": "flag"])
    }

    @Test func scalarsAreTextWhateverYAMLWouldGuess() throws {
        let configuration = try parse(
            "dir: 0123\ndown-dir: 1.10\nrole: yes\nvariables: { a: 1e3, b: 2001-01-01, c: on, d: '~' }"
        )
        #expect(configuration.dir == "0123")
        #expect(configuration.downDir == "1.10")
        #expect(configuration.role == "yes")
        #expect(
            configuration.variables.mapValues(\.revealed)
                == ["a": "1e3", "b": "2001-01-01", "c": "on", "d": "~"])
    }

    @Test func listTakesOneTextWithCommas() throws {
        #expect(try parse("schemas: public, billing,").schemas == ["public", "billing"])
        #expect(try parse("schemas:").schemas.isEmpty)
        #expect(try parse("") { $0[.schemas] = "a,b" }.schemas == ["a", "b"])
    }

    @Test func shimFollowsThePlatform() throws {
        #expect(try parse("platform: supabase").shim == .supabase)
        #expect(try parse("platform: supabase\nshim: none").shim == .none)
        #expect(try parse("shim: supabase").shim == .supabase)
        #expect(try parse("shim: supabase").platform == .plain)
    }

    @Test func foldersAreRelativeToTheFileButFlagsToTheWorkingDirectory() throws {
        let configuration = try parse(
            "dir: migrations\nsnapshots: /srv/s", file: "ci/db/tidemark.yml"
        ) {
            $0[.downDir] = "down"
        }
        #expect(configuration.dir == "ci/db/migrations")
        #expect(configuration.snapshots == "/srv/s")
        #expect(configuration.downDir == "down")
        #expect(try parse("", file: "ci/tidemark.yml").dir == "ci/sql")
        #expect(try parse("", file: "/tidemark.yml").dir == "/sql")
    }

    @Test func emptyTextUnsetsARoleForOneEnvironment() throws {
        let text = "role: owner\nenvironments: { local: { role: '' } }"
        #expect(try parse(text).role == "owner")
        #expect(try parse(text, env: "local").role == nil)
    }
}
