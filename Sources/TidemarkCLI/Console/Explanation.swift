import Catalog
import Configuration
import Findings
import JSONText
import Migrations
import PostgresSession
import Proving
import Reports
import SchemaDiff
import Tidemark

/// An error in the words of the user's task: findings, exit code, and what to type next.
struct Explanation {
    let failure: RunFailure
    let status: ExitStatus
    /// The kind of failure in JSON.
    private let code: String

    init(_ error: any Error) {
        switch error {
        case let failure as RunFailure:
            self.init(failure, ExitStatus(failure), code: failure.code.rawValue)
        case let failure as ConfigurationFailure:
            self.init(failure.findings, .usage)
        case let error as FolderError:
            self.init([FolderAdvice.finding(error)], .usage)
        case let failure as ScriptFailure:
            self.init(failure.findings, .checkFailed)
        case let error as FileError:
            self.init([Self.finding(error)], .failed)
        case let error as UnknownVersion:
            self.init([Self.finding(error)], .usage)
        case let error as SessionError:
            self.init(error)
        case let error as ServerError:
            self.init(SessionError(code: .server, message: error.message, server: error))
        case let error as EphemeralServerError:
            self.init(
                [Self.finding(error.code.rawValue, error.message, error.remedy)], .unreachable)
        case let error as ShadowError:
            self.init(
                [Self.finding(error.code.rawValue, error.message, error.remedy)],
                error.code == .unreachable ? .unreachable : .checkFailed)
        case let error as NoCopy:
            self.init(
                [
                    Self.finding(
                        "not-provable", "not provable here: \(error.reason)", error.remedy)
                ], .checkFailed)
        case let error as ShimError:
            self.init(
                [Self.finding(error.code.rawValue, error.message, error.remedy)], .checkFailed)
        case let error as SnapshotError:
            self.init([error.finding], error.isAbsent ? .usage : .checkFailed)
        case let error as PlanError:
            self.init(
                error.reasons.map {
                    Self.finding("not-planned", "\($0.element): \($0.reason)", "change it by hand")
                }, .checkFailed)
        case let error as DefectivePlan:
            self.init(
                [
                    Self.finding(
                        "plan-refuted", error.words,
                        "this is a defect in Tidemark; please report it with \(error.folder); "
                            + "--unproven prints the SQL all the same")
                ], .defect)
        case let error as CreationError:
            self.init([Self.finding("schema-script", "\(error)", nil)], .failed)
        case CatalogError.changing:
            self.init(
                [
                    Self.finding(
                        "schema-changing",
                        "the schema changed during each of three reads, or was locked",
                        "wait until whoever changes it is done, then type the command again")
                ], .failed)
        case let error as ScaffoldError:
            self.init([error.finding], .failed)
        case is OutputClosed:
            self.init(
                [
                    Self.finding(
                        "output", "standard output is closed, so the result could not be told",
                        "send it to a file, or to /dev/null")
                ], .failed)
        case is CancellationError:
            self.init([Self.finding("interrupted", "interrupted", nil)], .interrupted)
        default:
            self.init(
                [
                    Self.finding(
                        "defect", "\(error)",
                        "this is a defect in Tidemark; please report it with the command")
                ], .defect, state: "see: tidemark status")
        }
    }

    /// Wrong arguments.
    init(usage finding: Finding) {
        self.init([finding], .usage)
    }

    /// A signal that ends the process at once: before a run, or the second one during it.
    init(signal: Int32, duringRun: Bool) {
        var failure = RunFailure(
            code: .interrupted,
            findings: [
                Self.finding(
                    "interrupted",
                    "stopped by \(signalName(signal))" + (duringRun ? " at once" : ""), nil)
            ],
            databaseState: duringRun
                ? "what was committed stays; look: tidemark status"
                : "no migration was run")
        failure.signal = signal
        self.init(
            failure, duringRun ? .partial : ExitStatus(failure), code: failure.code.rawValue)
    }

    private init(_ error: SessionError) {
        let state =
            switch error.code {
            case .connectionLost: "what the server did last is not known; look: tidemark status"
            case .connectionFailed, .authenticationFailed, .databaseMissing,
                .invalidConnectionString:
                "not connected; nothing was changed"
            default: "nothing was changed"
            }
        self.init([ConnectionAdvice.finding(error)], ExitStatus(error), state: state)
    }

    private init(_ failure: RunFailure, _ status: ExitStatus, code: String) {
        self.failure = failure
        self.status = status
        self.code = code
    }

    private init(
        _ findings: [Finding], _ status: ExitStatus, state: String = "nothing was changed"
    ) {
        self.init(
            RunFailure(code: .refused, findings: findings, databaseState: state), status,
            code: status.failureCode)
    }

    /// Prints it as the last thing of the process, from another thread than the command's: nothing where the
    /// command has told its result already.
    func report(last console: Console, command: String) {
        guard console.claimResult() else { return }
        print(on: console, command: command)
    }

    /// Prints it: for people on standard error, for programs as the one JSON value.
    func report(on console: Console, command: String) -> ExitStatus {
        if console.claimResult() { print(on: console, command: command) }
        return status
    }

    private func print(on console: Console, command: String) {
        switch console.format {
        case .text:
            console.complain(renderFailure(failure, on: console.talk))
        case .json:
            var inner = failure.json.object ?? JSONObject()
            inner["code"] = .string(code)
            let object: JSONObject = JSONObject([
                .init(key: "ok", value: false),
                .init(key: "exitCode", value: .integer(Int(status.rawValue))),
                .init(key: "failure", value: .object(inner)),
            ])
            console.write(renderEnvelope(command: command, object).render(.pretty) + "\n")
        }
    }

    private static func finding(_ rule: String, _ message: String, _ remedy: String?) -> Finding {
        Finding(rule: rule, severity: .error, message: message, remedy: remedy)
    }

    private static func finding(_ error: FileError) -> Finding {
        Finding(
            rule: "unreadable-file", severity: .error,
            message: "the file cannot be read: \(error.reason)",
            location: Location(file: error.path),
            remedy: "make it readable, then type the command again")
    }

    private static func finding(_ error: UnknownVersion) -> Finding {
        guard error.candidates.isEmpty else {
            let names = error.candidates.map(\.description).joined(separator: ", ")
            return finding(
                "unknown-version", "'\(error.typed)' could be any of \(names)",
                "type one of them in full")
        }
        return finding(
            "unknown-version", "there is no migration '\(error.typed)'", "see them: tidemark status"
        )
    }
}

extension ExitStatus {
    /// The kind of failure in JSON, where a run did not give one.
    fileprivate var failureCode: String {
        switch self {
        case .done, .failed, .partial: "failed"
        case .checkFailed: "refused"
        case .usage: "usage"
        case .unreachable: "unreachable"
        case .defect: "defect"
        case .lockNotObtained: "lock-not-obtained"
        case .hungUp, .interrupted, .terminated: "interrupted"
        }
    }
}
