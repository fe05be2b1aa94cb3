import Testing
import TidemarkTesting

/// What the program writes about itself: completions, the manual page, the help.
struct GeneratedTests {
    static let commands = [
        "init", "new", "demo", "status", "plan", "history", "doctor", "lint", "up", "down", "redo",
        "baseline", "repair", "completions", "man",
    ]

    @Test func bashCompletionsLoadAndComplete() async throws {
        let ended = try await Shell().bash(
            """
            tidemark completions bash > c.bash && bash -n c.bash && . ./c.bash &&
            complete -p tidemark
            """)
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.contains("tidemark"), ended.said)
    }

    @Test(arguments: ["zsh", "fish"])
    func otherShellsGetTheirScript(_ name: String) async throws {
        let shell = try Shell()
        let ended = try await shell.tidemark("completions", name)
        #expect(ended.code == 0)
        for command in Self.commands { #expect(ended.out.contains(command), "\(command)") }
        // Where the shell is installed it reads the script.
        let read = try await shell.bash(
            "tidemark completions \(name) > c; ! command -v \(name) >/dev/null || \(name) -n c")
        #expect(read.code == 0, read.said)
    }

    @Test func theManualPageRenders() async throws {
        let shell = try Shell()
        let page = try await shell.tidemark("man")
        #expect(page.code == 0)
        #expect(page.out.hasPrefix(".TH TIDEMARK 1"), page.said)
        for command in Self.commands {
            #expect(page.out.contains(".SS \(command)\n"), "\(command)")
        }
        for part in [
            ".SH EXIT STATUS", ".B 75\n", ".SH FILES", "DATABASE_URL", "TIDEMARK_PG_BINDIR",
        ] {
            #expect(page.out.contains(part), "\(part)")
        }
        let rendered = try await shell.bash(
            "tidemark man > p; ! command -v groff >/dev/null || groff -man -ww -z -Tutf8 p 2>&1")
        #expect(rendered.out.isEmpty, "groff has nothing to say: \(rendered.out)")
    }

    @Test func theManualPageOfTheRepositoryIsCurrent() async throws {
        let page = try await Shell().tidemark("man").out
        #expect(
            try readFile("\(Shell.root)/docs/tidemark.1") == page, "tidemark man > docs/tidemark.1")
    }

    /// The help of each command is a golden text; `TIDEMARK_RECORD=1` writes it anew.
    @Test(arguments: ["tidemark"] + commands)
    func theHelpIsAsRecorded(_ command: String) async throws {
        let shell = try Shell()
        let help =
            command == "tidemark"
            ? try await shell.tidemark("--help") : try await shell.tidemark("help", command)
        #expect(help.code == 0)
        #expect(help.out.split(separator: "\n").allSatisfy { $0.count <= 80 }, help.said)
        let path = "\(Shell.root)/Tests/TidemarkCLITests/Golden/\(command).txt"
        if Shell.isRecording {
            let write = try await shell.bash(
                "mkdir -p \"${FILE%/*}\" && printf '%s' \"$TEXT\" > \"$FILE\"",
                extra: ["FILE": path, "TEXT": help.out])
            #expect(write.code == 0, write.said)
        }
        #expect(try readFile(path) == help.out, "TIDEMARK_RECORD=1 swift test records it anew")
    }

    @Test(arguments: [
        ("tidemark st", "status"), ("tidemark --db x rep", "repair"),
        ("tidemark up --lock-w", "--lock-wait"),
    ])
    func bashCompletes(_ typed: String, _ word: String) async throws {
        let ended = try await Shell().bash(
            """
            . <(tidemark completions bash)
            COMP_WORDS=(\(typed)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            COMP_LINE="\(typed)"; COMP_POINT=${#COMP_LINE}
            _tidemark tidemark "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
            echo "${COMPREPLY[@]}"
            """)
        #expect(ended.out == "\(word)\n", ended.said)
    }
}
