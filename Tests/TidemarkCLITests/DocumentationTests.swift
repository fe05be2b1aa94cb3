import Testing
import TidemarkTesting

/// The documents agree with each other and with the program.
struct DocumentationTests {
    static let documents =
        ["README", "CONTRIBUTING", "CHANGELOG"].map { "\($0).md" }
        + [
            "adopting", "ci", "commands", "configuration", "dependencies", "embedded", "history",
            "json", "layouts", "lint", "migrations", "real-folders", "rollback", "sql-text",
            "task-bus",
        ].map { "docs/\($0).md" }

    @Test(arguments: documents)
    func linksLeadSomewhere(_ document: String) throws {
        let text = try readFile("\(Shell.root)/\(document)")
        let folder = document.split(separator: "/").dropLast().map { "\($0)/" }.joined()
        for match in text.matches(of: #/\]\((?<path>[^)#:]*)(?:#(?<anchor>[^)]+))?\)/#) {
            let path = match.path.isEmpty ? document : "\(folder)\(match.path)"
            let target = try readFile("\(Shell.root)/\(path)")
            guard let anchor = match.anchor else { continue }
            let anchors = target.split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
                line.drop { $0 == "#" || $0 == " " }.lowercased().filter {
                    $0.isLetter || $0.isNumber || $0 == " " || $0 == "-"
                }.replacing(" ", with: "-")
            }
            #expect(anchors.contains(String(anchor)), "\(document): \(match.output.0)")
        }
    }

    @Test func everyCommandIsInTheTable() throws {
        let text = try readFile("\(Shell.root)/docs/commands.md")
        for command in GeneratedTests.commands {
            #expect(text.contains("\n| `\(command)"), "\(command)")
        }
    }

    @Test(arguments: documents)
    func everyCommandAndOptionThatIsTypedExists(_ document: String) async throws {
        let text = try readFile("\(Shell.root)/\(document)")
        let shell = try Shell()
        var known: [String: String] = [:]
        for match in text.matches(of: #/(?:^|`|: )tidemark (?<rest>[^`\n#|>]+)/#) {
            let words = match.rest.split(separator: " ").map { String($0) }
            guard let command = words.first(where: { GeneratedTests.commands.contains($0) }) else {
                continue
            }
            if known[command] == nil {
                known[command] = try await shell.tidemark("help", command).out
            }
            for option in words where option.hasPrefix("--") {
                let name = option.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
                #expect(
                    known[command]?.contains(name) == true, "\(document): tidemark \(match.rest)")
            }
        }
    }

    @Test func theExitCodesAreTheSameEverywhere() async throws {
        let page = try await Shell().tidemark("man").out
        for document in ["README.md", "docs/commands.md"] {
            let text = try readFile("\(Shell.root)/\(document)")
            for code in ["0", "1", "2", "3", "64", "69", "70", "75", "129, 130, 143"] {
                #expect(text.contains("\n| \(code) | "), "\(document): \(code)")
                #expect(page.contains(".B \(code)\n"), "\(code)")
            }
        }
    }
}
