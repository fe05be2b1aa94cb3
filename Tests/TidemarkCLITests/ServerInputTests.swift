import PostgresSession
import Proving
import Testing
import TidemarkTesting

/// A server that is not there, or does not let us in.
struct ServerInputTests {
    private let files = ["sql/00_a.sql": "create table a ();\n"]

    @Test func aDeadServerIsNamedWithTheWaysOut() async throws {
        let ended = try await Shell(files).tidemark("up", "--db", "host=127.0.0.1 port=1")
        #expect(ended.code == 69, ended.said)
        for part in [
            "connection to server at \"127.0.0.1\", port 1 failed", "[connection-failed]",
            "state: not connected; nothing was changed", "--wait 30s", "--embedded",
        ] {
            #expect(ended.err.contains(part), ended.said)
        }
        #expect(!ended.err.contains("\\t"), "libpq's tabs are not shown as escapes")
    }

    @Test(
        .server(
            authentication: """
                local all postgres trust
                local all all scram-sha-256
                """))
    func aWrongPasswordIsToldWithoutIt() async throws {
        let database = TestDatabase.current
        try await database.execute("create role clerk login password 'right'")
        let shell = try Shell(files)
        let conninfo = database.connection.setting("user", to: "clerk").setting(
            "password", to: "hunter2")
        let ended = try await shell.tidemark("up", "--verbose", "--db", conninfo.textWithSecrets)
        #expect(ended.code == 69, ended.said)
        for part in [
            "password authentication failed for user \"clerk\"", "[authentication-failed]",
            "SQLSTATE 28P01", "next: correct the user", "PGPASSWORD", "state: not connected",
        ] {
            #expect(ended.err.contains(part), ended.said)
        }
        #expect(!ended.err.contains("hunter2"), ended.said)
    }

    @Test(.database) func aMissingDatabaseIsNamed() async throws {
        let other = TestDatabase.current.connection.setting("dbname", to: "nowhere")
        let ended = try await Shell(files).tidemark("up", "--db", other.textWithSecrets)
        #expect(ended.code == 69, ended.said)
        for part in ["\"nowhere\" does not exist", "SQLSTATE 3D000", "next: create it (createdb)"] {
            #expect(ended.err.contains(part), ended.said)
        }
    }

    @Test func aConnectionStringThatMeansNothingIsUsage() async throws {
        let ended = try await Shell(files).tidemark("up", "--db", "hozt=x")
        #expect(ended.code == 64, ended.said)
        #expect(ended.err.contains("next: write postgres://"), ended.said)
    }

    @Test(.database) func waitOutlastsAServerThatStartsLate() async throws {
        let server = TestDatabase.current.server
        let shell = try Shell(files)
        let programs = server.binaries.directory
        // A server of the shell's own: PostgreSQL refuses root, so it runs as postgres there.
        let ended = try await shell.bash(
            """
            PATH=$PATH:/usr/sbin:/sbin
            as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
            folder=$(as mktemp -d)
            trap 'as \(programs)/pg_ctl -D "$folder/data" -m immediate stop >/dev/null 2>&1; \
            rm -rf "$folder"' EXIT
            as \(programs)/initdb -D "$folder/data" -U postgres --auth=trust --no-sync >/dev/null
            export DATABASE_URL="host=$folder port=5432 user=postgres dbname=postgres"
            tidemark status --wait 200ms >/dev/null 2>&1
            [ $? = 69 ] || exit 99
            (sleep 2
            as \(programs)/pg_ctl -D "$folder/data" -w -l "$folder/log" \
            -o "-k $folder -c listen_addresses= -c fsync=off" start >/dev/null) &
            tidemark up --wait 60s; code=$?
            wait
            exit $code
            """)
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.contains("applied 1 migration"), ended.said)
    }

    @Test func aWaitWithoutAUnitIsUsage() async throws {
        let ended = try await Shell(files).tidemark("up", "--wait", "30")
        #expect(ended.code == 64, ended.said)
        #expect(ended.err.contains("--wait"), ended.said)
    }
}
