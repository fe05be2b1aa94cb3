import JSONText
import PostgresSession
import Testing
import TidemarkTesting

/// `--shadow`: proofs on a server that somebody named.
@Suite(.server()) struct GivenShadowTests {
    private static let files = [
        "sql/00_a.sql": "create table people (id int primary key);\n",
        "down/00_a_down.sql": "drop table people;\n",
        "sql/01_b.sql":
            "create role shadow_made nologin;\ngrant select on people to shadow_made;\n",
        "down/01_b_down.sql": "revoke select on people from shadow_made;\ndrop role shadow_made;\n",
    ]

    private let database = TestDatabase.current

    /// Everything of the server that a proof might touch.
    private func state() async throws -> [[String?]] {
        try await database.query(
            """
            select 'role', rolname || rolsuper || rolcreatedb || rolcanlogin || coalesce(
                (select string_agg(m.roleid::regrole::text, ',' order by 1) from pg_auth_members m where m.member = r.oid), '')
                || coalesce(shobj_description(oid, 'pg_authid'), '')
            from pg_roles r
            union all select 'database', datname || datdba || coalesce(datacl::text, '')
            from pg_database where datname not like 'app%'
            order by 1, 2
            """)
    }

    private func shell(_ files: [String: String] = Self.files) async throws -> Shell {
        try await database.execute("create database app")
        let shell = try Shell(files)
        try shell.write("tidemark.yml", "shadow: \(database.conninfo)\n")
        return shell
    }

    private var app: String {
        database.connection.setting("dbname", to: "app").textOfTest
    }

    @Test func aPlanIsProvenAndNothingStays() async throws {
        try await database.execute("create role reader; create role writer in role reader")
        let shell = try await shell()
        let before = try await state()
        let ended = try await shell.tidemark(
            "diff", app, "migrations:sql", "--sql", "--owner", "postgres")
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.contains("-- Proven: on the given PostgreSQL"), ended.said)
        #expect(ended.out.contains("CREATE TABLE public.people"), ended.said)
        #expect(try await state() == before)
    }

    @Test func anOwnerThatIsNotThereIsMadeAndDropped() async throws {
        let shell = try await shell()
        let before = try await state()
        let ended = try await shell.tidemark(
            "diff", app, "migrations:sql@00", "--sql", "--owner", "nobody_yet")
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.contains("OWNER TO postgres"), ended.said)
        #expect(try await state() == before)
    }

    @Test func anOwnerThatIsNoSuperuserStaysOne() async throws {
        try await database.execute("create role plain_owner")
        let shell = try await shell()
        let before = try await state()
        let ended = try await shell.tidemark(
            "diff", app, "migrations:sql@00", "--sql", "--owner", "plain_owner")
        #expect(ended.code == 2, ended.said)
        #expect(
            ended.err.contains("not provable here: role plain_owner, which is to run"), ended.said)
        #expect(ended.out.isEmpty, ended.said)
        #expect(try await state() == before)
    }

    @Test func whoMayNotMakeDatabasesIsTold() async throws {
        try await database.execute("create role weak login createrole")
        let shell = try await shell()
        let weak = database.connection.setting("user", to: "weak").textOfTest
        let ended = try await shell.tidemark(
            "diff", app, "migrations:sql", "--shadow", weak, "--format", "json")
        #expect(ended.code == 2, ended.said)
        #expect(ended.out.contains("weak may not make databases and roles"), ended.said)
        #expect(ended.out.contains("createdb createrole"), ended.said)
    }

    @Test func whoIsNoSuperuserProvesMigrationsAndNoPlans() async throws {
        try await database.execute("create role maker login createdb createrole")
        let shell = try await shell()
        let maker = database.connection.setting("user", to: "maker").textOfTest
        let before = try await state()
        let proven = try await shell.tidemark("prove", "--all", "--shadow", maker)
        #expect(proven.code == 0, proven.said)
        let refused = try await shell.tidemark(
            "diff", app, "migrations:sql", "--sql", "--shadow", maker)
        #expect(refused.code == 2, refused.said)
        #expect(
            refused.err.contains("not provable here: maker is no superuser of the given server"),
            refused.said)
        #expect(try await state() == before)
    }

    @Test func migrationsAreProvenAndTheirRolesGo() async throws {
        let shell = try await shell()
        let before = try await state()
        let ended = try await shell.tidemark("prove", "--all")
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.contains("on the given PostgreSQL"), ended.said)
        #expect(try await state() == before)
        // One that fails halfway leaves as little.
        try shell.write("sql/02_c.sql", "create role shadow_other;\nselect 1/0;\n")
        let failed = try await shell.tidemark("prove", "--all")
        #expect(failed.code == 2, failed.said)
        #expect(failed.out.contains("division by zero"), failed.said)
        #expect(try await state() == before)
    }

    @Test(arguments: [
        "alter role reader createdb;", "drop user reader;", "grant writer to reader;",
        "alter system set work_mem = '9MB';", "comment on role reader is 'mine';",
        "create database other;", "drop owned by reader;",
    ])
    func whatWasThereBeforeIsNotChanged(statement: String) async throws {
        try await database.execute("create role reader; create role writer")
        let shell = try await shell(["sql/00_a.sql": "create table t ();\n\n\(statement)\n"])
        let before = try await state()
        for arguments in [["prove", "--all"], ["diff", app, "migrations:sql"]] {
            let ended = try await shell.bash(
                "tidemark \(arguments.map { "'\($0)'" }.joined(separator: " "))")
            #expect(ended.code == 2, ended.said)
            #expect(ended.err.contains("not provable here: sql/00_a.sql:3 changes"), ended.said)
        }
        #expect(try await state() == before)
    }

    private var untilItSleeps: String {
        """
        until psql -Atq "\(database.conninfo)" -c "select wait_event from pg_stat_activity" | grep -q PgSleep
        do sleep 0.1; done
        """
    }

    @Test func aSignalLeavesNothing() async throws {
        let shell = try await shell([
            "sql/00_a.sql": "create role shadow_made;\nselect pg_sleep(60);\n"
        ])
        let before = try await state()
        let ended = try await shell.bash(
            "tidemark prove --all & pid=$!; \(untilItSleeps); kill -INT $pid; wait $pid")
        #expect(ended.code == 130, ended.said)
        #expect(ended.err.contains("stopped by SIGINT"), ended.said)
        #expect(try await state() == before)
    }

    @Test(arguments: [
        ("host=127.0.0.1 port=1", "start it, or name another with --shadow"),
        ("hozt=1", "write postgres://user@host:5432/postgres"),
    ])
    func aServerThatIsNotReachedIsThatOfShadow(connection: String, remedy: String) async throws {
        let shell = try await shell()
        let ended = try await shell.tidemark("prove", "--all", "--shadow", connection)
        #expect(ended.code == 69, ended.said)
        #expect(ended.err.contains("the server of --shadow: "), ended.said)
        #expect(ended.err.contains("[shadow-unreachable]"), ended.said)
        #expect(ended.err.contains(remedy), ended.said)
        #expect(!ended.err.contains("--db"), ended.said)
        let absent = database.connection.setting("dbname", to: "nowhere").textOfTest
        let missing = try await shell.tidemark("prove", "--all", "--shadow", absent)
        #expect(missing.code == 69, missing.said)
        #expect(missing.err.contains("such as dbname=postgres"), missing.said)
    }

    @Test func doctorListsWhatCommandsHaveLeft() async throws {
        let shell = try await shell()
        // As if killed before it could say whose it is.
        try await database.execute("create database tidemark_shadow_1_22_333_base")
        try await database.execute("create database tidemark_shadow_1_22_333_trial")
        try await database.execute(
            "comment on database tidemark_shadow_1_22_333_trial is 'somebody has kept this one'")
        try await database.execute(
            "create role shadow_made; comment on role shadow_made is "
                + "'Tidemark shadow tidemark_shadow_1_22_333, dropped when its command ends'")
        let ended = try await shell.tidemark("doctor", "--db", "host=127.0.0.1 port=1")
        #expect(ended.code == 69, ended.said)
        let listed = try await shell.tidemark("doctor", "--format", "json", "--db", app)
        #expect(listed.code == 0, listed.said)
        let checks = (try listed.json()["checks"]?.array ?? []).filter {
            $0["name"]?.string?.hasPrefix("shadow") == true
        }
        let details = checks.compactMap { $0["detail"]?.string }
        #expect(details.first?.hasPrefix("PostgreSQL ") == true, listed.said)
        #expect(
            details.dropFirst() == [
                "database tidemark_shadow_1_22_333_base, of a command that was killed",
                "role shadow_made, of a command that was killed",
            ], listed.said)
        #expect(
            checks[1]["remedy"]?.string?.contains("drop database tidemark_shadow_1_22_333_base")
                == true, listed.said)
        let proven = try await shell.tidemark("prove", "--all")
        #expect(proven.code == 0, proven.said)
        let left = try await database.query(
            """
            select datname from pg_database where datname like 'tidemark_shadow%'
            union select rolname from pg_roles where rolname = 'shadow_made'
            """)
        #expect(left == [["tidemark_shadow_1_22_333_trial"]])
    }

    @Test func whatIsInUseIsNoLeftover() async throws {
        let shell = try await shell(["sql/00_a.sql": "select pg_sleep(60);\n"])
        let ended = try await shell.bash(
            "tidemark prove --all & pid=$!; \(untilItSleeps); tidemark doctor --db '\(app)'; "
                + "kill -INT $pid; wait $pid")
        #expect(ended.out.contains("_base is in use"), ended.said)
        #expect(ended.out.contains("_trial is in use"), ended.said)
        #expect(!ended.out.contains("killed"), ended.said)
    }

    @Test func whatAKilledCommandLeavesTheNextOneDrops() async throws {
        let shell = try await shell([
            "sql/00_a.sql": "select pg_sleep(4);\n", "down/00_a_down.sql": "select 1;\n",
        ])
        try await database.execute("create database tidemark_shadow_of_somebody_else")
        let before = try await state()
        let killed = try await shell.bash(
            "tidemark prove --all & pid=$!; \(untilItSleeps); kill -KILL $pid; wait $pid")
        #expect(killed.code == 137, killed.said)
        #expect(try await state() != before)
        // The statement ends first, and with it the session.
        let idle = "select count(*) from pg_stat_activity where datname like 'tidemark%'"
        while try await database.query(idle) != [["0"]] {
            try await Task.sleep(for: .milliseconds(100))
        }
        try shell.write("sql/00_a.sql", "select 1;\n")
        let next = try await shell.tidemark("prove", "--all")
        #expect(next.code == 0, next.said)
        #expect(try await state() == before)
    }
}

extension ConnectionString {
    /// As text for a command line; the servers of tests that use it have no password.
    var textOfTest: String {
        ["host", "port", "user", "dbname", "password"].compactMap { keyword in
            value(of: keyword).map { "\(keyword)=\($0)" }
        }.joined(separator: " ")
    }
}
