import Findings
public import JSONText
public import Migrations
import PostgresSession
import SQLText

/// Renders a failure: each reason with its place, the statement with a caret, what the server said,
/// the state of the database, and what to type next.
public func renderFailure(_ failure: RunFailure, on terminal: Terminal) -> String {
    var text = ""
    for (index, finding) in failure.findings.enumerated() {
        var shown = finding
        if index == 0, failure.failedStatement != nil || failure.server != nil {
            shown.evidence = evidence(of: failure, on: terminal) + finding.evidence
        }
        text += renderFinding(shown, on: terminal)
    }
    if !failure.databaseState.isEmpty {
        text += terminal.render(StyledText("state: ", .strong) + StyledText(failure.databaseState))
        text += "\n"
    }
    if let next = failure.next {
        text += terminal.render(StyledText("next:", .note) + StyledText(" " + next)) + "\n"
    }
    return text
}

private func evidence(of failure: RunFailure, on terminal: Terminal) -> [String] {
    var lines: [String] = []
    if let failed = failure.failedStatement {
        let position = failed.position ?? failed.statement.start
        let excerpt = Excerpt(
            of: failed.statement.text, startingAt: failed.statement.start, line: position.line,
            column: failed.position.map(\.column))
        lines += renderSourceExcerpt(excerpt, on: .plain)
    }
    guard let server = failure.server else { return lines }
    lines.append("SQLSTATE \(server.sqlState)")
    let fields = [
        ("detail", server.detail), ("hint", server.hint), ("context", server.context),
        ("in query", server.internalQuery), ("constraint", server.constraint),
    ]
    for (name, value) in fields {
        if let value { lines.append("\(name): \(value)") }
    }
    return lines
}

extension RunFailure: JSONRepresentable {
    /// `code`, `migration`, `findings`, `statement`, `server`, `lockHolders`, `databaseState`, `next`.
    public var json: JSONValue {
        var statement: JSONValue = .null
        if let failed = failedStatement {
            statement = [
                "file": .string(failed.path),
                "number": .integer(failed.number),
                "line": .integer(failed.statement.start.line),
                "text": .string(failed.statement.text),
            ]
        }
        var answer: JSONValue = .null
        if let server {
            answer = [
                "sqlstate": .string(server.sqlState),
                "message": .string(server.message),
                "detail": .optional(server.detail),
                "hint": .optional(server.hint),
                "context": .optional(server.context),
            ]
        }
        return [
            "code": .string(code.rawValue),
            "version": .optional(migration?.version),
            "name": .optional(migration?.name),
            "findings": .list(findings),
            "statement": statement,
            "server": answer,
            "lockHolders": .list(lockHolders),
            "databaseState": .string(databaseState),
            "next": .optional(next),
        ]
    }
}

extension LockHolder: JSONRepresentable {
    /// Every property under its name, the age of the transaction in milliseconds.
    public var json: JSONValue {
        [
            "process": .optional(process.map(Int.init)),
            "preparedTransaction": .optional(preparedTransaction),
            "user": .optional(user),
            "application": .optional(application),
            "backendType": .optional(backendType),
            "state": .optional(state),
            "transactionMilliseconds": .optional(transactionSeconds.map { $0 * 1000 }),
            "query": .optional(query),
            "lockType": .optional(lockType),
            "schema": .optional(relation?.schema),
            "relation": .optional(relation?.name),
            "mode": .optional(mode?.rawValue),
            "isWaiting": .bool(isWaiting),
            "waitsFor": .array(waitsFor.map { .integer(Int($0)) }),
        ]
    }
}
