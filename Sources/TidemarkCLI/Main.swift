import ArgumentParser
import Glibc
import Tidemark

@main
enum Main {
    // On the main thread, from which the others get their signal mask; elsewhere SIGINT would find the
    // main thread open and end the process.
    @MainActor static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments == ["--version"] {
            print("tidemark \(toolVersion)")
            return
        }
        SignalWatch.block()
        await TidemarkCommand.main(ArgumentOrder.normalized(arguments))
    }
}
