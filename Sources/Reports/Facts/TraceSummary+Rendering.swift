public import JSONText
public import Migrations

extension TraceSummary {
    /// The statements that others wait for, each with what it does; empty where there is none.
    func text(on terminal: Terminal) -> String {
        let lines = lines(.costly)
        guard !lines.isEmpty else { return "" }
        var text = "\n"
        for line in lines {
            text +=
                terminal.render(
                    StyledText("\(line.place)", .faint) + StyledText("  \(line.statement)")) + "\n"
            let phrases = (line.phrases + [renderElapsed(line.duration)]).joined(separator: "; ")
            text += terminal.render(StyledText("    \(phrases)", .warning)) + "\n"
        }
        for holder in holders {
            text +=
                terminal.render(
                    StyledText("in the way now: ", .warning) + StyledText(holder)) + "\n"
        }
        return text
    }

    /// A table for a pull request, closed until somebody looks.
    var markdown: String {
        let lines = lines(.lasting)
        guard !lines.isEmpty else { return "" }
        var text = "\n<details><summary>\(heading(lines))</summary>\n\n"
        text += "| where | statement | what it does |\n|---|---|---|\n"
        for line in lines.prefix(100) {
            text += "| \(markdownCode(line.place, limit: 120)) "
            text += "| \(markdownCode(line.statement, limit: 120)) "
            text += "| \(line.phrases.map(markdownSentence).joined(separator: "<br>")) |\n"
        }
        if lines.count > 100 {
            text += "\n… \(renderCount(lines.count - 100, "more statement"))\n"
        }
        return text + "\n</details>\n"
    }

    /// The same as a table of a page.
    var html: String {
        let lines = lines(.lasting)
        guard !lines.isEmpty else { return "" }
        var text = """
            <details class="remarks traces" open><summary>\(heading(lines))</summary>
            <div class="scroll" tabindex="0"><table>
            <thead><tr><th scope="col">Where</th><th scope="col">Statement</th>\
            <th scope="col">What it does</th></tr></thead>
            <tbody>

            """
        for line in lines {
            let phrases = line.phrases.map { "<li>\(escapeXML($0))</li>" }.joined()
            text += """
                <tr><td><code>\(escapeXML(line.place))</code></td>\
                <td><code>\(escapeXML(line.statement))</code></td><td><ul>\(phrases)</ul></td></tr>

                """
        }
        return text + "</tbody>\n</table></div>\n</details>\n"
    }

    private func heading(_ lines: [Line]) -> String {
        let amount = renderCount(lines.count, "statement")
        return "\(amount) \(lines.count == 1 ? "locks or reads" : "lock or read") whole relations"
    }
}

extension TracedScript {
    /// The statements that were looked at: `number`, `file`, `line`, `text`, `commandTag`, `milliseconds`, `facts`.
    var json: JSONValue {
        .array(
            statements.map { trace in
                [
                    "number": .integer(trace.number), "file": .string(trace.file),
                    "line": .integer(trace.line), "text": .string(trace.firstLine),
                    "commandTag": .optional(trace.commandTag),
                    "milliseconds": .milliseconds(trace.duration),
                    "facts": .optional(trace.facts),
                ]
            })
    }
}

extension TargetRelation: JSONRepresentable {
    /// `relation`, `rows`, `bytes`, `holders`.
    public var json: JSONValue {
        [
            "relation": .string(name), "rows": .optional(rows), "bytes": .optional(bytes),
            "holders": .list(holders),
        ]
    }
}
