import PostgresSession
import Proving
import Testing
import TidemarkTesting

@Suite struct EncryptionTests {
    /// A server with a certificate for `localhost`, made by the openssl program.
    @Test(
        .enabled("the server was built with TLS") {
            let configuration = try await testBinaries().path(of: "pg_config")
            let options = try await runProgram(configuration, ["--configure"]).output
            return options.contains("--with-openssl") || options.contains("--with-ssl")
        }, .timeLimit(.minutes(20)))
    func certificatesAreVerified() async throws {
        let folder = try TemporaryDirectory()
        let made = try await runProgram(
            "openssl",
            [
                "req", "-new", "-x509", "-days", "2", "-nodes", "-newkey", "rsa:2048",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                "-keyout", folder.path(of: "server.key"), "-out", folder.path(of: "server.crt"),
            ])
        try #require(made.exitCode == 0, "\(made.complaint)")
        let key = folder.path(of: "server.key")
        // The server insists on owning its key; only root has another account run it.
        if try await runProgram("id", ["-u"]).output == "0\n" {
            try #require(try await runProgram("chown", ["postgres", key]).exitCode == 0)
        }
        let port = try freePort()
        let server = try await EphemeralServer.start(
            binaries: testBinaries(),
            settings: [
                "listen_addresses": "127.0.0.1", "port": "\(port)", "ssl": "on",
                "ssl_cert_file": folder.path(of: "server.crt"), "ssl_key_file": key,
            ],
            authentication: "local all all trust\nhostssl all all 127.0.0.1/32 trust")
        let target = ConnectionString(
            "postgresql://postgres@localhost:\(port)/postgres?sslmode=verify-full"
        )
        .setting("hostaddr", to: "127.0.0.1")

        let trusting = target.setting("sslrootcert", to: folder.path(of: "server.crt"))
        let session = try await Session.connect(to: trusting)
        #expect(session.isEncrypted)
        let question = "select ssl from pg_stat_ssl where pid = pg_backend_pid()"
        #expect(try await session.query(question).scalar == "t")

        let wrongHost = await #expect(throws: SessionError.self) {
            try await Session.connect(to: trusting.setting("host", to: "db.example"))
        }
        #expect(wrongHost?.code == .connectionFailed)
        #expect(wrongHost?.message.contains("does not match host name") == true)

        let unknown = await #expect(throws: SessionError.self) {
            try await Session.connect(to: target.setting("sslrootcert", to: "/nonexistent.crt"))
        }
        #expect(unknown?.code == .connectionFailed)

        let plain = await #expect(throws: SessionError.self) {
            try await Session.connect(to: target.setting("sslmode", to: "disable"))
        }
        #expect(plain?.code == .authenticationFailed)

        // Cancelling and COPY work the same way here.
        let sleeping = Task { try await session.execute("select pg_sleep(30)") }
        try await Task.sleep(for: .milliseconds(100))
        sleeping.cancel()
        let cancelled = await #expect(throws: SessionError.self) { try await sleeping.value }
        #expect(cancelled?.code == .cancelled)
        try await session.execute("create temp table t (a text)")
        var pieces = 0
        try await session.copyIn("copy t from stdin") {
            pieces += 1
            return pieces > 500 ? nil : Array((String(repeating: "x", count: 999) + "\n").utf8)
        }
        #expect(try await session.query("select count(*) from t").scalar == "500")
        await session.close()
        await server.stop()
    }
}
