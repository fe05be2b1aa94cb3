import ArgumentParser
import Glibc
import Tidemark

@main
enum Main {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments == ["--version"] {
            print("tidemark \(toolVersion)")
            return
        }
        SignalWatch.catchSignals()
        await TidemarkCommand.main(ArgumentOrder.normalized(arguments))
    }
}
