import ArgumentParser
import Glibc
import Tidemark

@main
enum Main {
    // On the main thread, from which the others get their signal mask; elsewhere SIGINT would find the
    // main thread open and end the process.
    @MainActor static func main() async {
        StandardStreams.occupyClosed()
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments == ["--version"] {
            let line = "\(TidemarkCommand.configuration.version)\n"
            exit(StandardStreams.write(line, to: 1) == 0 ? 0 : ExitStatus.failed.rawValue)
        }
        SignalWatch.block()
        exit(await Invocation(arguments).run())
    }
}
