import Configuration
import Findings
import Testing

@Suite struct ErrorTests {
    /// Text, what it is refused with, and words of the message and the remedy.
    static let wrong: [(text: String, short: String, words: [String])] = [
        ("dri: sql", "config-unknown-key 1:1", ["`dri` is not a key", "did you mean `dir`?"]),
        ("dir: sql\nlock_timeout: 5s", "config-unknown-key 2:1", ["`lock-timeout`?"]),
        ("lockTimeout: 5s", "config-unknown-key 1:1", ["`lock-timeout`?"]),
        ("statment-timeout: 5s", "config-unknown-key 1:1", ["`statement-timeout`?"]),
        ("database: x", "config-unknown-key 1:1", ["`db`?"]),
        ("ignore: x", "config-wrong-type 1:9", ["a list of rules"]),
        ("ignore: [x]", "config-wrong-type 1:10", ["a list of rules"]),
        ("ignore: [{ object: a }]", "config-no-value 1:10", ["needs `reason`"]),
        ("ignore: [{ reason: a }]", "config-no-value 1:10", ["needs `object`"]),
        (
            "ignore: [{ objekt: a, reason: b }]", "config-unknown-key 1:12",
            ["did you mean `object`?"]
        ),
        (
            "ignore: [{ object: a, reason: b, until: 2027-02-29 }]", "config-wrong-value 1:41",
            ["needs a day"]
        ),
        ("colours: {}", "config-unknown-key 1:1", ["not a key"]),
        ("lint: { rule: {} }", "config-unknown-key 1:9", ["`rules`?"]),
        ("lint: { rules: { a: of } }", "config-wrong-value 1:21", ["`a: off`?"]),
        ("lint: { rules: [a] }", "config-wrong-type 1:16", ["needs rules with levels"]),
        ("lint: { server-version: 9 }", "config-wrong-value 1:25", ["a major release from 13"]),
        ("zzzzzzzz: 1", "config-unknown-key 1:1", ["docs/configuration.md"]),
        ("environments:\n  a:\n    dirr: x", "config-unknown-key 3:5", ["`dir`?"]),
        ("environments:\n  a:\n    env: x", "config-unknown-key 3:5", ["inside an environment"]),
        ("dir: [a]", "config-wrong-type 1:6", ["needs a folder, not a list"]),
        ("dir:\n  x: y", "config-wrong-type 2:3", ["not a mapping"]),
        ("schemas: { a: b }", "config-wrong-type 1:10", ["a list of names, not a mapping"]),
        ("schemas: [[a]]", "config-wrong-type 1:11", ["not a list"]),
        ("variables: x", "config-wrong-type 1:12", ["a mapping of names to texts"]),
        ("variables: { a: [1] }", "config-wrong-type 1:17", ["needs texts"]),
        ("variables: { a: }", "config-wrong-type 1:17", ["write \"\""]),
        ("environments: [a]", "config-wrong-type 1:15", ["not a list"]),
        ("environments: { a: 1 }", "config-wrong-type 1:20", ["the environment `a`"]),
        ("- dir", "config-wrong-type 1:1", ["needs keys with values, not a list"]),
        ("hello", "config-wrong-type 1:1", ["not a single value"]),
        ("dir:", "config-no-value 1:1", ["`dir` has no value"]),
        ("role: ~", "config-no-value 1:1", ["`role` has no value"]),
        ("dir: ''", "config-wrong-value 1:6", ["needs a folder, not nothing"]),
        ("lock-timeout: 5", "config-wrong-value 1:15", ["needs a unit", "`lock-timeout: 5s`?"]),
        ("lock-timeout: 5 sec", "config-wrong-value 1:15", ["`lock-timeout: 5s`?"]),
        ("lock-timeout: soon", "config-wrong-value 1:15", ["not `soon`"]),
        ("lock-timeout: 10us", "config-wrong-value 1:15", ["at least 1ms"]),
        ("lock-timeout: 30d", "config-wrong-value 1:15", ["longest that the server takes"]),
        ("lock-attempts: 0", "config-wrong-value 1:16", ["from 1 to 1000, not `0`"]),
        ("lock-attempts: 1.5", "config-wrong-value 1:16", ["a whole number"]),
        ("lock-backoff: 1s", "config-wrong-value 1:15", ["100ms..10s"]),
        ("lock-backoff: 10s..1s", "config-wrong-value 1:15", ["`lock-backoff: 1s..10s`?"]),
        ("protected: yes", "config-wrong-value 1:12", ["`protected: true`?"]),
        ("protected: maybe", "config-wrong-value 1:12", ["needs true or false, not `maybe`"]),
        ("platform: supabse", "config-wrong-value 1:11", ["`platform: supabase`?"]),
        ("dir: a\n\ndir: b", "config-duplicate-key 3:1", ["written twice", "line 1"]),
        ("dir: ${A", "config-bad-placeholder 1:6", ["not closed"]),
        ("dir: x/${A?b}", "config-bad-placeholder 1:8", ["not understood", "${NAME:-default}"]),
        ("dir: ${}", "config-bad-placeholder 1:6", ["not understood"]),
        ("dir: ${1A}", "config-bad-placeholder 1:6", ["not understood"]),
        ("env: prd\nenvironments: { prod: , dev: }", "config-unknown-environment 1:6", ["`prod`?"]),
    ]

    @Test(arguments: wrong.indices)
    func wrongTextIsRefusedWithItsPlace(index: Int) throws {
        let (text, short, words) = Self.wrong[index]
        let findings = refusals(text)
        #expect(findings.map(\.short) == [short], "\(text): \(findings)")
        let finding = try #require(findings.first)
        #expect(finding.severity == .error)
        #expect(finding.location?.file == "tidemark.yml")
        let said = finding.message + " " + (finding.remedy ?? "")
        for word in words { #expect(said.contains(word), "\(said)") }
    }

    /// Texts that are not YAML, or YAML that is refused, with the place.
    @Test(arguments: [
        ("dir: sql\n\tdown-dir: x", "config-syntax 2:1"),
        ("dir: 'sql", "config-syntax 1:10"),
        ("dir: {a", "config-syntax 2:1"),
        ("dir: @x", "config-syntax 1:6"),
        ("dir: a\n  b: c", "config-syntax 2:4"),
        ("dir: a\u{1}b", "config-syntax 1:7"),
        ("---\ndir: a\n---\ndir: b", "config-unsupported 3:1"),
        ("dir: !!int 1", "config-unsupported 1:6"),
        ("dir: *a", "config-unsupported 1:6"),
        ("? [a]\n: b", "config-unsupported 1:3"),
        ("environments:\n  a: &a { dir: x }\n  b: { <<: *a }", "config-unsupported 3:8"),
    ])
    func refusedYAML(text: String, short: String) {
        #expect(refusals(text).map(\.short) == [short], "\(refusals(text))")
    }

    @Test func notUTF8() throws {
        let failure = #expect(throws: ConfigurationFailure.self) {
            try Configuration.parse(
                Array("dir: sql\nrole: a".utf8) + [0xFF, 0x62], process: [:])
        }
        #expect(failure?.findings.map(\.short) == ["config-syntax 2:8"])
        #expect(failure?.findings.first?.message == "the file is not UTF-8")
    }

    @Test func allErrorsAreCollectedInTheOrderOfTheFile() {
        let findings = refusals(
            """
            dirr: a
            lock-timeout: 5
            environments:
              a: { protected: 7 }
              b:
                db: ${
            role: ${NOT_SET}
            dir: a
            dir: b
            """
        ) { $0[.lockAttempts] = "many" }
        #expect(
            findings.map(\.short) == [
                "config-wrong-value 0:0", "config-unknown-key 1:1", "config-wrong-value 2:15",
                "config-wrong-value 4:19", "config-bad-placeholder 6:9",
                "config-unset-variable 7:7", "config-duplicate-key 9:1",
            ])
        #expect(findings.first?.message.hasPrefix("`--lock-attempts` needs") == true)
    }

    @Test func columnsCountCharactersNotBytes() {
        #expect(
            refusals("environments: { \"größe\": { dirr: x } }").map(\.short) == [
                "config-unknown-key 1:28"
            ])
        #expect(refusals("\u{FEFF}dirr: x").map(\.short) == ["config-unknown-key 1:1"])
    }

    @Test func unknownEnvironmentOfAFlag() {
        let text = "environments: { staging: , prod: }"
        let finding = refusals(text, env: "stagin").first
        #expect(finding?.message == "there is no environment `stagin`")
        #expect(finding?.remedy == "did you mean `staging`?")
        #expect(finding?.location == nil)
        #expect(refusals(text, env: "qa").first?.remedy == "the environments are: staging, prod")
        #expect(refusals("", env: "qa").first?.remedy == "tidemark.yml names no environments")
    }

    @Test func deepAndExplodingTextsAreRefusedQuickly() {
        let deep = String(repeating: "[", count: 5_000)
        #expect(refusals("schemas: " + deep).count == 1)
        var bomb = "variables: &a0 { x: [1] }\n"
        for level in 1...40 {
            bomb += "k\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]\n"
        }
        #expect(refusals(bomb).contains { $0.message.contains("more than 100000 values") })
    }
}
