import PostgresSession
import Testing
import TidemarkTesting

/// What becomes of a task, and who decides it.
@Suite struct TaskLifeTests {
    static let lost = "55000"

    @Test(.database) func claimedThenCompleted() async throws {
        let bus = try await TaskBus.make()
        let id = try await bus.enqueue().first
        let worker = try await bus.connect(as: "service_role")
        let claimed = try await worker.query(
            """
            select id, status, attempts, locked_by, locked_until - locked_at
            from claim_tasks('w', lease => '90 s')
            """)
        #expect(claimed.rows.map(\.values) == [[id, "running", "1", "w", "00:01:30"]])
        #expect(try await worker.query("select from claim_tasks('v')").rows.isEmpty)

        let done = try await worker.query(
            """
            select status, result ->> 'n', locked_by, finished_at is not null, updated_at > created_at
            from complete_task($1, 'w', '{"n": 7}')
            """, [id])
        #expect(done.rows.map(\.values) == [["succeeded", "7", nil, "t", "t"]])
        #expect(
            await worker.sqlState(of: "select complete_task($1, 'w')", [id]) == Self.lost)
    }

    @Test(.database) func theMostUrgentDueTaskOfTheKindComesFirst() async throws {
        let bus = try await TaskBus.make()
        let worker = try await bus.connect(as: "service_role")
        try await worker.execute(
            """
            insert into task_queue (org_id, kind, priority, run_after, created_at) values
                ('a', 'ocr', 0, now() - interval '2 min', now() - interval '1 h'),
                ('b', 'ocr', 0, now() - interval '3 min', now() - interval '1 h'),
                ('c', 'ocr', 5, now(), now()),
                ('d', 'ocr', 9, now() + interval '1 h', now()),
                ('e', 'mail', 9, now(), now())
            """)
        let claimed = try await worker.query(
            "select org_id from claim_tasks('w', 10, '{ocr}')")
        #expect(claimed.rows.map { $0[0] } == ["c", "b", "a"])
        let rest = try await worker.query("select org_id from claim_tasks('w', 10)")
        #expect(rest.rows.map { $0[0] } == ["e"])
    }

    @Test(.database) func failuresAreTriedAgainLaterAndThenFinal() async throws {
        let bus = try await TaskBus.make()
        let id = try await bus.enqueue().first
        let worker = try await bus.connect(as: "service_role")
        for (attempt, wait) in [(1, 30), (2, 60), (3, 120), (4, 240)] {
            #expect(try await worker.value("select attempts from claim_tasks('w')") == "\(attempt)")
            let failed = try await worker.query(
                """
                select status, last_error, locked_by,
                    round(extract(epoch from run_after - clock_timestamp())) = $2::int
                from fail_task($1, 'w', 'unreadable')
                """, [id, "\(wait)"])
            #expect(failed.rows.map(\.values) == [["queued", "unreadable", nil, "t"]])
            #expect(try await worker.query("select from claim_tasks('w')").rows.isEmpty)
            try await worker.query("update task_queue set run_after = now() where id = $1", [id])
        }
        _ = try await worker.query("select from claim_tasks('w')")
        let last = try await worker.query(
            "select status, attempts, finished_at is not null from fail_task($1, 'w', 'no')", [id])
        #expect(last.rows.map(\.values) == [["failed", "5", "t"]])
    }

    @Test(.database) func aFailureCanBeFinalOrTimed() async throws {
        let bus = try await TaskBus.make()
        _ = try await bus.enqueue(2)
        let worker = try await bus.connect(as: "service_role")
        let ids = try await worker.query("select id from claim_tasks('w', 2)").rows.map { $0[0] }
        #expect(
            try await worker.value(
                "select status from fail_task($1, 'w', 'no', retry => false)", [ids[0]])
                == "failed")
        #expect(
            try await worker.value(
                "select status from fail_task($1, 'w', null, retry_in => '0')", [ids[1]])
                == "queued")
        let reason = try await worker.value("select last_error from claim_tasks('v')")
        #expect(reason == "no reason given")
    }

    @Test(.database) func aReleaseCountsNoAttempt() async throws {
        let bus = try await TaskBus.make()
        let id = try await bus.enqueue().first
        let worker = try await bus.connect(as: "service_role")
        for _ in 1...7 {
            #expect(try await worker.value("select attempts from claim_tasks('w')") == "1")
            #expect(
                try await worker.value("select attempts from release_task($1, 'w')", [id]) == "0")
        }
    }

    @Test(.database) func aLapsedClaimGoesToAnotherAndIsLostToTheFirst() async throws {
        let bus = try await TaskBus.make()
        let id = try await bus.enqueue().first
        let worker = try await bus.connect(as: "service_role")
        _ = try await worker.query("select from claim_tasks('w', lease => '1 ms')")
        _ = try await worker.query("select pg_sleep(0.01)")
        let second = try await worker.query(
            "select id, attempts, locked_by, last_error from claim_tasks('v')")
        #expect(
            second.rows.map(\.values) == [[id, "2", "v", "the claim of worker w lapsed"]])
        for call in [
            "complete_task($1, 'w')", "fail_task($1, 'w', 'no')", "release_task($1, 'w')",
            "extend_task($1, 'w')", "hold_task($1, 'w')", "hold_task($1, null)",
        ] {
            #expect(await worker.sqlState(of: "select \(call)", [id]) == Self.lost)
        }
        #expect(
            try await worker.value("select status from complete_task($1, 'v')", [id])
                == "succeeded")
    }

    /// Who holds a task and has locked it keeps it, though the claim lapses meanwhile.
    @Test(.database) func aHeldTaskIsNotTakenAway() async throws {
        let bus = try await TaskBus.make()
        let id = try await bus.enqueue().first
        let worker = try await bus.connect(as: "service_role")
        let other = try await bus.connect(as: "service_role")
        _ = try await worker.query("select from claim_tasks('w', lease => '1 ms')")
        try await worker.execute("begin")
        _ = try await worker.query("select hold_task($1, 'w'), pg_sleep(0.01)", [id])
        #expect(try await other.query("select from claim_tasks('v')").rows.isEmpty)
        _ = try await worker.query("select complete_task($1, 'w')", [id])
        try await worker.execute("commit")
        #expect(try await other.value("select status from task_queue") == "succeeded")
    }

    @Test(.database) func aTaskThatKillsItsWorkersEnds() async throws {
        let bus = try await TaskBus.make()
        _ = try await bus.enqueue()
        let worker = try await bus.connect(as: "service_role")
        try await worker.execute("update task_queue set max_attempts = 2")
        for _ in 1...3 {
            _ = try await worker.query("select from claim_tasks('w', lease => '1 ms')")
            _ = try await worker.query("select pg_sleep(0.01)")
        }
        let end = try await worker.query("select status, attempts, locked_by from task_queue")
        #expect(end.rows.map(\.values) == [["failed", "2", nil]])
    }

    @Test(.database) func anExtendedClaimDoesNotLapse() async throws {
        let bus = try await TaskBus.make()
        let id = try await bus.enqueue().first
        let worker = try await bus.connect(as: "service_role")
        _ = try await worker.query("select from claim_tasks('w', lease => '1 ms')")
        _ = try await worker.query("select extend_task($1, 'w', '1 h')", [id])
        _ = try await worker.query("select pg_sleep(0.01)")
        #expect(try await worker.query("select from claim_tasks('v')").rows.isEmpty)
    }

    @Test(
        .database,
        arguments: [
            ("select claim_tasks('')", "22023"), ("select claim_tasks(null)", "22023"),
            ("select claim_tasks('w', 0)", "22023"), ("select claim_tasks('w', null)", "22023"),
            ("select claim_tasks('w', lease => '0')", "22023"),
            ("select extend_task(gen_random_uuid(), 'w', '-1 s')", "22023"),
            ("insert into task_queue (org_id, kind) values ('', 'ocr')", "23514"),
            ("insert into task_queue (org_id, kind) values ('a', '')", "23514"),
            ("insert into task_queue (kind) values ('ocr')", "23502"),
            ("insert into task_queue (org_id, kind, payload) values ('a', 'b', '[]')", "23514"),
            ("insert into task_queue (org_id, kind, status) values ('a', 'b', 'new')", "23514"),
            ("insert into task_queue (org_id, kind, status) values ('a', 'b', 'running')", "23514"),
            ("insert into task_queue (org_id, kind, locked_by) values ('a', 'b', 'w')", "23514"),
            ("insert into task_queue (org_id, kind, attempts) values ('a', 'b', 6)", "23514"),
        ])
    func nonsenseIsRefused(statement: String, sqlState: String) async throws {
        let bus = try await TaskBus.make()
        let worker = try await bus.connect(as: "service_role")
        #expect(await worker.sqlState(of: statement) == sqlState)
    }

    /// Eight workers drain a thousand tasks: each task is claimed once, by one.
    @Test(.database) func manyWorkersShareWithoutDuplicates() async throws {
        let bus = try await TaskBus.make()
        let all = try await bus.enqueue(1000)
        let claims = try await withThrowingTaskGroup(of: [String].self) { group in
            for number in 1...8 {
                group.addTask { try await Self.drain(bus, worker: "w\(number)") }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let claimed = claims.flatMap(\.self)
        #expect(claimed.count == 1000)
        #expect(Set(claimed) == Set(all))
        #expect(claims.filter { !$0.isEmpty }.count > 1)

        let session = try await bus.database.connect()
        let left = "select count(*) from task_queue where status <> 'succeeded' or attempts <> 1"
        #expect(try await session.value(left) == "0")
    }

    /// Claims and completes until nothing is left; returns what was claimed.
    private static func drain(_ bus: TaskBus, worker: String) async throws -> [String] {
        let session = try await bus.connect(as: "service_role")
        var mine: [String] = []
        while true {
            let batch = try await session.query("select id from claim_tasks($1, 7)", [worker])
            guard !batch.rows.isEmpty else { break }
            for id in batch.rows.compactMap({ $0[0] }) {
                _ = try await session.query("select complete_task($1, $2)", [id, worker])
                mine.append(id)
            }
        }
        await session.close()
        return mine
    }
}
