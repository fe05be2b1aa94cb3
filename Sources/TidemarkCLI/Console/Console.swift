import Findings
import Glibc
import JSONText
import Migrations
import Reports
import Synchronization
import Tidemark

/// Standard output and standard error.
///
/// Results go to the first, talk to the second. A reader that went away (`| head`) is no error and
/// stops nothing; a disk that is full is remembered, so that the command does not end as a success.
final class Console: Sendable {
    let format: OutputFormat
    let isQuiet: Bool
    let isVerbose: Bool
    let output: Terminal
    let talk: Terminal
    private let outputError = Mutex<Int32>(0)
    private let progressWidth = Mutex(0)
    private let hasResult = Mutex(false)

    init(_ options: GlobalOptions, environment: [String: String]) {
        format = options.format
        isQuiet = options.quiet
        isVerbose = options.verbose
        output = Terminal(
            color: options.color.choice, isTerminal: isatty(1) == 1, columns: Console.columns(1),
            environment: environment)
        talk = Terminal(
            color: options.color.choice, isTerminal: isatty(2) == 1, columns: Console.columns(2),
            environment: environment)
    }

    /// The number of the error that kept a result from being written; 0 for none.
    var failure: Int32 { outputError.withLock { $0 } }

    /// The system's sentence for `failure`.
    var failureReason: String { StandardStreams.reason(failure) }

    /// Takes the right to tell the result, which goes to the first who asks: a command tells it once, and a
    /// signal may end it at any moment.
    func claimResult() -> Bool {
        hasResult.withLock { isTaken in
            defer { isTaken = true }
            return !isTaken
        }
    }

    /// Prints a result: its text, or one JSON value with what every command has.
    func show(
        _ report: some Report, command: String, _ status: ExitStatus, failure: JSONValue = .null
    ) {
        guard claimResult() else { return }
        switch format {
        case .text:
            write(report.text(on: output))
        case .json:
            var object = JSONObject([
                .init(key: "ok", value: .bool(status == .done)),
                .init(key: "exitCode", value: .integer(Int(status.rawValue))),
                .init(key: "failure", value: failure),
            ])
            for member in report.json.object?.members ?? [] { object[member.key] = member.value }
            write(renderEnvelope(command: command, object).render(.pretty) + "\n")
        }
    }

    /// Prints to standard output as it is.
    func write(_ text: String) {
        clearProgress()
        let code = StandardStreams.write(text, to: 1)
        if code != 0 && code != EPIPE { outputError.withLock { $0 = code } }
    }

    /// Says something on standard error, even when quiet.
    func complain(_ text: String) {
        clearProgress()
        _ = StandardStreams.write(text, to: 2)
    }

    /// Says something on standard error, unless quiet.
    func say(_ text: String) {
        guard !isQuiet else { return }
        complain(text)
    }

    /// Says findings, the notes unless quiet.
    func say(_ findings: [Finding]) {
        for finding in findings where !isQuiet || finding.severity > .note {
            complain(renderFinding(finding, on: talk))
        }
    }

    /// Draws a line that the next one replaces; only on a terminal.
    func progress(_ line: ProgressLine) {
        guard !isQuiet, talk.isInteractive else { return }
        let text = line.render(on: talk)
        clearProgress()
        progressWidth.withLock { $0 = 1 }
        _ = StandardStreams.write(text, to: 2)
    }

    private func clearProgress() {
        let isDrawn = progressWidth.withLock { width in
            defer { width = 0 }
            return width > 0
        }
        if isDrawn { _ = StandardStreams.write("\r\u{1B}[2K", to: 2) }
    }

    private static func columns(_ descriptor: Int32) -> Int? {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }
}
