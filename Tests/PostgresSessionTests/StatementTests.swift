import PostgresSession
import Testing
import TidemarkTesting

@Suite(.database) struct StatementTests {
    let session: Session

    init() async throws {
        session = try await TestDatabase.current.connect()
    }

    @Test func parametersAreSentAsTextAndNullIsNil() async throws {
        let result = try await session.query(
            "select $1::int + 1 as n, $2::text as t, $3::text as missing", ["41", "ü'\"\\", nil])
        #expect(result.columns == ["n", "t", "missing"])
        #expect(result.rows.map(\.values) == [["42", "ü'\"\\", nil]])
        #expect(result.rows[0]["t"] == "ü'\"\\")
        #expect(result.scalar == "42")
        #expect(result.commandTag == "SELECT 1")
        #expect(result.rowsAffected == 1)
    }

    @Test func severalStatementsGiveAResultEach() async throws {
        let results = try await session.execute(
            "create table t (a int); insert into t values (1), (2); select * from t order by a")
        #expect(results.map(\.commandTag) == ["CREATE TABLE", "INSERT 0 2", "SELECT 2"])
        #expect(results.map(\.rowsAffected) == [nil, 2, 2])
        #expect(results[2].rows.map(\.values) == [["1"], ["2"]])
    }

    @Test func severalStatementsAreOneTransaction() async throws {
        await #expect(throws: SessionError.self) {
            try await session.execute("create table gone (a int); select 1/0; select 2")
        }
        #expect(try await session.query("select to_regclass('gone')").scalar == nil)
        #expect(await session.transactionStatus == .idle)
    }

    @Test func anEmptyStatementIsAResultWithoutATag() async throws {
        #expect(try await session.execute("").map(\.commandTag) == [""])
        #expect(try await session.execute(" -- nothing").map(\.commandTag) == [""])
    }

    @Test func aFailedTransactionAnswersCommitWithRollback() async throws {
        try await session.execute("begin")
        #expect(await session.transactionStatus == .inTransaction)
        await #expect(throws: SessionError.self) { try await session.execute("select nope") }
        #expect(await session.transactionStatus == .inFailedTransaction)
        #expect(try await session.execute("commit").map(\.commandTag) == ["ROLLBACK"])
        #expect(await session.transactionStatus == .idle)
    }

    @Test func aZeroByteIsRefusedBeforeItCutsTheStatementShort() async throws {
        let error = await #expect(throws: SessionError.self) {
            try await session.execute("select 1\0; drop table t")
        }
        #expect(error?.code == .misuse)
        let second = await #expect(throws: SessionError.self) {
            try await session.query("select $1", ["a\0b"])
        }
        #expect(second?.code == .misuse)
        #expect(try await session.query("select 1").scalar == "1")
    }

    @Test func copyRunAsAPlainStatementEndsWithAnErrorAndDoesNotHang() async throws {
        try await session.execute("create table t (a int)")
        let copyIn = await #expect(throws: SessionError.self) {
            try await session.execute("copy t from stdin; select 1")
        }
        #expect(copyIn?.code == .misuse)
        let copyOut = await #expect(throws: SessionError.self) {
            try await session.execute("copy (select generate_series(1, 100000)) to stdout")
        }
        #expect(copyOut?.code == .misuse)
        let extended = await #expect(throws: SessionError.self) {
            try await session.query("copy t from stdin")
        }
        #expect(extended?.code == .misuse)
        let rows = await #expect(throws: SessionError.self) {
            try await session.forEachRow("copy t from stdin") { _ in }
        }
        #expect(rows?.code == .misuse)
        #expect(try await session.query("select count(*) from t").scalar == "0")
    }

    @Test func rowsArriveOneByOne() async throws {
        var sum = 0
        let result = try await session.forEachRow(
            "select n from generate_series(1, $1::int) n", ["5000"]
        ) { row in
            sum += Int(row["n"] ?? "") ?? 0
        }
        #expect(sum == 12_502_500)
        #expect(result.commandTag == "SELECT 5000")
        #expect(result.columns == ["n"])
    }

    @Test func anErrorAmidTheRowsIsThrownAfterTheRowsBeforeIt() async throws {
        var seen = 0
        let error = await #expect(throws: SessionError.self) {
            try await session.forEachRow(
                "select 1 / (1000 - n) from generate_series(1, 2000) n"
            ) { _ in seen += 1 }
        }
        #expect(error?.sqlState == "22012")
        #expect(seen > 0)
        #expect(try await session.query("select 1").scalar == "1")
    }

    @Test func aThrowingRowBodyEndsTheStatement() async throws {
        struct Enough: Error {}
        await #expect(throws: Enough.self) {
            try await session.forEachRow("select generate_series(1, 100000000)") { row in
                if row[0] == "1000" { throw Enough() }
            }
        }
        #expect(try await session.query("select 1").scalar == "1")
    }

    @Test func theServerAndTheProcessAreKnown() async throws {
        let version = try await session.query("show server_version_num").scalar
        #expect(version == "\(session.serverVersion)")
        let process = try await session.query("select pg_backend_pid()").scalar
        #expect(process == "\(session.backendPID)")
        #expect(await session.parameterStatus("standard_conforming_strings") == "on")
        #expect(await session.parameterStatus("no such") == nil)
        #expect(try await session.query("show client_encoding").scalar == "UTF8")
        #expect(try await session.query("show application_name").scalar == "test")
    }

    @Test func closingTwiceIsHarmlessAndLaterCallsThrow() async throws {
        await session.close()
        await session.close()
        #expect(await session.isConnected == false)
        #expect(await session.transactionStatus == .unknown)
        let error = await #expect(throws: SessionError.self) {
            try await session.execute("select 1")
        }
        #expect(error?.code == .connectionLost)
    }

    @Test func aSessionThatIsLetGoLeavesTheServer() async throws {
        let database = TestDatabase.current
        var other: Session? = try await database.connect(applicationName: "let go")
        #expect(try await other?.query("select 1").scalar == "1")
        other = nil
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(10)
        var left = "?"
        while left != "0", clock.now < deadline {
            left =
                try await session.query(
                    "select count(*) from pg_stat_activity where application_name = 'let go'"
                ).scalar ?? ""
        }
        #expect(left == "0")
    }

    @Test func callsInsidePerformStayOnTheThread() async throws {
        let total = try await session.perform { session in
            var total = 0
            for number in 1...50 {
                total += Int(try await session.query("select $1", ["\(number)"]).scalar ?? "") ?? 0
            }
            return total
        }
        #expect(total == 1275)
    }

    @Test func valuesLiveAsLongAsTheirRow() async throws {
        let row = try await session.query("select repeat('x', 1000), null, ''").rows[0]
        await session.close()
        #expect(row[0]?.count == 1000)
        #expect(row[1] == nil)
        #expect(row[2] == "")
        #expect(row.withBytes(of: 0) { $0.count } == 1000)
    }
}
