public import Migrations
public import PostgresSession

extension ExitStatus {
    /// The code of a run.
    public init(_ result: RunResult) {
        guard let failure = result.failure else {
            self = .done
            return
        }
        self = result.hasApplied ? .partial : ExitStatus(failure)
    }

    /// The code of several runs, one after the other.
    public init(_ results: [RunResult]) {
        let status = results.map { ExitStatus($0) }.first { $0 != .done } ?? .done
        self = status != .done && results.contains(where: \.hasApplied) ? .partial : status
    }

    /// The code of a failure before which nothing was applied.
    public init(_ failure: RunFailure) {
        switch failure.code {
        case .refused: self = .checkFailed
        case .failed, .unusable, .connectionLost: self = .failed
        case .lockNotObtained: self = .lockNotObtained
        case .defect: self = .defect
        case .interrupted:
            self = failure.signal.flatMap { ExitStatus(rawValue: 128 + $0) } ?? .interrupted
        }
    }

    /// The code of a connection that was not made, or broke.
    public init(_ error: SessionError) {
        switch error.code {
        case .connectionFailed, .authenticationFailed, .databaseMissing: self = .unreachable
        case .invalidConnectionString: self = .usage
        default: self = .failed
        }
    }
}
