import Findings
import PostgresSession
import SQLText

/// One step as text for psql: session reset, transactions, statements, COPY data, history.
package struct ScriptRendering {
    let step: PreparedStep
    let settings: RunSettings
    let identity: RunIdentity

    /// Makes a rendering of one step.
    package init(step: PreparedStep, settings: RunSettings, identity: RunIdentity) {
        self.step = step
        self.settings = settings
        self.identity = identity
    }

    /// The text.
    ///
    /// - Throws: `FileError` when COPY data cannot be read; `ScriptFailure` when it is not UTF-8, as it may
    ///   be: a text in another encoding would be another one.
    package func rendered(layout: Layout) throws -> String {
        let run = ScriptRun(step, layout: layout)
        var text = SessionReset.commands(settings, directives: step.script.directives) + ";\n"
        for item in step.script.statements.prefix(run.done) where item.setsSession {
            text += Self.ended(item.statement.text)
        }
        if run.total == 0 { text += recordAlone(run.event(done: 0)) }
        for segment in step.script.segments where segment.statements.upperBound > run.done {
            let range = max(segment.statements.lowerBound, run.done)..<segment.statements.upperBound
            if segment.skipped {
                run.done = range.upperBound
                text += recordAlone(run.event(done: range.upperBound))
                continue
            }
            switch segment.kind {
            case .transaction,
                .single where !mayCommit(range):
                text += "begin;\n" + (try statements(range))
                text += commit(run.event(done: range.upperBound), with: "commit;\n", of: run)
            case .ownBlock:
                text += try statements(range.dropLast())
                let end = step.script.statements[range.upperBound - 1]
                if case .rollback = end.shape.transactionControl {
                    text += Self.ended(end.statement.text)
                    text += recordAlone(run.event(done: range.upperBound))
                } else {
                    text += commit(
                        run.event(done: range.upperBound), with: Self.ended(end.statement.text),
                        of: run)
                }
            case .bare, .single:
                text += recordAlone(run.event(.start))
                text += try statements(range)
                text += recordAlone(run.event(done: range.upperBound))
            }
            run.done = range.upperBound
        }
        return text
    }

    /// The end of a transaction with its event, which a read-only one gets after it.
    private func commit(_ event: HistoryEvent, with end: String, of run: ScriptRun) -> String {
        guard run.mentionsReadOnly else { return record(event) + end }
        return """
            select pg_catalog.current_setting('transaction_read_only') = 'on' as tidemark_read_only \\gset
            \\if :tidemark_read_only
            \(end)\(recordAlone(event))\\else
            \(record(event))\(end)\\endif

            """
    }

    /// An event in a transaction of its own.
    private func recordAlone(_ event: HistoryEvent) -> String {
        "\(Runner.beginRecord);\n\(record(event))commit;\n"
    }

    /// Whether statements by themselves may end transactions, which a script cannot find out as it runs.
    private func mayCommit(_ range: Range<Int>) -> Bool {
        range.contains { ["CALL", "DO"].contains(step.script.statements[$0].shape.command) }
    }

    private func statements(_ range: Range<Int>) throws -> String {
        var text = ""
        for index in range {
            let item = step.script.statements[index]
            text += Self.ended(item.statement.text)
            guard let block = item.copy else { continue }
            var chunks = try CopyChunks(step.script.data, block.range)
            var data: [UInt8] = []
            while let chunk = try chunks.next() { data += chunk }
            guard let lines = String(validating: data, as: UTF8.self) else {
                throw notText(item, at: block.start)
            }
            text += lines
            if data.last != UInt8(ascii: "\n"), !data.isEmpty { text += "\n" }
            text += "\\.\n"
        }
        return text
    }

    private func notText(_ item: ScriptStatement, at start: SourcePosition) -> ScriptFailure {
        ScriptFailure([
            Finding(
                rule: "copy-not-utf8", severity: .error,
                message: "the COPY data is not UTF-8, so no script can hold it",
                location: Location(
                    file: step.script.script.path, line: start.line, column: start.column),
                evidence: [item.shown.firstLine],
                remedy: "save the data as UTF-8, or run it with: tidemark up")
        ])
    }

    /// A statement with its semicolon, which a comment at its end must not swallow.
    private static func ended(_ statement: String) -> String {
        let isCommented = statement.utf8.reversed().prefix { $0 != 10 }.contains(UInt8(ascii: "-"))
        return statement + (isCommented ? "\n;\n" : ";\n")
    }

    private func record(_ event: HistoryEvent) -> String {
        let command = event.command(by: identity)
        var text = "set local session authorization default;\n"
        if let role = settings.role { text += "set local role \(quoteIdentifier(role));\n" }
        // From the last to the first, so that $1 does not match the beginning of $12.
        var sql = command.sql
        for index in command.parameters.indices.reversed() {
            sql = sql.split(separator: "$\(index + 1)", omittingEmptySubsequences: false)
                .joined(separator: "\u{0}\(index)\u{0}")
        }
        for (index, value) in command.parameters.enumerated() {
            let literal = value.map { quoteLiteral($0) } ?? "null"
            sql = sql.split(separator: "\u{0}\(index)\u{0}", omittingEmptySubsequences: false)
                .joined(separator: literal)
        }
        return text + sql + ";\n"
    }
}
