import Configuration
import Findings
import Testing

@Suite struct SubstitutionTests {
    @Test(arguments: [
        ("${A}", "one"), ("x${A}y${B}", "xoney"), ("${N:-d}", "d"), ("${B:-d}", "d"),
        ("${A:-d}", "one"), ("${N:-}/x", "/x"), ("${N:-a:b-c $D}", "a:b-c $D"), ("$${A}", "${A}"),
        ("$A $$ 5$", "$A $$ 5$"), ("$$${A}", "$${A}"), ("${Ä:-x}", ""),
    ])
    func placeholders(text: String, expected: String) throws {
        let process = ["A": "one", "B": ""]
        guard !expected.isEmpty else {
            #expect(refusals("role: \(text)", process: process).count == 1)
            return
        }
        #expect(try parse("role: \(text)", process: process).role == expected)
    }

    @Test func aVariableIsNotExpandedAgain() throws {
        #expect(try parse("role: ${A}", process: ["A": "${B}", "B": "x"]).role == "${B}")
    }

    @Test func unsetVariableIsAnErrorOnlyWhereItIsUsed() throws {
        let text = """
            db: ${TOP_DB}
            environments:
              staging: { db: "${STAGING_DB}" }
              prod: { db: "x ${PROD_DB}", lock-timeout: "${PROD_TIMEOUT}" }
            """
        let staging = try parse(text, env: "staging", process: ["STAGING_DB": "service=s"])
        #expect(staging.database.revealed == "service=s")
        #expect(refusals(text).map(\.short) == ["config-unset-variable 1:5"])
        let prod = refusals(text, env: "prod")
        #expect(prod.map(\.short) == ["config-unset-variable 4:15", "config-unset-variable 4:45"])
        #expect(prod.first?.message == "the variable PROD_DB is not set")
        #expect(try parse(text) { $0[.db] = "service=f" }.database.revealed == "service=f")
        #expect(refusals("variables: { a: '${NOPE}' }").count == 1)
        #expect(
            try parse("variables: { a: '${NOPE}' }") { $0.variables = ["a": "1"] }
                .variables["a"]?.revealed == "1")
    }

    @Test func columnOfAPlaceholder() {
        #expect(refusals("role: ab/${X}").map(\.short) == ["config-unset-variable 1:10"])
        #expect(refusals("role: 'ab/${X}'").map(\.short) == ["config-unset-variable 1:7"])
    }

    @Test func theExpandedValueIsTypedAndNotQuoted() {
        let finding = refusals("lock-timeout: ${T}", process: ["T": "hunter2"]).first
        #expect(finding?.rule == "config-wrong-value")
        #expect(finding?.message.contains("hunter2") == false)
        #expect(
            (try? parse("lock-timeout: ${T}", process: ["T": "7s"]))?.lockTimeout == .seconds(7))
        #expect((try? parse("protected: ${P:-true}"))?.isProtected == true)
    }

    @Test func theEnvironmentMayComeFromAVariable() throws {
        let text = "env: ${STAGE:-local}\nenvironments: { local: { dir: l }, ci: { dir: c } }"
        #expect(try parse(text).dir == "l")
        #expect(try parse(text, process: ["STAGE": "ci"]).dir == "c")
        #expect(try parse(text, env: "ci").environmentName == "ci")
        #expect(try parse(text, env: "").environmentName == nil)
        #expect(refusals("env: ${STAGE}").map(\.short) == ["config-unset-variable 1:6"])
    }

    @Test func databaseOrder() throws {
        let text = "db: service=file\nenvironments: { e: { db: service=env }, bare: }"
        let process = ["DATABASE_URL": "service=url"]
        #expect(
            try parse(text, env: "e", process: process) { $0[.db] = "service=flag" }
                .database.revealed == "service=flag")
        #expect(try parse(text, env: "e", process: process).database.revealed == "service=env")
        #expect(try parse(text, env: "bare", process: process).database.revealed == "service=file")
        let url = try parse("", process: process)
        #expect(url.database.revealed == "service=url")
        #expect(url.origin(of: .db) == .processVariable("DATABASE_URL"))
        let none = try parse("", process: ["DATABASE_URL": ""])
        #expect(none.database.revealed.isEmpty)
        #expect(none.origin(of: .db) == .byDefault)
    }
}
