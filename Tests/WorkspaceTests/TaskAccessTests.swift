import PostgresSession
import Testing
import TidemarkTesting

/// Who may read and write which task.
@Suite struct TaskAccessTests {
    static let acme = #"{"org_id": "acme", "sub": "u1", "role": "authenticated"}"#
    static let denied = SQLState.insufficientPrivilege

    @Test(.database) func peopleSeeTheirOrganisationOnly() async throws {
        let bus = try await TaskBus.make()
        _ = try await bus.enqueue(3, org: "acme")
        _ = try await bus.enqueue(2, org: "globex")
        let session = try await bus.connect(as: "authenticated", claims: Self.acme)
        #expect(
            try await session.value("select count(*) || min(org_id) from task_queue") == "3acme")
        let ofOthers = "select count(*) from task_queue where org_id = 'globex'"
        #expect(try await session.value(ofOthers) == "0")
    }

    @Test(
        .database,
        arguments: [
            nil, "", "{}", #"{"org_id": null}"#, #"{"org_id": ""}"#, #"{"org_id": "ACME"}"#,
            #"{"org": "acme"}"#,
        ])
    func claimsWithoutTheOrganisationShowNothing(claims: String?) async throws {
        let bus = try await TaskBus.make()
        _ = try await bus.enqueue(3)
        let session = try await bus.connect(as: "authenticated", claims: claims)
        #expect(try await session.value("select count(*) from task_queue") == "0")
        let cancel = try await session.query("update task_queue set status = 'cancelled'")
        #expect(cancel.rowsAffected == 0)
        let insert = "insert into task_queue (org_id, kind) values ('acme', 'ocr')"
        #expect(await session.sqlState(of: insert) == Self.denied)
        // Without the column the claim is taken: an empty one passes the policy and fails the constraint.
        if claims?.contains("ACME") != true {
            let byDefault = await session.sqlState(
                of: "insert into task_queue (kind) values ('ocr')")
            #expect(byDefault == (claims?.contains(#"": ""}"#) == true ? "23514" : Self.denied))
        }
    }

    /// After a transaction with local claims the setting is empty, not unset.
    @Test(.database) func claimsOfAnEarlierTransactionAreGone() async throws {
        let bus = try await TaskBus.make()
        _ = try await bus.enqueue()
        let session = try await bus.connect(as: "authenticated")
        try await session.execute("begin")
        try await session.query("select set_config('request.jwt.claims', $1, true)", [Self.acme])
        #expect(try await session.value("select count(*) from task_queue") == "1")
        try await session.execute("commit")
        #expect(try await session.value("select count(*) from task_queue") == "0")
    }

    @Test(.database) func peopleEnqueueForTheirOrganisation() async throws {
        let bus = try await TaskBus.make()
        let session = try await bus.connect(as: "authenticated", claims: Self.acme)
        let row = try await session.query(
            """
            insert into task_queue (kind, payload, run_after) values ('ocr', '{"n": 1}', '-infinity')
            returning org_id, created_by, status, run_after = created_at
            """)
        #expect(row.rows.first?.values == ["acme", "u1", "queued", "t"])
        #expect(
            await session.sqlState(
                of: "insert into task_queue (org_id, kind) values ('globex', 'ocr')")
                == Self.denied)
    }

    @Test(
        .database,
        arguments: [
            "status", "priority", "attempts", "max_attempts", "locked_by", "locked_at",
            "locked_until", "result", "last_error", "created_by", "created_at", "updated_at",
            "finished_at",
        ])
    func peopleCannotSet(column: String) async throws {
        let bus = try await TaskBus.make()
        _ = try await bus.enqueue()
        let session = try await bus.connect(as: "authenticated", claims: Self.acme)
        let insert = "insert into task_queue (kind, \(column)) values ('ocr', default)"
        #expect(await session.sqlState(of: insert) == Self.denied)
        if column != "status" {
            let update = "update task_queue set \(column) = default"
            #expect(await session.sqlState(of: update) == Self.denied)
        }
    }

    @Test(.database) func peopleCancelWhatIsQueuedAndNothingElse() async throws {
        let bus = try await TaskBus.make()
        _ = try await bus.enqueue(2)
        _ = try await bus.enqueue(1, org: "globex")
        let worker = try await bus.connect(as: "service_role")
        _ = try await worker.query("select * from claim_tasks('w')")

        let session = try await bus.connect(as: "authenticated", claims: Self.acme)
        for status in ["queued", "running", "succeeded", "failed"] {
            #expect(
                await session.sqlState(
                    of: "update task_queue set status = '\(status)' where status = 'queued'")
                    == Self.denied)
        }
        // No WHERE: the read policy is not asked, so the update policy must hold by itself.
        let cancelled = try await session.query("update task_queue set status = 'cancelled'")
        let running = try await worker.value(
            "select org_id from task_queue where status = 'running'")
        #expect(cancelled.rowsAffected == (running == "acme" ? 1 : 2))
        #expect(
            try await worker.value(
                "select count(*) from task_queue where org_id = 'globex' and status = 'cancelled'")
                == "0")
        let finished = "select bool_and(finished_at is not null) from task_queue"
        #expect(
            try await worker.value(finished + " where status = 'cancelled'") == "t")
    }

    @Test(
        .database, arguments: ["anon", "authenticated"],
        [
            "delete from task_queue", "truncate task_queue",
            "select * from claim_tasks('w')",
            "select hold_task(gen_random_uuid(), 'w')",
            "select complete_task(gen_random_uuid(), 'w')",
            "select fail_task(gen_random_uuid(), 'w', 'no')",
            "select release_task(gen_random_uuid(), 'w')",
            "select extend_task(gen_random_uuid(), 'w')",
            "select task_queue_keep_times()",
        ])
    func onlyWorkers(role: String, statement: String) async throws {
        let bus = try await TaskBus.make()
        let session = try await bus.connect(as: role, claims: Self.acme)
        #expect(await session.sqlState(of: statement) == Self.denied)
    }

    @Test(
        .database,
        arguments: [
            "select from task_queue", "insert into task_queue (kind) values ('ocr')",
            "update task_queue set status = 'cancelled'",
        ])
    func strangersMayNothing(statement: String) async throws {
        let bus = try await TaskBus.make()
        let session = try await bus.connect(as: "anon", claims: Self.acme)
        #expect(await session.sqlState(of: statement) == Self.denied)
    }

    /// The role's own BYPASSRLS is not inherited, so this one lives by the policy and the grants.
    @Test(.database) func workersNeedNoBypass() async throws {
        let bus = try await TaskBus.make()
        _ = try await bus.enqueue(2)
        let session = try await bus.database.connect()
        try await session.execute("begin; create role bus_worker in role service_role")
        try await session.execute("set local role bus_worker")
        #expect(try await session.value("select count(*) from claim_tasks('w', 5)") == "2")
        #expect(try await session.query("delete from task_queue").rowsAffected == 2)
        try await session.execute("rollback")
    }
}
