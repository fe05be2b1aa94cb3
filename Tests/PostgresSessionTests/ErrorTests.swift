import PostgresSession
import Testing
import TidemarkTesting

@Suite(.database) struct ErrorTests {
    let session: Session

    init() async throws {
        session = try await TestDatabase.current.connect()
    }

    private func failure(_ sql: String) async throws -> ServerError {
        let error = await #expect(throws: SessionError.self) { try await session.execute(sql) }
        #expect(error?.code == .server)
        return try #require(error?.server)
    }

    @Test func aConstraintNamesItsObjects() async throws {
        try await session.execute(
            "create schema s; create table s.t (a int constraint positive check (a > 0))")
        let error = try await failure("insert into s.t values (-1)")
        #expect(error.severity == "ERROR")
        #expect(error.sqlState == "23514")
        #expect(error.message.contains("positive"))
        #expect(error.detail == "Failing row contains (-1).")
        #expect(error.schema == "s")
        #expect(error.table == "t")
        #expect(error.constraint == "positive")
        #expect(error.sourceFile?.hasSuffix(".c") == true)
        #expect(error.sourceLine ?? 0 > 0)
        #expect(error.sourceFunction != nil)
    }

    @Test func aColumnIsNamed() async throws {
        try await session.execute("create table t (a int not null)")
        let error = try await failure("insert into t values (null)")
        #expect(error.column == "a")
    }

    @Test func aDataTypeIsNamed() async throws {
        try await session.execute("create domain short as text check (length(value) < 3)")
        let error = try await failure("select 'long'::short")
        #expect(error.dataType == "short")
        #expect(error.constraint == "short_check")
    }

    @Test func positionsCountCharacters() async throws {
        let sql = "select 'héé',\n  nope"
        let error = try await failure(sql)
        #expect(error.position == 17)
        let location = try #require(error.location(in: sql))
        #expect(location.line == 2)
        #expect(location.column == 3)
        #expect(location.utf8Offset == 18)
    }

    @Test func theEndOfTheStatementIsAPosition() async throws {
        let sql = "select ("
        let location = try #require(try await failure(sql).location(in: sql))
        #expect(location.utf8Offset == 8)
        #expect(location.column == 9)
        var beyond = ServerError(severity: "ERROR", sqlState: "42601", message: "")
        beyond.position = 100
        #expect(beyond.location(in: sql) == nil)
    }

    @Test func aFunctionGivesItsQueryAndContext() async throws {
        let error = try await failure("do $$ begin execute 'select nope'; end $$")
        #expect(error.internalQuery == "select nope")
        #expect(error.internalPosition == 8)
        #expect(error.internalLocation?.column == 8)
        #expect(error.context?.contains("inline_code_block") == true)
        #expect(error.position == nil)
    }

    @Test func hintAndDetailOfARaisedError() async throws {
        let error = try await failure(
            "do $$ begin raise exception using errcode = 'TM001', message = 'm', detail = 'd', "
                + "hint = 'h', column = 'c', datatype = 'y', table = 't', schema = 's'; end $$")
        #expect(error.sqlState == "TM001")
        #expect([error.message, error.detail, error.hint] == ["m", "d", "h"])
        #expect([error.schema, error.table, error.column, error.dataType] == ["s", "t", "c", "y"])
        #expect(error.description.hasPrefix("ERROR: TM001: m\nDETAIL: d\nHINT: h\nCONTEXT: "))
    }

    @Test func noticesComeInOrderWithTheirFields() async throws {
        let script = """
            do $$ begin
                raise notice 'one' using hint = 'first';
                raise warning 'two';
                raise info 'three';
            end $$;
            drop table if exists missing
            """
        try await session.execute(script)
        let notices = await session.takeNotices()
        #expect(notices.map(\.message).prefix(3) == ["one", "two", "three"])
        #expect(notices.map(\.severity) == ["NOTICE", "WARNING", "INFO", "NOTICE"])
        #expect(notices.first?.hint == "first")
        #expect(notices.last?.sqlState == "00000")
        #expect(await session.takeNotices().isEmpty)
    }

    @Test func aHandlerGetsNoticesAsTheyArrive() async throws {
        let (stream, continuation) = AsyncStream<Notice>.makeStream()
        await session.setNoticeHandler { continuation.yield($0) }
        try await session.execute("do $$ begin raise notice 'a'; raise notice 'b'; end $$")
        await session.setNoticeHandler(nil)
        continuation.finish()
        var messages: [String] = []
        for await notice in stream { messages.append(notice.message) }
        #expect(messages == ["a", "b"])
        #expect(await session.takeNotices().isEmpty)
    }
}
