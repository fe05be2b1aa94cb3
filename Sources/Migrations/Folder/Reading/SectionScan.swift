import Findings
import SQLText

/// Finds the markers of a file whose sections are separated by comments.
///
/// Only a `--` comment at the start of a line counts, and none inside quotes, function bodies, block
/// comments or COPY data. A section's statement needs no semicolon before the next marker, so
/// reading begins afresh after a marker that comes inside a statement.
struct SectionScan {
    enum Item {
        case comment(Comment)
        case statement(start: SourcePosition)
    }

    /// Calls `visit` for each comment at the start of a line and each statement, in order; `visit`
    /// tells whether the comment separates sections.
    ///
    /// - Returns: The size of the file in bytes.
    static func run(
        _ path: String, visit: (Item) -> Bool
    ) throws -> Int {
        var start = SourcePosition.start
        while true {
            let file = try FileBytes(path: path)
            file.seek(to: start.offset)
            var reader = ScriptReader(from: start) { try file.read(atMost: 65_536) }
            // Whoever runs the section refuses them with better words.
            reader.refusesPsqlVariables = false
            var restart: SourcePosition?
            while restart == nil, let event = try reader.next() {
                switch event {
                case .comment(let comment) where comment.startsLine:
                    let separates = visit(.comment(comment))
                    if separates, comment.insideStatement { restart = comment.end }
                case .statement(let statement): _ = visit(.statement(start: statement.codeStart))
                case .comment, .copyData, .copyEnd: continue
                }
            }
            guard let restart else { return file.size }
            start = restart
        }
    }
}

extension Comment {
    /// The position after its last character, before the line's end.
    fileprivate var end: SourcePosition {
        start.advanced(over: "--").advanced(over: text)
    }
}

extension FolderSource {
    /// Runs a scan; what the lexer or the system refuses becomes a finding.
    ///
    /// - Returns: The size of the file, or what was read of it when something is wrong.
    mutating func scanSections(of path: String, visit: (SectionScan.Item) -> Bool) -> Int? {
        do {
            return try SectionScan.run(path, visit: visit)
        } catch let error as ScriptError {
            report(
                error.code, .error, error.message, paths: [path], line: error.position.line,
                column: error.position.column, remedy: error.remedy)
        } catch let failure as FileError {
            report(
                "unreadable-file", .error, "\(path) cannot be read: \(failure.reason)",
                paths: [path], remedy: "give the user that runs tidemark the right to read it")
        } catch {
            report("unreadable-file", .error, "\(path) cannot be read: \(error)", paths: [path])
        }
        return nil
    }

    /// One note that names the files whose DOWN section has no statement.
    mutating func reportEmptyDowns(_ paths: [String]) {
        guard let first = paths.first else { return }
        report(
            "down-empty", .note,
            paths.count == 1
                ? "the DOWN of \(first) does nothing"
                : "the DOWNs of \(paths.count) migrations do nothing",
            paths: paths,
            remedy: "write it, or say why there is none: -- tidemark: irreversible REASON")
    }
}
