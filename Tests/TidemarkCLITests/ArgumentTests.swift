import JSONText
import Reports
import Testing
import TidemarkTesting

/// What a newcomer types: nothing, something misspelt, options in any place.
struct ArgumentTests {
    private func shell() throws -> Shell { try Shell(twoMigrations) }

    @Test func nothingAtAllShowsWhereToStart() async throws {
        let ended = try await shell().tidemark()
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.contains("Start here:\n  tidemark demo"), ended.said)
        #expect(ended.err.isEmpty, ended.said)
    }

    @Test func helpOfACommandPutsItsOwnOptionsFirst() async throws {
        let asked = try await shell().tidemark("help", "up")
        let other = try await shell().tidemark("up", "--help")
        #expect(asked.code == 0 && other.code == 0)
        #expect(asked.out == other.out)
        let own = try #require(asked.out.firstRange(of: "--single-transaction"))
        let common = try #require(
            asked.out.firstRange(of: "--conninfo") ?? asked.out.firstRange(of: "--db"))
        #expect(own.lowerBound < common.lowerBound, asked.said)
    }

    @Test(arguments: [
        ("upp", "up"), ("stauts", "status"), ("rollbak", "rollback"), ("hist", "history"),
        ("intt", "init"),
    ])
    func aMisspeltCommandIsGuessed(_ typed: String, _ meant: String) async throws {
        for line in ["tidemark \(typed)", "tidemark help \(typed)", "tidemark --quiet \(typed)"] {
            let ended = try await shell().bash(line)
            #expect(ended.code == 64, ended.said)
            #expect(ended.err.contains("there is no command '\(typed)'; did you mean '\(meant)'?"))
            #expect(ended.err.contains("next: tidemark \(meant)\n"), ended.said)
        }
    }

    @Test func aWordThatIsLikeNoCommandLeadsToTheHelp() async throws {
        let ended = try await shell().tidemark("frobnicate")
        #expect(ended.code == 64, ended.said)
        #expect(ended.err.contains("next: tidemark help\n"), ended.said)
    }

    @Test(arguments: [
        ("new", "next: tidemark new create_customers"),
        ("new '!!!'", "a name has letters or digits"),
        ("baseline", "next: the last version that the database has already: tidemark baseline 07"),
        ("repair", "say what to repair: --accept-edit"),
        ("completions", "next: tidemark completions bash"),
        ("completions tcsh", "bash, zsh and fish"),
        ("--format json=", "next: "),
        ("--db", "--db needs a value"),
        ("--quiet", "there is no command"),
        ("up 2 --to 1", "N and --to exclude each other"),
        ("down --all 3", "N, --to and --all exclude each other"),
        ("up --var novalue", "--var takes NAME=VALUE"),
        ("history --show-up", "need a version"),
        ("status --lock-timeout 5", "lock-timeout"),
        ("--embedded --db x up", "--embedded and --db exclude each other"),
        ("demo --db x", "never on --db"),
        ("init --config x.yml", "--config is for the other commands"),
    ])
    func aUsageErrorSaysWhatToType(_ line: String, _ part: String) async throws {
        let ended = try await shell().bash("tidemark \(line)")
        #expect(ended.code == 64, ended.said)
        #expect(ended.err.contains(part), ended.said)
        #expect(ended.err.contains("next: "), ended.said)
        #expect(ended.out.isEmpty, ended.said)
    }

    @Test(.database) func globalOptionsStandOnEitherSide() async throws {
        let database = TestDatabase.current
        let shell = try Shell(twoMigrations)
        let before = try await shell.tidemark(
            "--db", database.conninfo, "--format=json", "--quiet", "up")
        #expect(before.code == 0, before.said)
        #expect(try before.json()["command"]?.string == "up")
        let after = try await shell.tidemark(
            "status", "--format", "json", "--db", database.conninfo)
        let moved = try await shell.tidemark(
            "--lock-timeout", "1s", "--dir", "sql", "status", "--format", "json", "--db",
            database.conninfo)
        #expect(after.code == 0 && moved.code == 0, moved.said)
        #expect(after.out == moved.out)
    }

    @Test func theVersionIsOneLine() async throws {
        let alone = try await shell().tidemark("--version")
        #expect(alone.code == 0)
        #expect(alone.out.wholeMatch(of: #/tidemark \d+\.\d+\.\d+\n/#) != nil, alone.said)
        for line in ["tidemark up --version", "tidemark --quiet --version"] {
            let ended = try await shell().bash(line)
            #expect(ended.out == alone.out, "the fast path says the same: \(line)")
            #expect(ended.code == 0)
        }
    }

    @Test(arguments: ["help up --format json", "--format json help up", "--format json up --help"])
    func helpIsTextWhateverTheOptionsSay(_ line: String) async throws {
        let ended = try await Shell().bash("tidemark \(line)")
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.hasPrefix("OVERVIEW: Apply pending migrations."), ended.said)
    }
}
