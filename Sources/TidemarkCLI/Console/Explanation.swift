import Configuration
import Findings
import Migrations
import PostgresSession
import Proving
import Reports
import Tidemark

/// An error in the words of the user's task: findings, exit code, and what to type next.
struct Explanation {
    let failure: RunFailure
    let status: ExitStatus

    init(_ error: any Error) {
        switch error {
        case let failure as RunFailure:
            self.init(failure, ExitStatus(failure))
        case let failure as ConfigurationFailure:
            self.init(failure.findings, .usage)
        case let error as FolderError:
            self.init([error.finding], .usage)
        case let failure as ScriptFailure:
            self.init(failure.findings, .checkFailed)
        case let error as UnknownVersion:
            self.init([Self.finding(error)], .usage)
        case let error as SessionError:
            self.init([Self.finding(error)], ExitStatus(error))
        case let error as ServerError:
            self.init(
                [Finding(rule: "server", severity: .error, message: error.message)], .failed)
        case let error as EphemeralServerError:
            self.init(
                [
                    Finding(
                        rule: error.code.rawValue, severity: .error, message: error.message,
                        remedy: error.remedy)
                ], .unreachable)
        case let error as ShimError:
            self.init(
                [
                    Finding(
                        rule: error.code.rawValue, severity: .error, message: error.message,
                        remedy: error.remedy)
                ], .checkFailed)
        case let error as ScaffoldError:
            self.init([error.finding], .failed)
        default:
            self.init(
                [
                    Finding(
                        rule: "defect", severity: .error, message: "\(error)",
                        remedy: "this is a defect in Tidemark; please report it with the command")
                ], .defect)
        }
    }

    private init(_ failure: RunFailure, _ status: ExitStatus) {
        self.failure = failure
        self.status = status
    }

    private init(_ findings: [Finding], _ status: ExitStatus) {
        self.init(RunFailure(code: .refused, findings: findings, databaseState: ""), status)
    }

    /// Prints it: for people on standard error, for programs as the one JSON value.
    func report(on console: Console, command: String) -> ExitStatus {
        switch console.format {
        case .text:
            console.complain(renderFailure(failure, on: console.talk))
        case .json:
            let object: JSONValue = [
                "ok": false, "exitCode": .integer(Int(status.rawValue)), "failure": failure.json,
            ]
            console.write(renderEnvelope(command: command, object).render(.pretty) + "\n")
        }
        return status
    }

    private static func finding(_ error: UnknownVersion) -> Finding {
        guard error.candidates.isEmpty else {
            let names = error.candidates.map(\.description).joined(separator: ", ")
            return Finding(
                rule: "unknown-version", severity: .error,
                message: "'\(error.typed)' could be any of \(names)",
                remedy: "type one of them in full")
        }
        return Finding(
            rule: "unknown-version", severity: .error,
            message: "there is no migration '\(error.typed)'", remedy: "see them: tidemark status")
    }

    private static func finding(_ error: SessionError) -> Finding {
        let remedy =
            switch error.code {
            case .connectionFailed:
                "start the server, or correct --db; a server that is just starting: --wait 30s; "
                    + "none at hand: --embedded"
            case .authenticationFailed: "correct user and password (PGPASSWORD or ~/.pgpass)"
            case .databaseMissing: "create it (createdb), or correct the name in --db"
            case .invalidConnectionString:
                "write postgres://user@host:5432/database, or host=… dbname=…"
            default: error.server?.hint
            }
        return Finding(
            rule: error.code.rawValue, severity: .error, message: error.message,
            remedy: remedy)
    }
}
