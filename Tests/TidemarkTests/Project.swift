import Configuration
import Findings
import Glibc
import Migrations
import PostgresSession
import Testing
import Tidemark
import TidemarkTesting

/// A folder of migrations and the test's own database.
final class Project: Sendable {
    let directory: TemporaryDirectory
    let database: TestDatabase

    init(_ files: [String: String] = [:], database: TestDatabase = .current) throws {
        directory = try TemporaryDirectory()
        self.database = database
        try write(files)
    }

    func write(_ files: [String: String]) throws {
        for (path, text) in files { try directory.write(path, text) }
    }

    func remove(_ relative: String) throws {
        try #require(unsafe unlink(path(relative)) == 0)
    }

    func path(_ relative: String) -> String { directory.path(of: relative) }

    /// A configuration as flags would make it.
    func workspace(
        _ keys: [Configuration.Key: String] = [:], variables: [String: String] = [:]
    ) throws -> Workspace {
        var overrides = Configuration.Overrides()
        overrides[.dir] = path("sql")
        overrides[.downDir] = path("down")
        overrides[.db] = database.conninfo
        overrides[.lockTimeout] = "1s"
        overrides[.lockAttempts] = "3"
        overrides[.lockBackoff] = "10ms..50ms"
        overrides[.lockWait] = "300ms"
        for (key, text) in keys { overrides[key] = text }
        overrides.variables = variables
        let configuration = try Configuration.read(
            path: nil, environmentName: nil, overrides: overrides, process: [:])
        return Workspace(configuration: configuration)
    }

    /// Opens an operation, does something with it and closes it.
    func with<Value>(
        _ keys: [Configuration.Key: String] = [:], variables: [String: String] = [:],
        interruption: Interruption = Interruption(),
        observe: @escaping @Sendable (RunEvent) -> Void = { _ in },
        _ body: (Tidemark.Operation, Folder) async throws -> Value
    ) async throws -> Value {
        let workspace = try workspace(keys, variables: variables)
        let folder = try workspace.readFolder()
        let operation = try await Operation(
            workspace, command: "test", interruption: interruption, observe: observe)
        do {
            let value = try await body(operation, folder)
            await operation.close()
            return value
        } catch {
            await operation.close()
            throw error
        }
    }

    @discardableResult
    func up(
        _ keys: [Configuration.Key: String] = [:], variables: [String: String] = [:],
        _ change: @escaping (inout UpOptions) -> Void = { _ in }
    ) async throws -> RunResult {
        try await with(keys, variables: variables) { operation, folder in
            var options = UpOptions()
            change(&options)
            return try await operation.up(folder, options)
        }
    }

    @discardableResult
    func down(
        _ target: Target = .count(1), allowDataLoss: Bool = false,
        _ keys: [Configuration.Key: String] = [:]
    ) async throws -> RunResult {
        try await with(keys) { operation, folder in
            var options = DownOptions(target: target)
            options.allowDataLoss = allowDataLoss
            return await operation.down(try await operation.planDown(folder, options))
        }
    }

    func redo(_ count: Int = 1, allowDataLoss: Bool = false) async throws -> [RunResult] {
        try await with { operation, folder in
            var options = DownOptions(target: .count(count))
            options.allowDataLoss = allowDataLoss
            return try await operation.redo(folder, options)
        }
    }

    func plan(
        _ direction: Direction = .up, to target: Target = .all, execute: Bool = false
    ) async throws -> PlanResult {
        try await with { operation, folder in
            try await operation.plan(
                folder, direction, to: target, allowOutOfOrder: false, execute: execute)
        }
    }

    func repair(_ repair: Repair, note: String? = nil) async throws {
        try await self.repair([repair], note: note)
    }

    func repair(_ repairs: [Repair], note: String? = nil) async throws {
        try await with { operation, folder in
            try await operation.repair(folder, repairs, note: note)
        }
    }

    /// The state in history, with its progress, as `partial 2/5` or `applied`.
    func history() async throws -> [String: String] {
        let rows = try await database.query(
            """
            select version || '_' || name, state || case when state = 'partial' then ' ' \
            || statements_done || '/' || statements_total \
            || case when in_doubt then '?' else '' end else '' end from tidemark.migration
            """)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] ?? "", $0[1] ?? "") })
    }

    func states() async throws -> [String: MigrationStatus.State] {
        try await with { operation, folder in
            var states: [String: MigrationStatus.State] = [:]
            for status in try await operation.survey(folder).statuses {
                states[status.id.description] = status.state
            }
            return states
        }
    }

    /// The first column of a query, for what the schema has now.
    func column(_ sql: String) async throws -> [String?] {
        try await database.query(sql).map { $0[0] }
    }

    /// The tables of `public`, in order.
    func tables() async throws -> [String] {
        try await column(
            "select relname from pg_class where relnamespace = 'public'::regnamespace "
                + "and relkind in ('r', 'p') order by 1"
        ).compactMap(\.self)
    }

    /// The kinds of the events, oldest first.
    func events() async throws -> [String] {
        try await column("select kind from tidemark.event order by id").compactMap(\.self)
    }
}

/// The id of a migration of the native layout.
func id(_ text: String) -> MigrationID {
    let parts = text.split(separator: "_", maxSplits: 1).map(String.init)
    return MigrationID(version: parts[0], name: parts.count > 1 ? parts[1] : "")
}

/// Waits until a query answers `t`, for what another session is about to do.
func eventually(
    _ session: Session, _ sql: String, within limit: Duration = .seconds(60)
) async throws {
    let end = ContinuousClock.now + limit
    while try await session.query(sql).rows.first?[0] != "t" {
        guard ContinuousClock.now < end else {
            Issue.record("did not come true: \(sql)")
            return
        }
        try await Task.sleep(for: .milliseconds(10))
    }
}

/// The refusal that a body ends with.
func refusal(_ body: () async throws -> some Any) async -> RunFailure? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? RunFailure
    }
}
