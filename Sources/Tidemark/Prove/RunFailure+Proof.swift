import Findings
import Migrations
import PostgresSession
import SQLText

extension RunFailure {
    /// Why a script of a migration does not run, with its line and what the server said besides.
    ///
    /// - Parameter again: whether it is the second time.
    func findings(
        of migration: Migration, _ direction: Direction, again: Bool = false
    ) -> [Finding] {
        let script = direction == .up ? migration.up : migration.down
        let what = "the \(direction == .up ? "UP" : "DOWN") fails\(again ? " the second time" : "")"
        return findings.enumerated().map { index, finding in
            var finding = finding
            finding.message = "\(migration.id): \(what): \(finding.message)"
            guard index == 0, let server else { return finding }
            var said: [String] = []
            if let script, let position = failedStatement?.shownPosition {
                said = SourceLines(script).evidence(at: position)
            }
            let fields = [
                ("detail", server.detail), ("hint", server.usefulHint), ("context", server.context),
            ]
            for (name, value) in fields {
                if let value { said.append("\(name): \(value)") }
            }
            finding.evidence = said + finding.evidence
            return finding
        }
    }
}

extension RunFailure.FailedStatement {
    fileprivate var shownPosition: SourcePosition { position ?? statement.codeStart }
}

extension ServerError {
    /// Without the advice to drop more than the script names.
    fileprivate var usefulHint: String? {
        hint.flatMap { $0.hasPrefix("Use DROP ... CASCADE") ? nil : $0 }
    }
}
