import PostgresSession
import Testing
import TidemarkTesting

/// No output holds a password or the value of a variable, whatever goes wrong.
@Suite(.database) struct SecretTests {
    private static let password = "s3cr3t-Pa55"

    private func conninfo() -> String {
        TestDatabase.current.connection.setting("password", to: Self.password).textWithSecrets
    }

    @Test(arguments: [
        "up --verbose", "status", "plan --execute", "doctor", "history", "down --allow data-loss",
        "up --to 99", "redo", "up --layout nope", "baseline 00",
    ])
    func passwordsAreNeverPrinted(_ line: String) async throws {
        let shell = try Shell(twoMigrations)
        for format in ["text", "json"] {
            let ended = try await shell.bash(
                "tidemark \(line) --format \(format) --db \"$CONNINFO\"",
                extra: ["CONNINFO": conninfo()])
            #expect(!ended.out.contains(Self.password), ended.said)
            #expect(!ended.err.contains(Self.password), ended.said)
        }
    }

    @Test(arguments: [
        "postgresql://u:\(password)@127.0.0.1:1/x", "host=127.0.0.1 port=1 password=\(password)",
        "postgresql://u:\(password)@127.0.0.1:port/x", "password='\(password)", "\(password)=1",
        "postgresql://u:\(password)@[::1:1/x",
    ])
    func badConnectionStringsAreNotQuoted(_ conninfo: String) async throws {
        let shell = try Shell(twoMigrations)
        for line in ["--verbose up", "up --format json"] {
            let ended = try await shell.bash(
                "tidemark \(line) --db \"$CONNINFO\"", extra: ["CONNINFO": conninfo])
            #expect(ended.code == 69 || ended.code == 64, ended.said)
            #expect(!ended.out.contains(Self.password), ended.said)
            #expect(!ended.err.contains(Self.password), ended.said)
        }
    }

    @Test func valuesOfVariablesStayOut() async throws {
        let shell = try Shell(
            [
                "sql/00_a.sql":
                    "-- tidemark: template env\ncreate role dummy_${N} password '${SECRET}';\nselect 1/0;\n"
            ], database: .current)
        for line in ["up --verbose", "plan --full", "plan --execute --full", "history", "status"] {
            for format in ["text", "json"] {
                let ended = try await shell.bash(
                    "tidemark \(line) --format \(format) --var N=1 --var SECRET=\(Self.password)")
                #expect(!ended.out.contains(Self.password), ended.said)
                #expect(!ended.err.contains(Self.password), ended.said)
            }
        }
        let kept = try await TestDatabase.current.query(
            "select count(*) from tidemark.event e where e::text like '%\(Self.password)%'")
        #expect(kept == [["0"]], "history does not have it either")
    }

    @Test func aScriptForPsqlSaysThatItHoldsValues() async throws {
        let shell = try Shell(
            [
                "sql/00_a.sql":
                    "-- tidemark: template env\ncreate table a as select '${SECRET}' as a;\n"
            ], database: .current)
        let refused = try await shell.tidemark(
            "plan", "--sql", "plan.sql", "--var", "SECRET=\(Self.password)")
        #expect(refused.code == 2, refused.said)
        #expect(refused.err.contains("[values-in-script]"), refused.said)
        #expect(refused.err.contains("--with-values"), refused.said)
        #expect(!shell.exists("plan.sql"))
        #expect(!(refused.out + refused.err).contains(Self.password), refused.said)

        try shell.write("plan.sql", "")
        let written = try await shell.tidemark(
            "plan", "--sql", "plan.sql", "--with-values", "--quiet", "--var",
            "SECRET=\(Self.password)")
        #expect(written.code == 0, written.said)
        #expect(
            written.err.contains("warning: the script holds the values of SECRET"), written.said)
        #expect(!(written.out + written.err).contains(Self.password), written.said)
        let looked = try await shell.bash("stat -c %a plan.sql; grep -c \(Self.password) plan.sql")
        #expect(looked.out == "600\n1\n", looked.said)
    }

    @Test func withValuesNeedsAScript() async throws {
        let ended = try await Shell(twoMigrations).tidemark("plan", "--with-values")
        #expect(ended.code == 64, ended.said)
    }

    @Test func aPasswordInTheFileIsAWarningWithoutIt() async throws {
        let shell = try Shell(
            twoMigrations.merging([
                "tidemark.yml": "db: postgresql://u:\(Self.password)@127.0.0.1:1/x\n"
            ]) { old, _ in old })
        let ended = try await shell.tidemark("status")
        #expect(ended.err.contains("[password-in-config]"), ended.said)
        #expect(!ended.err.contains(Self.password), ended.said)
    }
}
