import JSONText
import Reports
import Tidemark

/// As in the README.
private let exitCodes = [
    ("0", "done, or clean"),
    ("1", "failed; the database is as it was before"),
    ("2", "the check says no, or refused before anything ran"),
    ("3", "failed part-way; what is applied is named"),
    ("64", "wrong usage or configuration"),
    ("69", "the server cannot be reached"),
    ("70", "a defect in Tidemark"),
    ("75", "another runner or a session holds the lock"),
    ("129, 130, 143", "interrupted by SIGHUP, SIGINT or SIGTERM before anything was applied"),
]

/// The manual page, made from the definitions of the commands; man(7) macros.
struct ManualPage {
    private let root: JSONValue

    /// Takes the description that ArgumentParser gives of a command.
    ///
    /// - Throws: when it is not JSON.
    init(_ help: String) throws {
        root = try JSONValue.parse(help)["command"] ?? .null
    }

    var rendered: String {
        var page = ".TH TIDEMARK 1 \"\" \"tidemark \(toolVersion)\" \"User Commands\"\n"
        page += ".SH NAME\ntidemark \\- \(escape(root["abstract"]?.string ?? ""))\n"
        page += ".SH SYNOPSIS\n.B tidemark\n[global options] command [options]\n"
        page += ".SH DESCRIPTION\n\(escape(root["discussion"]?.string ?? ""))\n"
        let commands = subcommands(of: root)
        if let first = commands.first(where: { name($0) == "up" }) {
            page += ".SH GLOBAL OPTIONS\n" + arguments(first, in: "Global options")
            page += ".SH CONFIGURATION OPTIONS\n"
            page += "Each is a key of tidemark.yml, too.\n" + arguments(first, in: "Configuration")
        }
        page += ".SH COMMANDS\n"
        for command in commands {
            page += section(command)
            for inner in subcommands(of: command) {
                page += section(inner, named: "\(name(command)) \(name(inner))")
            }
        }
        page += ".SH EXIT STATUS\n"
        for (code, meaning) in exitCodes { page += ".TP\n.B \(code)\n\(escape(meaning))\n" }
        page += ".SH FILES\n.TP\n.I tidemark.yml\nThe configuration.\n"
        page += ".SH ENVIRONMENT\n.TP\n.B DATABASE_URL\nThe database when --db is not given.\n"
        page += ".TP\n.B PGHOST, PGUSER, ...\nThe variables of libpq.\n"
        page += ".TP\n.B TIDEMARK_PG_BINDIR\nThe folder of the programs of private servers.\n"
        page += ".TP\n.B NO_COLOR, CLICOLOR_FORCE\nWithout colour, or always with it.\n"
        return page
    }

    private func subcommands(of command: JSONValue) -> [JSONValue] {
        (command["subcommands"]?.array ?? []).filter { name($0) != "help" }
    }

    private func section(_ command: JSONValue, named title: String? = nil) -> String {
        var text = ".SS \(title ?? name(command))\n\(escape(command["abstract"]?.string ?? ""))\n"
        if let discussion = command["discussion"]?.string {
            text += ".PP\n\(escape(discussion))\n"
        }
        return text + arguments(command, in: nil)
    }

    private func arguments(_ command: JSONValue, in section: String?) -> String {
        var text = ""
        for argument in command["arguments"]?.array ?? []
        where argument["sectionTitle"]?.string == section && argument["shouldDisplay"]?.bool == true
        {
            let names = (argument["names"]?.array ?? []).compactMap { name -> String? in
                guard let text = name["name"]?.string else { return nil }
                return name["kind"]?.string == "short" ? "-\(text)" : "--\(text)"
            }
            guard !names.contains("--help"), !names.contains("--version") else { continue }
            let value = argument["valueName"]?.string ?? ""
            var head = names.joined(separator: ", ")
            switch argument["kind"]?.string {
            case "option": head += " \\fI\(escape(value))\\fR"
            case "positional": head = "\\fI\(escape(value))\\fR"
            default: break
            }
            text +=
                ".TP\n.B \(head.replacingDashes)\n\(escape(argument["abstract"]?.string ?? ""))\n"
        }
        return text
    }

    private func name(_ command: JSONValue) -> String {
        command["commandName"]?.string ?? ""
    }

    /// Backslashes, and a dot or quote that would begin a macro; an empty line begins a paragraph.
    private func escape(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.isEmpty, !text.isEmpty { return ".PP" }
            let plain = line.reduce(into: "") { $0 += $1 == "\\" ? "\\e" : String($1) }
            let guarded = plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
            return guarded.replacingDashes
        }.joined(separator: "\n")
    }
}

extension String {
    /// Dashes that are typed are minus signs in a manual page.
    fileprivate var replacingDashes: String {
        reduce(into: "") { $0 += $1 == "-" ? "\\-" : String($1) }
    }
}
