import ArgumentParser
import Reports
import Tidemark

struct DoctorCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at the server: version, privileges, settings, poolers, what is in the way.")

    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await context.withWorkspace { workspace in
            let operation = try await context.open(workspace)
            let report = DoctorReport(try await operation.doctor())
            await operation.close()
            return context.show(report, report.isWell ? .done : .checkFailed)
        }
    }
}
