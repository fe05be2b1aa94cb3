import Reports
import Testing

@Suite struct TerminalTests {
    @Test(
        arguments: [
            (ColorChoice.auto, true, [:], true), (.auto, false, [:], false),
            (.always, false, [:], true),
            (.never, true, ["CLICOLOR_FORCE": "1"], false),
            (.always, true, ["NO_COLOR": "1"], true),
            (.auto, true, ["NO_COLOR": "1"], false), (.auto, true, ["NO_COLOR": ""], true),
            (.auto, false, ["CLICOLOR_FORCE": "1"], true),
            (.auto, false, ["CLICOLOR_FORCE": "0"], false),
            (.auto, false, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
            (.auto, true, ["TERM": "dumb"], false), (.auto, true, ["CLICOLOR": "0"], false),
            (.auto, true, ["TERM": "dumb", "CLICOLOR_FORCE": "1"], true),
        ] as [(ColorChoice, Bool, [String: String], Bool)])
    func color(choice: ColorChoice, isTerminal: Bool, environment: [String: String], expected: Bool)
    {
        let terminal = Terminal(color: choice, isTerminal: isTerminal, environment: environment)
        #expect(terminal.usesColor == expected)
    }

    @Test func widthIsOnlyForTerminals() {
        #expect(Terminal(isTerminal: false, columns: 100).width == nil)
        #expect(Terminal(isTerminal: true, columns: 100).width == 100)
        #expect(Terminal(isTerminal: true, environment: ["COLUMNS": "132"]).width == 132)
        #expect(Terminal(isTerminal: true, columns: 0, environment: ["COLUMNS": "x"]).width == 80)
        #expect(Terminal(isTerminal: true, columns: 3).width == 20)
    }

    @Test func unicodeFollowsTheLocale() {
        #expect(Terminal(isTerminal: true, environment: ["LANG": "de_DE.UTF-8"]).usesUnicode)
        #expect(!Terminal(isTerminal: true, environment: ["LANG": "C"]).usesUnicode)
        #expect(
            !Terminal(isTerminal: true, environment: ["LC_ALL": "C", "LANG": "C.utf8"]).usesUnicode)
        #expect(Terminal.plain.usesUnicode)
        #expect(!Terminal(isTerminal: true, environment: ["TERM": "dumb"]).isInteractive)
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("ｱ", 1), ("Ａ", 2), ("한글", 4),
        ("\u{1112}\u{1161}\u{11AB}", 2), ("👍", 2), ("👨‍👩‍👧", 2), ("🇩🇪", 2), ("❤️", 2), ("❤", 1),
        ("a\u{200B}b", 2), ("a\u{200D}", 1), ("\u{1F3FB}", 2), ("naïve – “x”", 11), ("𠀀", 2),
        ("א", 1),
    ])
    func widths(text: String, width: Int) {
        #expect(displayWidth(of: text) == width)
    }

    @Test func nothingInATextCanDriveTheTerminal() {
        #expect(renderVisible("a\u{1B}[2Jb\r\n\t\u{7}\u{9B}") == "a\\e[2Jb\\r\\n\\t\\u{7}\\u{9B}")
        #expect(renderVisible("x\u{202E}y\u{2066}") == "x\\u{202E}y\\u{2066}")
        #expect(renderVisible("größe 日本 \\n") == "größe 日本 \\n")
        #expect(StyledText("a\nb").plain == "a\\nb")
    }

    @Test func stylesAreEscapeSequencesOnlyInColor() {
        let color = Terminal(color: .always, isTerminal: false)
        let text = StyledText("bad", .error) + " plain"
        #expect(color.render(text) == "\u{1B}[1;31mbad\u{1B}[0m plain")
        #expect(Terminal.plain.render(text) == "bad plain")
        #expect(text.width == 9)
    }

    @Test func truncationKeepsCharactersWhole() {
        #expect(StyledText("日本語").truncated(to: 5).plain == "日本…")
        #expect(StyledText("日本語").truncated(to: 4).plain == "日…")
        #expect(StyledText("日本語").truncated(to: 6).plain == "日本語")
        #expect((StyledText("ab", .error) + "cdef").truncated(to: 4).plain == "abc…")
        #expect(StyledText("abcdef").truncated(to: 5, ellipsis: "...").plain == "ab...")
        #expect(StyledText("abcdef").truncated(to: 1).plain == "…")
    }
}
