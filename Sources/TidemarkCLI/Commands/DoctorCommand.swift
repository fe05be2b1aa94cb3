import ArgumentParser
import Migrations
import PostgresSession
import Reports
import Tidemark

struct DoctorCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at the server: version, privileges, settings, poolers, what is in the way.",
        discussion: """
            With --shadow it looks at that server too: whether proofs can run there, and which databases and \
            roles commands have left there that were killed.
            """)

    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        var checks: [DoctorCheck] = []
        let shadow = try context.workspaceWithoutServer().shadowConnection
        do {
            try await context.withWorkspace { workspace in
                let operation = try await context.open(workspace)
                checks = try await operation.doctor()
                await operation.close()
            }
        } catch let error as SessionError {
            // Where only the shadow was named, there may be no other server.
            guard shadow != nil, try !context.workspaceWithoutServer().namesDatabase else {
                throw error
            }
            checks.append(
                DoctorCheck(
                    name: "connection", verdict: .warning, detail: error.message,
                    remedy: "name a database with --db or DATABASE_URL to look at it too"))
        }
        if let shadow { checks += await DoctorCheck.shadow(shadow) }
        let report = DoctorReport(checks)
        return context.show(report, report.isWell ? .done : .checkFailed)
    }
}
