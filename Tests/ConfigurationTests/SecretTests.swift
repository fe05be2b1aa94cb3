import Configuration
import Findings
import Testing

@Suite struct SecretTests {
    @Test(arguments: [
        "postgres://u:s3cret@h/d", "postgresql://u:s3cret@h:5432/d?sslmode=require",
        "postgres://u@h/d?password=s3cret", "host=h password=s3cret", "password = 's3cret' host=h",
        "host=h\\ x password=\\s3cret", "password='it''s3cret", "sslpassword=s3cret",
        "password= s3cret",
        "${URL:-postgres://u:s3cret@h/d}", "postgres://u:${P:-s3cret}@h/d",
        "postgres://${U}:s3cret${P}@h", "postgres://u:s3cret@h1,h2/d",
    ])
    func literalPasswordIsAWarning(db: String) throws {
        for text in ["db: \"\(escaped(db))\"", "environments: { e: { db: \"\(escaped(db))\" } }"] {
            let configuration = try parse(text, process: ["P": "p", "U": "u"])
            let finding = try #require(configuration.findings.first, "\(text)")
            #expect(configuration.findings.count == 1)
            #expect(finding.rule == "password-in-config")
            #expect(finding.severity == .warning)
            #expect(finding.location?.line == 1)
            #expect(!"\(finding)".contains("s3cret"))
            #expect(finding.remedy != nil)
        }
    }

    @Test(arguments: [
        "postgres://u@h/d", "postgres://u:${P}@h/d", "postgres://u:@h/d", "host=h password=${P}",
        "postgres://h/d?application_name=a:b@c", "service=x", "${URL:-}", "password='' host=h", "",
        "host=h passfile=/x", "postgres:///d?host=/a:b@c", "postgres://u:${P:-}@h/d",
        "user=password", "options='-c password=x'",
    ])
    func noFalseAlarm(db: String) throws {
        let configuration = try parse("db: \"\(escaped(db))\"", process: ["P": "p"])
        #expect(configuration.findings.isEmpty)
    }

    @Test func noDescriptionShowsASecret() throws {
        let text = """
            db: postgres://u:s3cret@h/d
            variables: { token: s3cret }
            """
        var overrides = Configuration.Overrides()
        let configuration = try parse(text) { flags in
            flags.variables = ["other": "s3cret"]
            overrides = flags
        }
        overrides[.db] = "password=s3cret"
        for value: Any in [
            configuration, overrides, configuration.database, configuration.variables,
        ] {
            var dumped = ""
            dump(value, to: &dumped)
            #expect(!dumped.contains("s3cret"))
            #expect(!"\(value)".contains("s3cret"))
            #expect(!String(reflecting: value).contains("s3cret"))
        }
        #expect("\(Secret("s3cret"))" == "(hidden)")
        #expect("\(Secret(""))" == "(empty)")
    }

    @Test(arguments: [
        "db: [s3cret]", "db: { password: s3cret }", "db: 's3cret${'", "variables: { a: [s3cret] }",
        "db: ${X} s3cret", "postgres://u:s3cret@h/d: 1", "lock-timeout: postgres://u:s3cret@h/d",
        "lock-timeout: host=h password=s3cret", "db: 's3cret", "db: {s3cret", "db: @s3cret",
        "variables: s3cret", "password=s3cret: 1", "postgres://s3cret@h: 1\npostgres://s3cret@h: 1",
        "db: \"s3cret\\q\"", "platform: ${S}",
    ])
    func noErrorShowsASecret(text: String) {
        do {
            _ = try parse(text, process: ["S": "s3cret"])
            Issue.record("accepted: \(text)")
        } catch {
            #expect(!"\(error)".contains("s3cret"), "\(error)")
            #expect(!"\(error.findings)".contains("s3cret"))
        }
    }

    @Test func flagsAreNotQuotedWhereTheyMayBeSecret() {
        let findings = refusals("") { $0[.lockTimeout] = "postgres://u:s3cret@h" }
        #expect(findings.count == 1)
        #expect(!"\(findings)".contains("s3cret"))
    }

    /// The text inside YAML double quotes.
    private func escaped(_ text: String) -> String {
        text.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
    }
}
