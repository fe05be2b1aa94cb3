import Configuration
import Findings
import Glibc
import Migrations
import PostgresSession
import Proving
import Testing
import Tidemark
import TidemarkTesting

/// Clones of public projects, in the folder that `TIDEMARK_REAL_FOLDERS` names; docs/real-folders.md.
private let clones = unsafe getenv("TIDEMARK_REAL_FOLDERS").map { unsafe String(cString: $0) }

/// Runs each folder up and down as it is, and through psql, and compares where both end.
@Suite(
    .serialized, .database,
    .enabled(if: clones != nil, "TIDEMARK_REAL_FOLDERS names no folder with clones"))
struct RealFolderRunTests {
    @Test(arguments: RealFolder.all)
    func endsWherePsqlEnds(real: RealFolder) async throws {
        let path = "\(clones ?? "")/\(real.path)"
        guard unsafe access(path, R_OK) == 0 else { return }
        let project = try Project()
        let keys: [Configuration.Key: String] = [
            .dir: path, .downDir: project.path("none"),
            .platform: real.hasShim ? "supabase" : "plain",
        ]
        let oracle = try await Oracle(beside: project.database)
        for conninfo in [project.database.conninfo, oracle.conninfo] {
            let session = try await Session.connect(to: ConnectionString(conninfo))
            if real.hasShim { try await installShim(.supabase, into: session) }
            if !real.before.isEmpty { try await session.execute(real.before) }
            await session.close()
        }
        let folder = try project.workspace(keys).readFolder()

        let up = try await project.up(keys, variables: real.variables) { $0.allowExisting = true }
        let psqlUp = try await run(
            folder.migrations.map { ($0.id, $0.up) }, of: real, down: false, with: oracle)
        try await compare(up, psqlUp, of: real, in: project, with: oracle)

        let applied = folder.migrations.prefix(up.outcomes.count).reversed()
        guard folder.migrations.contains(where: { $0.down != nil }) else { return }
        let down = try await project.with(keys, variables: real.variables) { operation, folder in
            var options = DownOptions(target: .all)
            options.allowDataLoss = true
            return await operation.down(try await operation.planDown(folder, options))
        }
        let psqlDown = try await run(
            applied.map { ($0.id, $0.down) }, of: real, down: true, with: oracle)
        try await compare(down, psqlDown, of: real, in: project, with: oracle)
        try await oracle.drop()
    }

    private struct Ending {
        var done: [MigrationID] = []
        var complaint: String?
    }

    /// Each script in one transaction of a psql of its own, until one fails.
    private func run(
        _ scripts: [(id: MigrationID, script: Script?)], of real: RealFolder, down: Bool,
        with oracle: Oracle
    ) async throws -> Ending {
        var ending = Ending()
        for (id, script) in scripts {
            guard let script else { continue }
            let result = try await oracle.psql(
                ["-1", "-v", "VERBOSITY=verbose"], input: try real.text(of: script, down: down))
            guard result.exitCode == 0 else {
                ending.complaint = result.complaint
                break
            }
            ending.done.append(id)
        }
        return ending
    }

    private func compare(
        _ result: RunResult, _ psql: Ending, of real: RealFolder, in project: Project,
        with oracle: Oracle
    ) async throws {
        #expect(result.outcomes.map(\.id) == psql.done)
        if let server = result.failure?.server {
            let complaint = psql.complaint ?? ""
            #expect(complaint.contains("ERROR:  \(server.sqlState): \(server.message)"))
        } else {
            #expect(result.failure == nil)
            #expect(psql.complaint == nil)
        }
        let ours = try await Oracle.dump(project.database.conninfo).map(Self.withoutClock)
        let theirs = try await Oracle.dump(oracle.conninfo).map(Self.withoutClock)
        #expect(ours == theirs)
        let stop = result.failure?.migration.map { ", stops at \($0)" } ?? ""
        print("\(real.path): \(result.direction) \(result.outcomes.count)\(stop)")
    }

    /// `'now'::timestamp` in a view is the moment at which the view was made.
    private static func withoutClock(_ line: Substring) -> String {
        var parts = line.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
        for index in parts.indices.dropLast() where parts[index + 1].hasPrefix("::timestamp") {
            parts[index] = "…"
        }
        return parts.joined(separator: "'")
    }
}
