import PostgresSession
import Proving
import Testing
import TidemarkTesting

@Suite struct EphemeralServerTests {
    @Test(.server(["work_mem": "7MB"])) func itIsAPlainServerWithTheSettingsAskedFor() async throws
    {
        let session = try await TestDatabase.current.connect()
        let answer = try await session.query(
            """
            select current_user, current_database(), current_setting('server_encoding'),
                current_setting('listen_addresses'), current_setting('work_mem'),
                current_setting('fsync'), datcollate,
                (select rolsuper::text from pg_roles where rolname = current_user)
            from pg_database where datname = current_database()
            """)
        #expect(
            answer.rows.map(\.values) == [
                ["postgres", "postgres", "UTF8", "", "7MB", "off", "C.UTF-8", "true"]
            ])
        let server = TestDatabase.current.server
        #expect(session.serverVersion / 10_000 == server.binaries.majorVersion)
        #expect(try readFile(server.logFile).contains("ready to accept connections"))
    }

    @Test func stoppingRemovesItAndIsHarmlessTwice() async throws {
        let server = try await EphemeralServer.start(binaries: testBinaries())
        let session = try await Session.connect(to: server.connection)
        let process = try await session.query(
            "select pg_backend_pid(), (select setting from pg_settings where name = 'data_directory')"
        )
        #expect(process.rows[0][1] == "\(server.directory)/data")
        await server.stop()
        await server.stop()
        #expect(try await exists(server.directory) == false)
        let error = await #expect(throws: SessionError.self) {
            try await session.execute("select 1")
        }
        #expect(error?.code == .connectionLost)
    }

    @Test func lettingItGoStopsIt() async throws {
        var server: EphemeralServer? = try await EphemeralServer.start(binaries: testBinaries())
        let directory = try #require(server?.directory)
        #expect(try await exists(directory))
        server = nil
        #expect(try await becomesAbsent(directory))
    }

    @Test func aServerThatEndsByItselfTakesItsFolderAlong() async throws {
        let server = try await EphemeralServer.start(binaries: testBinaries())
        let process = try readFile("\(server.directory)/data/postmaster.pid").split(
            separator: "\n")[0]
        #expect(try await runProgram("kill", ["-INT", String(process)]).exitCode == 0)
        #expect(try await becomesAbsent(server.directory))
        await server.stop()
    }

    @Test func theFolderIsClosedToOthers() async throws {
        let server = try await EphemeralServer.start(binaries: testBinaries())
        let mode = try await runProgram("stat", ["-c", "%a", server.directory])
        #expect(mode.output == "700\n")
        await server.stop()
    }

    @Test func theGuardianHasASessionOfItsOwn() async throws {
        let server = try await EphemeralServer.start(binaries: testBinaries())
        let process = try readFile("\(server.directory)/data/postmaster.pid").split(
            separator: "\n")[0]
        let its = try await runProgram("ps", ["-o", "sid=,pgid=,tty=", "-p", String(process)])
        let ours = try await runProgram("ps", ["-o", "sid=,pgid=,tty=", "-p", "\(ourProcess)"])
        let fields = its.output.split(separator: " ")
        #expect(fields[0] != ours.output.split(separator: " ")[0])
        #expect(fields[1] != ours.output.split(separator: " ")[1])
        #expect(fields[2].hasPrefix("?"))
        await server.stop()
    }

    @Test func aWrongSettingIsToldInTheServersWords() async throws {
        let error = await #expect(throws: EphemeralServerError.self) {
            try await EphemeralServer.start(
                binaries: testBinaries(), settings: ["shared_buffers": "a lot"])
        }
        #expect(error?.code == .startFailed)
        #expect(error?.message.contains("shared_buffers") == true)
    }

    @Test func aFolderThatCannotBeMadeIsToldInTheShellsWords() async throws {
        let error = await #expect(throws: EphemeralServerError.self) {
            try await EphemeralServer.start(
                binaries: testBinaries(), directory: "/nonexistent/folder")
        }
        #expect(error?.code == .initializationFailed)
        #expect(error?.message.contains("/nonexistent/folder") == true)
    }

    @Test func aPathTooLongForASocketIsRefused() async throws {
        let long = "/tmp/" + String(repeating: "x", count: 90)
        let error = await #expect(throws: EphemeralServerError.self) {
            try await EphemeralServer.start(binaries: testBinaries(), directory: long)
        }
        #expect(error?.code == .pathTooLong)
    }

    @Test func brokenProgramsAreToldWithInitdbsWords() async throws {
        let real = try await testBinaries()
        let folder = try TemporaryDirectory()
        try folder.write(
            "initdb", "#!/bin/sh\necho 'initdb: no luck today' >&2; exit 1\n", mode: 0o755)
        try folder.write(
            "postgres", "#!/bin/sh\necho 'postgres (PostgreSQL) \(real.version)'\n", mode: 0o755)
        let broken = try #require(await ServerBinaries(directory: folder.path))
        let error = await #expect(throws: EphemeralServerError.self) {
            try await EphemeralServer.start(binaries: broken)
        }
        #expect(error?.code == .initializationFailed)
        #expect(error?.message.contains("no luck today") == true)
    }

    @Test(.timeLimit(.minutes(20))) func cancellingTheStartLeavesNothing() async throws {
        let folder = try TemporaryDirectory()
        _ = try await runProgram("chmod", ["777", folder.path])
        let starting = Task {
            try await EphemeralServer.start(binaries: testBinaries(), directory: folder.path)
        }
        try await Task.sleep(for: .milliseconds(300))
        starting.cancel()
        await #expect(throws: (any Error).self) { _ = try await starting.value }
        #expect(try await runProgram("ls", [folder.path]).output == "")
    }

    @Test func severalRunSideBySide() async throws {
        async let first = EphemeralServer.start(binaries: testBinaries())
        async let second = EphemeralServer.start(binaries: testBinaries())
        let servers = try await [first, second]
        #expect(servers[0].directory != servers[1].directory)
        for server in servers {
            let session = try await Session.connect(to: server.connection)
            #expect(try await session.query("select 1").scalar == "1")
            await server.stop()
        }
    }
}
