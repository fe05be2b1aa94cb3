import PostgresSession
import Testing
import TidemarkTesting

@Suite(.database) struct CopyTests {
    let session: Session

    init() async throws {
        session = try await TestDatabase.current.connect()
        try await session.execute("create table t (a int, b text)")
    }

    @Test func dataGoesInAndComesOut() async throws {
        // Pieces are cut in the middle of a row and of a character.
        let data = Array("1\tüber\n2\t\\N\n3\ta\\tb\n".utf8)
        var rest = data[...]
        let result = try await session.copyIn("copy t from stdin") {
            guard !rest.isEmpty else { return nil }
            defer { rest = rest.dropFirst(4) }
            return Array(rest.prefix(4))
        }
        #expect(result.commandTag == "COPY 3")
        #expect(result.rowsAffected == 3)
        var out: [UInt8] = []
        let written = try await session.copyOut("copy t to stdout") { out += $0 }
        #expect(written.commandTag == "COPY 3")
        #expect(out == data)
    }

    @Test func noDataIsNoRows() async throws {
        let result = try await session.copyIn("copy t from stdin") { nil }
        #expect(result.commandTag == "COPY 0")
    }

    @Test func aFailingSourceCopiesNothing() async throws {
        struct Broken: Error {}
        var pieces = 0
        await #expect(throws: Broken.self) {
            try await session.copyIn("copy t from stdin") {
                pieces += 1
                if pieces > 10 { throw Broken() }
                return Array("1\tx\n".utf8)
            }
        }
        #expect(try await session.query("select count(*) from t").scalar == "0")
        #expect(await session.transactionStatus == .idle)
    }

    @Test func badDataIsNoticedBeforeTheSourceEnds() async throws {
        var pieces = 0
        let error = await #expect(throws: SessionError.self) {
            try await session.copyIn("copy t from stdin") {
                pieces += 1
                if pieces > 10_000 { return nil }
                return pieces == 1
                    ? Array("no number\tx\n".utf8) : [UInt8](repeating: 0x31, count: 8192)
            }
        }
        #expect(error?.sqlState == "22P02")
        #expect(error?.server?.context?.contains("COPY t, line 1") == true)
        #expect(pieces < 10_000)
        #expect(try await session.query("select 1").scalar == "1")
    }

    @Test func aThrowingReaderEndsTheCopy() async throws {
        struct Enough: Error {}
        await #expect(throws: Enough.self) {
            try await session.copyOut(
                "copy (select generate_series(1, 100000000)) to stdout"
            ) { _ in throw Enough() }
        }
        #expect(try await session.query("select 1").scalar == "1")
    }

    @Test func otherStatementsAreRefused() async throws {
        let notCopy = await #expect(throws: SessionError.self) {
            try await session.copyIn("select 1") { nil }
        }
        #expect(notCopy?.code == .misuse)
        let wrongWay = await #expect(throws: SessionError.self) {
            try await session.copyOut("copy t from stdin") { _ in }
        }
        #expect(wrongWay?.code == .misuse)
        let otherWay = await #expect(throws: SessionError.self) {
            try await session.copyIn("copy t to stdout") { nil }
        }
        #expect(otherWay?.code == .misuse)
        let wrong = await #expect(throws: SessionError.self) {
            try await session.copyIn("copy missing from stdin") { nil }
        }
        #expect(wrong?.sqlState == "42P01")
        #expect(try await session.query("select 1").scalar == "1")
    }

    /// 8 MB, or 100 MB with `TIDEMARK_LONG=1`; memory may not grow with it.
    @Test func muchDataTakesConstantMemory() async throws {
        let line = Array("1\t\(String(repeating: "x", count: 1021))\n".utf8)
        let piece = [UInt8]((0..<64).flatMap { _ in line })
        let pieces = (isLong ? 100 : 8) * 16
        try await session.execute("alter table t set unlogged")
        let before = try peakMemory()
        var sent = 0
        try await session.copyIn("copy t from stdin") {
            sent += 1
            return sent > pieces ? nil : piece
        }
        var received = 0
        try await session.copyOut("copy t to stdout") { received += $0.count }
        #expect(received == pieces * piece.count)
        // Other tests run at the same time in this process, so the bound is loose when it is short.
        if isLong { #expect(try peakMemory() - before < 40_000) }
    }
}
