import JSONText
import Reports
import Testing
import TidemarkTesting

/// `init` and `new`.
@Suite(.database) struct ScaffoldTests {
    /// A folder of each layout with one migration, and what `new` is to make beside it.
    static let layouts: [(layout: String, files: [String: String], made: [String])] = [
        (
            "native", ["sql/07_a.sql": "", "down/07_a_down.sql": ""],
            ["sql/08_add_it.sql", "down/08_add_it_down.sql"]
        ),
        (
            "native", ["sql/0099_a.sql": "", "sql/0099_a.down.sql": ""],
            ["sql/0100_add_it.sql", "sql/0100_add_it.down.sql"]
        ),
        (
            "native", ["sql/01_a.sql": "", "down/01_a.sql": ""],
            ["sql/02_add_it.sql", "down/02_add_it.sql"]
        ),
        (
            "golang-migrate", ["sql/000001_a.up.sql": "", "sql/000001_a.down.sql": ""],
            ["sql/000002_add_it.up.sql", "sql/000002_add_it.down.sql"]
        ),
        ("sqlx", ["sql/20240101000000_a.sql": ""], ["sql/#_add_it.sql"]),
        (
            "sqlx", ["sql/20240101000000_a.up.sql": "", "sql/20240101000000_a.down.sql": ""],
            ["sql/#_add_it.up.sql", "sql/#_add_it.down.sql"]
        ),
        (
            "diesel",
            ["sql/2024-01-01-000000_a/up.sql": "", "sql/2024-01-01-000000_a/down.sql": ""],
            ["sql/#_add_it/up.sql", "sql/#_add_it/down.sql"]
        ),
        (
            "dbmate", ["sql/20240101000000_a.sql": "-- migrate:up\n-- migrate:down\n"],
            ["sql/#_add_it.sql"]
        ),
        ("goose", ["sql/00001_a.sql": "-- +goose Up\n-- +goose Down\n"], ["sql/00002_add_it.sql"]),
        ("flyway", ["sql/V1.2__a.sql": ""], ["sql/V2__add_it.sql", "sql/U2__add_it.sql"]),
        (
            "supabase", ["sql/20240101000000_a.sql": ""],
            ["sql/#_add_it.sql", "down/#_add_it_down.sql"]
        ),
        ("numbered", ["sql/001-a.sql": ""], ["sql/002-add_it.sql"]),
        (
            "yoyo", ["sql/0001.a.sql": "", "sql/0001.a.rollback.sql": ""],
            ["sql/0002.add_it.sql", "sql/0002.add_it.rollback.sql"]
        ),
        ("pgmigrate", ["sql/V0001__a.sql": ""], ["sql/V0002__add_it.sql"]),
    ]

    @Test(arguments: layouts)
    func newFollowsTheLayoutAndItsHabits(
        _ layout: String, _ files: [String: String], _ made: [String]
    ) async throws {
        let shell = try Shell(files, database: .current)
        let ended = try await shell.tidemark(
            "new", "Add it!", "--layout", layout, "--format", "json")
        #expect(ended.code == 0, ended.said)
        let paths = try #require(try ended.json()["made"]?.array?.compactMap(\.string))
        #expect(paths.count == made.count, ended.said)
        for (path, pattern) in zip(paths, made) {
            let generic = path.replacing(#/20\d\d-?\d\d-?\d\d-?\d{6}/#, with: "#")
            #expect(generic == pattern)
        }
        // What was made is read as the next migration, and goes up and down.
        let status = try await shell.tidemark("status", "--layout", layout, "--format", "json")
        let last = try status.json()["migrations"]?.array?.last
        #expect(last?["name"]?.string == "add_it", status.said)
        #expect(last?["state"]?.string == "pending", status.said)
        let up = try await shell.tidemark("up", "--layout", layout)
        #expect(up.code == 0, up.said)
        if made.count == 2 {
            let down = try await shell.tidemark("down", "--layout", layout)
            #expect(down.code == 0, down.said)
        }
    }

    @Test(arguments: ["sqitch", "graphile", "atlas", "manifest"])
    func newLeavesPlansAndSumsToTheirTool(_ layout: String) async throws {
        let ended = try await Shell().tidemark("new", "add_it", "--layout", layout)
        #expect(ended.code == 2, ended.said)
        #expect(ended.err.contains("next: "), ended.said)
        #expect(ended.err.contains("state: nothing was changed"), ended.said)
    }

    @Test func theFirstOnesAreNumberedFromZero() async throws {
        let shell = try Shell(database: .current)
        for (name, file) in [("create people", "sql/00_create_people.sql"), ("b", "sql/01_b.sql")] {
            let ended = try await shell.tidemark("new", name)
            #expect(ended.out.contains("made \(file)\n"), ended.said)
            #expect(ended.out.contains("next: fill them in, then: tidemark up"), ended.said)
        }
        let up = try await shell.tidemark("up")
        #expect(up.code == 0, "a file of comments alone is applied: \(up.err)")
    }

    @Test func versionsOfAnyLengthGoOn() async throws {
        let shell = try Shell(["sql/99999999999999999999_a.sql": "select 1;\n"])
        let ended = try await shell.tidemark("new", "b")
        #expect(ended.out.contains("sql/100000000000000000000_b.sql"), ended.said)
    }

    @Test func initMakesAProjectThatWorks() async throws {
        let shell = try Shell(database: .current)
        let ended = try await shell.tidemark("init")
        #expect(ended.code == 0, ended.said)
        for file in ["tidemark.yml", "sql/.gitkeep", "down/.gitkeep", "snapshots/.gitkeep"] {
            #expect(ended.out.contains("made \(file)\n"), ended.said)
            #expect(shell.exists(file))
        }
        #expect(ended.out.contains("next: tidemark new create_customers"), ended.said)
        let line = "tidemark new a && tidemark status && tidemark up && tidemark down"
        let then = try await shell.bash(line)
        #expect(then.code == 0, then.said)
    }

    @Test func initOverwritesNothing() async throws {
        let own = "dir: migrations\n"
        let shell = try Shell(["tidemark.yml": own, ".github/workflows/tidemark.yml": "mine\n"])
        for _ in 1...2 {
            let ended = try await shell.tidemark("init")
            #expect(ended.code == 0, ended.said)
            #expect(ended.out.contains("kept tidemark.yml, which was there\n"), ended.said)
        }
        #expect(try shell.directory.read("tidemark.yml") == own)
        #expect(try shell.directory.read(".github/workflows/tidemark.yml") == "mine\n")
        #expect(shell.exists("migrations/.gitkeep"), "the folders are those of the configuration")
        #expect(!shell.exists("sql"))
    }

    @Test func initTakesAFolderThatIsThere() async throws {
        let shell = try Shell(
            ["db/migrations/1_a.up.sql": "select 1;\n", "db/migrations/1_a.down.sql": ""],
            database: .current)
        let ended = try await shell.tidemark("init")
        #expect(ended.out.contains("next: tidemark status"), ended.said)
        #expect(!shell.exists("sql"))
        #expect(!shell.exists("db/migrations/.gitkeep"))
        let status = try await shell.tidemark("status")
        #expect(status.out.hasPrefix("db/migrations: golang-migrate layout"), status.said)
    }

    @Test(arguments: ["my sql", "a: b", "#x", "no", "ä"])
    func initQuotesOddNames(_ folder: String) async throws {
        let shell = try Shell(database: .current)
        let made = try await shell.tidemark("init", "--dir", folder)
        #expect(made.code == 0, made.said)
        let new = try await shell.tidemark("new", "a")
        #expect(new.out.contains("made \(folder)/00_a.sql\n"), new.said)
    }

    @Test func whatCannotBeWrittenIsNamed() async throws {
        let ended = try await Shell(["sql": "a file\n"]).tidemark("init")
        #expect(ended.code == 1, ended.said)
        #expect(ended.err.contains("cannot be written"), ended.said)
    }
}
