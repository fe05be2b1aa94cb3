import PostgresSession

extension EphemeralServer {
    /// A new name in the temporary folder, short enough for the path of a unix socket.
    static func newDirectory(
        in parent: String?, port: String
    ) throws(EphemeralServerError) -> String {
        // The size of sun_path less the final zero byte.
        #if canImport(Darwin)
            let longest = 103
        #else
            let longest = 107
        #endif
        let name = "tidemark-" + String(UInt64.random(in: .min ... .max), radix: 36)
        func fits(_ parent: String) -> Bool {
            "\(parent)/\(name)/.s.PGSQL.\(port).lock".utf8.count <= longest
        }
        if let parent {
            if fits(parent) { return "\(parent)/\(name)" }
            throw EphemeralServerError(
                code: .pathTooLong,
                message: "\(parent) is too long for a socket in it: \(longest) bytes is the limit",
                remedy: "use a shorter folder, such as /tmp")
        }
        // Another account may not be let into a temporary folder that belongs to root.
        let chosen = FileSystem.isRoot ? nil : FileSystem.environment("TMPDIR")["TMPDIR"]
        guard var chosen, fits(chosen) else { return "/tmp/\(name)" }
        while chosen.count > 1, chosen.hasSuffix("/") { chosen.removeLast() }
        return "\(chosen)/\(name)"
    }

    /// Waits until a connection succeeds; throws what the guardian says when it ends before that.
    static func waitUntilReady(
        socket: String, _ connection: ConnectionString, _ guardian: Guardian
    ) async throws {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(120)
        var last: SessionError?
        while clock.now < deadline {
            if let ending = guardian.ending { throw failure(ending) }
            if FileSystem.exists(socket) {
                do throws(SessionError) {
                    let session = try await Session.connect(to: connection)
                    return await session.close()
                } catch {
                    last = error
                    let mayPass =
                        error.code == .connectionFailed
                        && (error.server == nil || error.sqlState == SQLState.cannotConnectNow)
                    if !mayPass { break }
                }
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        if let last {
            throw EphemeralServerError(
                code: .startFailed,
                message: "the server started but takes no connection: \(last)")
        }
        throw EphemeralServerError(
            code: .startFailed, message: "the server did not start within two minutes")
    }

    private static func failure(_ ending: Guardian.Ending) -> EphemeralServerError {
        let isInitialization = ending.exitCode == 3
        let what = isInitialization ? "initdb failed" : "the server ended while it started"
        let hint = ending.complaint.contains("ermission denied") && FileSystem.isRoot
        return EphemeralServerError(
            code: isInitialization ? .initializationFailed : .startFailed,
            message: ending.complaint.isEmpty ? what : "\(what):\n\(ending.complaint)",
            remedy: hint
                ? "the account that runs the server must be able to read its programs" : nil)
    }
}
