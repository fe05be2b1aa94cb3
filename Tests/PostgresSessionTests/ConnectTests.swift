import PostgresSession
import Proving
import Testing
import TidemarkTesting

@Suite struct ConnectTests {
    @Test func anUnreachableServerIsToldFromTheRest() async throws {
        let nowhere = ConnectionString("host=/nowhere/at/all user=me dbname=x")
        let noSocket = await #expect(throws: SessionError.self) {
            try await Session.connect(to: nowhere)
        }
        #expect(noSocket?.code == .connectionFailed)
        #expect(noSocket?.server == nil)
        #expect(noSocket?.message.contains("/nowhere/at/all/.s.PGSQL") == true)
        let noListener = await #expect(throws: SessionError.self) {
            try await Session.connect(
                to: ConnectionString(
                    "host=127.0.0.1 port=1 user=me password=s3cret connect_timeout=5"))
        }
        #expect(noListener?.code == .connectionFailed)
        #expect(noListener?.description.contains("s3cret") == false)
    }

    @Test(.database) func aMissingDatabaseHasItsOwnCode() async throws {
        let base = TestDatabase.current.connection.setting("dbname", to: "missing")
        for target in [base, base.setting("connect_timeout", to: "10")] {
            let error = await #expect(throws: SessionError.self) {
                try await Session.connect(to: target)
            }
            #expect(error?.code == .databaseMissing)
            #expect(error?.message.contains("FATAL:  database \"missing\" does not exist") == true)
            #expect(error?.message.contains("LOCATION") == false)
        }
        let error = await #expect(throws: SessionError.self) { try await Session.connect(to: base) }
        #expect(error?.sqlState == SQLState.invalidCatalogName)
        #expect(error?.server?.severity == "FATAL")
    }

    @Test(.database) func aMissingRoleIsAnAuthenticationFailure() async throws {
        let target = TestDatabase.current.connection.setting("user", to: "nobody at all")
        let error = await #expect(throws: SessionError.self) {
            try await Session.connect(to: target)
        }
        #expect(error?.code == .authenticationFailed)
        #expect(error?.sqlState == SQLState.invalidAuthorization)
    }

    @Test(.server(authentication: "local all postgres trust\nlocal all all scram-sha-256"))
    func passwordsServiceFilesAndPasswordFiles() async throws {
        let database = TestDatabase.current
        try await database.execute("create role app login password 'right s3cret'")
        let target = database.connection.setting("user", to: "app")

        let session = try await Session.connect(to: target.setting("password", to: "right s3cret"))
        #expect(try await session.query("select current_user").scalar == "app")
        var dumped = ""
        dump(session, to: &dumped)
        #expect(!dumped.contains("s3cret"))
        #expect(!String(reflecting: session).contains("s3cret"))

        for timeout in [nil, "10"] {
            var wrong = target.setting("password", to: "wrong s3cret")
            if let timeout { wrong = wrong.setting("connect_timeout", to: timeout) }
            let error = await #expect(throws: SessionError.self) {
                try await Session.connect(to: wrong)
            }
            #expect(error?.code == .authenticationFailed)
            #expect("\(String(describing: error))".contains("s3cret") == false)
        }

        let folder = try TemporaryDirectory()
        let none = target.setting("passfile", to: folder.path(of: "none"))
        let missing = await #expect(throws: SessionError.self) {
            try await Session.connect(to: none)
        }
        #expect(missing?.code == .authenticationFailed)
        #expect(missing?.message.contains("no password supplied") == true)

        try folder.write("pgpass", "*:*:*:app:right s3cret\n", mode: 0o600)
        let filed = target.setting("passfile", to: folder.path(of: "pgpass"))
        #expect(try await Session.connect(to: filed).isConnected)

        try folder.write(
            "service",
            "[mine]\nhost=\(database.server.directory)\nuser=app\npassword=right s3cret\n"
                + "dbname=postgres\n")
        useServiceFile(folder.path(of: "service"))
        let served = try await Session.connect(to: ConnectionString("service=mine"))
        #expect(try await served.query("select current_user").scalar == "app")
    }

    @Test(.server(["max_connections": "4", "superuser_reserved_connections": "0"]))
    func aFullServerIsNotUnreachable() async throws {
        var sessions: [Session] = []
        let error = await #expect(throws: SessionError.self) {
            for _ in 0..<50 { sessions.append(try await TestDatabase.current.connect()) }
        }
        #expect(error?.code == .connectionFailed)
        #expect(error?.sqlState == SQLState.tooManyConnections)
        for session in sessions { await session.close() }
    }

    @Test(.database) func theFirstHostThatAnswersIsTaken() async throws {
        let connection = TestDatabase.current.connection
        let directory = try #require(connection.value(of: "host"))
        let several = connection.setting("host", to: "/nowhere,\(directory)")
        #expect(try await Session.connect(to: several).isConnected)
        let writable = several.setting("target_session_attrs", to: "read-write")
        #expect(try await Session.connect(to: writable).isConnected)
        let standby = several.setting("target_session_attrs", to: "standby")
        let error = await #expect(throws: SessionError.self) {
            try await Session.connect(to: standby)
        }
        #expect(error?.code == .connectionFailed)
    }

    @Test(.timeLimit(.minutes(20))) func aSilentServerCanBeGivenUp() async throws {
        let silent = try SilentServer()
        let connecting = Task { try await Session.connect(to: silent.connection) }
        try await Task.sleep(for: .milliseconds(50))
        connecting.cancel()
        let error = await #expect(throws: SessionError.self) { try await connecting.value }
        #expect(error?.code == .cancelled)
    }

    @Test(.database) func connectionsFromManyTasks() async throws {
        let database = TestDatabase.current
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...40 {
                group.addTask {
                    let session = try await database.connect()
                    return Int(try await session.query("select $1", ["\(number)"]).scalar ?? "")
                        ?? 0
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 820)
    }
}
