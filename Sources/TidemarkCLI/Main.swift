import ArgumentParser
import Glibc
import Tidemark

@main
enum Main {
    static func main() {
        StandardStreams.occupyClosed()
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments == ["--version"] {
            let line = "\(TidemarkCommand.configuration.version)\n"
            exit(StandardStreams.write(line, to: 1) == 0 ? 0 : ExitStatus.failed.rawValue)
        }
        SignalWatch.catchSignals()
        exit(MainThread().run { await Invocation(arguments).run() })
    }
}
