import Findings
import SQLText

/// Cuts the statements of a script into segments; pure.
///
/// The rules are those of the design: a file's own top-level BEGIN … COMMIT blocks each become a
/// segment, statements between them another, and what PostgreSQL refuses inside a transaction block
/// stands alone. In foreign layouts a COMMIT without BEGIN only ends the run of statements before it.
struct SegmentPlanner {
    let path: String
    let isForeign: Bool
    /// Why the file runs without transactions, when it does.
    let withoutTransaction: String?

    private(set) var segments: [Segment] = []
    private(set) var findings: [Finding] = []
    private var runStart: Int?
    private var blockStart: Int?

    init(path: String, isForeign: Bool, withoutTransaction: String?) {
        self.path = path
        self.isForeign = isForeign
        self.withoutTransaction = withoutTransaction
    }

    mutating func plan(_ statements: [ScriptStatement]) {
        for (index, item) in statements.enumerated() {
            take(item, at: index)
        }
        endRun(at: statements.count)
        if let start = blockStart {
            fault(
                statements[start].shown, "BEGIN without a COMMIT",
                "end the block with COMMIT, or remove the BEGIN: each file runs in a transaction")
        }
    }

    private mutating func take(_ item: ScriptStatement, at index: Int) {
        let shape = item.shape
        let statement = item.shown
        if let control = shape.transactionControl {
            takeControl(control, of: statement, at: index)
            return
        }
        if case .forbidden(let reason) = shape.transactionRule {
            if blockStart != nil {
                if withoutTransaction == nil {
                    fault(
                        statement, "\(reason), and this one is between BEGIN and COMMIT",
                        "move it out of the block")
                }
                return
            }
            endRun(at: index)
            segments.append(Segment(kind: .bare(reason: reason), statements: index..<index + 1))
            return
        }
        guard blockStart == nil else { return }
        if withoutTransaction != nil {
            segments.append(Segment(kind: .single, statements: index..<index + 1))
        } else if runStart == nil {
            runStart = index
        }
    }

    private mutating func takeControl(
        _ control: TransactionControl, of statement: Statement, at index: Int
    ) {
        switch control {
        case .begin:
            if blockStart != nil {
                warn(statement, "BEGIN inside a transaction block", "remove the second BEGIN")
                return
            }
            endRun(at: index)
            blockStart = index
        case .commit(chain: false):
            if let start = blockStart {
                segments.append(Segment(kind: .ownBlock, statements: start..<index + 1))
                blockStart = nil
            } else if isForeign || withoutTransaction != nil {
                endRun(at: index)
                segments.append(
                    Segment(
                        kind: .bare(reason: "COMMIT"), statements: index..<index + 1, skipped: true)
                )
                warn(
                    statement, "COMMIT without BEGIN: not sent; what stands before it is committed",
                    "remove it")
            } else {
                fault(
                    statement, "COMMIT without BEGIN",
                    "remove it: each file runs in a transaction of its own")
            }
        case .rollback(chain: false) where withoutTransaction != nil:
            if let start = blockStart {
                segments.append(Segment(kind: .ownBlock, statements: start..<index + 1))
                blockStart = nil
            } else {
                segments.append(
                    Segment(kind: .bare(reason: "ROLLBACK"), statements: index..<index + 1))
            }
        case .savepoint, .release, .rollbackToSavepoint:
            if blockStart == nil && withoutTransaction != nil {
                segments.append(Segment(kind: .single, statements: index..<index + 1))
            } else if blockStart == nil && runStart == nil {
                runStart = index
            }
        case .commitPrepared, .rollbackPrepared:
            endRun(at: index)
            segments.append(
                Segment(
                    kind: .bare(reason: "it ends a prepared transaction"),
                    statements: index..<index + 1))
        case .commit, .rollback(chain: true):
            fault(
                statement, "\(statement.shape.command) AND CHAIN is not run from a migration",
                "write the next BEGIN out")
        case .prepareTransaction:
            fault(
                statement, "PREPARE TRANSACTION is not run from a migration",
                "end the block with COMMIT: history commits together with it")
        case .rollback:
            fault(
                statement, "ROLLBACK is not run from a migration",
                "remove it, or write: -- tidemark: transaction none")
        }
    }

    private mutating func endRun(at index: Int) {
        guard let start = runStart else { return }
        segments.append(Segment(kind: .transaction, statements: start..<index))
        runStart = nil
    }

    private mutating func fault(_ statement: Statement, _ message: String, _ remedy: String) {
        add(.error, statement, message, remedy)
    }

    private mutating func warn(_ statement: Statement, _ message: String, _ remedy: String) {
        add(.warning, statement, message, remedy)
    }

    private mutating func add(
        _ severity: Finding.Severity, _ statement: Statement, _ message: String, _ remedy: String
    ) {
        findings.append(
            Finding(
                rule: "transaction-control", severity: severity, message: message,
                location: Location(
                    file: path, line: statement.codeStart.line, column: statement.codeStart.column),
                evidence: [statement.firstLine], remedy: remedy))
    }
}

extension Statement {
    /// The first line of code, for evidence and progress.
    package var firstLine: String {
        let code = text.utf8.dropFirst(codeStart.offset - start.offset)
        let line = String(decoding: code.prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
        return line.count > 100 ? line.prefix(97) + "…" : line
    }
}
