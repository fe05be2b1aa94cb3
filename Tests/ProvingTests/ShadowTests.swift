import PostgresSession
import Testing
import TidemarkTesting

@testable import Proving

/// Servers that stay for the next command.
@Suite(.serialized) struct ShadowTests {
    private let temporary: TemporaryDirectory

    init() throws {
        temporary = try TemporaryDirectory()
    }

    private func shadow(_ keep: Duration) async throws -> Shadow {
        let binaries = try await testBinaries()
        return Shadow(
            keep: keep,
            environment: ["TIDEMARK_PG_BINDIR": binaries.directory, "TMPDIR": temporary.path])
    }

    private func run(_ sql: String, on server: ShadowServer) async throws -> String? {
        let session = try await Session.connect(to: server.connection)
        do {
            let value = try await session.query(sql).rows.first?[0]
            await session.close()
            return value
        } catch {
            await session.close()
            throw error
        }
    }

    private func folder(of server: ShadowServer) async throws -> String {
        try #require(try await run("show unix_socket_directories", on: server))
    }

    @Test(.timeLimit(.minutes(5))) func aServerEndsWithItsUse() async throws {
        let shadow = try await shadow(.zero)
        let folder = try await folder(of: try await shadow.server())
        await shadow.close()
        #expect(try await runProgram("test", ["-e", folder]).exitCode == 1)
    }

    @Test(.timeLimit(.minutes(5))) func theNextCommandFindsIt() async throws {
        let first = try await shadow(.seconds(3))
        let server = try await first.server()
        let folder = try await folder(of: server)
        for sql in [
            "create role left_behind superuser", "create database left_behind",
            "create table left_behind ()", "alter database postgres set search_path to nowhere",
            "grant connect on database postgres to left_behind",
        ] {
            _ = try await run(sql, on: server)
        }
        let busy = try await shadow(.seconds(3))
        #expect(try await self.folder(of: try await busy.server()) != folder)
        await busy.close()
        await first.close()

        let second = try await shadow(.seconds(3))
        let again = try await second.server()
        #expect(try await self.folder(of: again) == folder)
        let left = """
            select concat((select count(*) from pg_roles where rolname = 'left_behind'),
                (select count(*) from pg_database where datname = 'left_behind'),
                (select count(*) from pg_class where relname = 'left_behind'),
                current_setting('search_path'))
            """
        #expect(try await run(left, on: again) == "000\"$user\", public")
        await second.close()
        #expect(try await becomesAbsent(folder))
    }

    @Test(.timeLimit(.minutes(5))) func aServerThatIsNotAsNewIsNotUsedAgain() async throws {
        let first = try await shadow(.seconds(3))
        let server = try await first.server()
        let folder = try await folder(of: server)
        _ = try await run("alter system set work_mem = '7MB'", on: server)
        await first.close()
        let second = try await shadow(.seconds(3))
        #expect(try await self.folder(of: try await second.server()) != folder)
        await second.close()
        #expect(try await becomesAbsent(folder))
    }

    @Test(.timeLimit(.minutes(5))) func oneCommandAsksTwice() async throws {
        let shadow = try await shadow(.zero)
        let server = try await shadow.server()
        _ = try await run("create role left_behind", on: server)
        let again = try await shadow.server()
        #expect(again.connection == server.connection)
        #expect(
            try await run("select count(*) from pg_roles where rolname = 'left_behind'", on: again)
                == "0")
        await shadow.close()
    }

    /// Whoever finds the note of a server that died starts another one.
    @Test(.timeLimit(.minutes(5))) func aDeadServerIsPassedOver() async throws {
        let first = try await shadow(.seconds(3))
        let folder = try await folder(of: try await first.server())
        await first.close()
        let number = try readFile("\(folder)/data/postmaster.pid").split(separator: "\n")[0]
        _ = try await runProgram("kill", ["-QUIT", String(number)])
        #expect(try await becomesAbsent(folder))
        let second = try await shadow(.seconds(3))
        #expect(try await self.folder(of: try await second.server()) != folder)
        await second.close()
    }
}
