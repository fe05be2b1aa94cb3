import ArgumentParser
import Catalog
import Migrations
import Reports
import SchemaDiff
import Tidemark

struct DriftCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift", abstract: "Compare the live schema with a snapshot.",
        discussion: """
            Where the database is at another mark than the snapshot, it is compared with the schema that \
            history has for that mark, or with what the migrations build on a private server, and the \
            distance is said. With --verbose the time of each phase is told.
            """)

    @Option(help: ArgumentHelp("The name of the snapshot, or a path.", valueName: "snapshot"))
    var against = "schema"
    @Flag(
        help: """
            Exit with 2 too when something is present that is not compared, or is written as another version of the \
            server writes it.
            """)
    var strict = false
    @Flag(help: "Go on, and print changes as they happen, until interrupted.") var watch = false
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await context.withWorkspace { workspace in
            let start = ContinuousClock.now
            let snapshot = try await context.timed("opening the snapshot") {
                try Snapshot(opening: workspace.snapshotPath(against))
            }
            let operation = try await context.timed("connecting") {
                try await context.open(workspace)
            }
            let folder = await context.timed("reading the folder") {
                try? workspace.readFolder()
            }
            let status =
                watch
                ? try await follow(snapshot, folder, operation, context)
                : try await check(snapshot, folder, operation, context)
            await operation.close()
            context.console.tell(.phase("in all", start.duration(to: .now)))
            return status
        }
    }

    private func check(
        _ snapshot: Snapshot, _ folder: Folder?, _ operation: Operation, _ context: CommandContext
    ) async throws -> ExitStatus {
        let drift = try await operation.drift(
            against: snapshot, folder: folder, shadow: context.shadow)
        let isMinded = strict && (drift.census.hasGaps || drift.renderingCount > 0)
        let isClean = drift.isClean && !isMinded
        return context.show(DriftReport(drift), isClean ? .done : .checkFailed)
    }

    /// Looks every second, and shows what is there when it is another thing than before.
    private func follow(
        _ snapshot: Snapshot, _ folder: Folder?, _ operation: Operation, _ context: CommandContext
    ) async throws -> ExitStatus {
        var last: ContentHash?
        while true {
            // While somebody changes the schema there is nothing to show yet.
            let drift = try await passing(CatalogError.changing) {
                try await operation.drift(
                    against: snapshot, folder: folder, shadow: context.shadow)
            }
            if let drift, drift.rootHash != last {
                _ = context.show(DriftReport(drift), drift.isClean ? .done : .checkFailed)
                last = drift.rootHash
            }
            try await Task.sleep(for: .seconds(1))
        }
    }
}

/// What `body` gives, or nil where it fails with this error.
private func passing<Value, Failure: Error & Equatable>(
    _ failure: Failure, _ body: () async throws -> Value
) async throws -> Value? {
    do {
        return try await body()
    } catch let error as Failure where error == failure {
        return nil
    }
}
