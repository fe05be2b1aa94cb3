import Findings
import SQLText

/// Reads goose's files: a number first, `-- +goose Up` and `-- +goose Down` inside.
func readGoose(_ source: inout FolderSource) -> [Migration] {
    let files = source.filesOfRoot { stem in
        guard let parts = NumberedName(stem), parts.separator == "_" else { return nil }
        return FoundFile(
            version: String(parts.version), name: String(parts.name), direction: .up)
    }
    source.verifyAtlasSum(of: files)
    var sections: [FoundFile] = []
    var emptyDowns: [String] = []
    for file in files {
        guard !file.isCode else {
            sections.append(file)
            continue
        }
        var scan = GooseScan()
        guard let size = source.scanSections(of: file.path, visit: { scan.visit($0) }) else {
            continue
        }
        scan.finish()
        for fault in scan.faults {
            source.report(
                fault.rule, .error, fault.message, paths: [file.path], line: fault.position?.line,
                remedy: fault.remedy)
        }
        sections += scan.sections(of: file, size: size)
        if scan.down != nil, scan.lastStatementOfDown == nil { emptyDowns.append(file.path) }
    }
    source.reportEmptyDowns(emptyDowns)
    return source.pair(sections)
}

/// The state of goose's own parser, over the comments and statements of one file.
private struct GooseScan {
    struct Fault {
        var rule: String
        var message: String
        var position: SourcePosition?
        var remedy: String
    }

    private(set) var up: SourcePosition?
    private(set) var down: SourcePosition?
    private(set) var lastStatementOfDown: SourcePosition?
    private(set) var faults: [Fault] = []
    private var isWithoutTransaction = false
    private var openStatement: SourcePosition?
    private var unfinished: SourcePosition?

    /// Tells whether the comment separates statements.
    mutating func visit(_ item: SectionScan.Item) -> Bool {
        switch item {
        case .statement(let start):
            note(statement: start)
            return false
        case .comment(let comment):
            guard let marker = GooseMarker(comment.text) else { return false }
            return note(marker, comment)
        }
    }

    private mutating func note(statement start: SourcePosition) {
        if up == nil {
            fault(
                "statement-before-marker", "a statement comes before -- +goose Up", start,
                "move it below -- +goose Up")
        }
        if let position = unfinished {
            fault(
                "statement-without-semicolon",
                "the statement that ends here has no semicolon, and another one follows", position,
                "end it with ;")
            unfinished = nil
        }
        if down != nil { lastStatementOfDown = start }
    }

    private mutating func note(_ marker: GooseMarker, _ comment: Comment) -> Bool {
        let position = comment.start
        if position.column != 1 {
            fault(
                "goose-annotation-indented", "goose refuses annotations that are indented",
                position, "begin the line with --")
            return false
        }
        switch marker {
        case .up:
            if up != nil || down != nil {
                fault(
                    "marker-repeated", "a second -- +goose Up, or one after -- +goose Down",
                    position, "write one file for each pair")
            } else if comment.insideStatement {
                note(statement: position)
            }
            up = up ?? position
            unfinished = nil
            return true
        case .down:
            if up == nil || down != nil {
                fault(
                    "marker-repeated", "a second -- +goose Down, or one before -- +goose Up",
                    position, "write one file for each pair")
            }
            down = down ?? position
            unfinished = nil
            return true
        case .statementBegin:
            openStatement = position
        case .statementEnd:
            if openStatement == nil {
                fault(
                    "goose-statement-end", "StatementEnd without StatementBegin", position,
                    "write -- +goose StatementBegin before the statement")
            }
            openStatement = nil
            if comment.insideStatement {
                note(statement: position)
                unfinished = position
            }
            return true
        case .noTransaction: isWithoutTransaction = true
        case .envsubOn, .envsubOff: break
        case .unknown(let words):
            fault(
                "goose-annotation-unknown", "goose knows no annotation \"\(words)\"", position,
                "Up, Down, StatementBegin, StatementEnd, NO TRANSACTION, ENVSUB ON, ENVSUB OFF")
        }
        return false
    }

    /// To be called at the end of the file.
    mutating func finish() {
        if up == nil {
            fault(
                "marker-missing", "the file has no line -- +goose Up", nil,
                "begin it with -- +goose Up, or give --layout")
        }
        if let openStatement {
            fault(
                "goose-statement-end", "StatementBegin without StatementEnd", openStatement,
                "write -- +goose StatementEnd after the statement")
        }
    }

    /// The sections that the file has, as far as they could be made out.
    func sections(of file: FoundFile, size: Int) -> [FoundFile] {
        var sections: [FoundFile] = []
        if let up {
            let end = down.map { $0.offset > up.offset ? $0.offset : size } ?? size
            sections.append(section(of: file, .up, start: up, end: end))
        }
        if let down { sections.append(section(of: file, .down, start: down, end: size)) }
        return sections
    }

    private func section(
        of file: FoundFile, _ direction: FoundFile.Direction, start: SourcePosition, end: Int
    ) -> FoundFile {
        var section = file
        section.direction = direction
        section.source = .section(start: start, end: end)
        if isWithoutTransaction {
            section.transactionMode = .none(reason: "-- +goose NO TRANSACTION")
        }
        return section
    }

    private mutating func fault(
        _ rule: String, _ message: String, _ position: SourcePosition?, _ remedy: String
    ) {
        faults.append(Fault(rule: rule, message: message, position: position, remedy: remedy))
    }
}
