import Reports
import SQLText
import Testing

@Suite struct SourceExcerptTests {
    private let ascii = Terminal(
        color: .never, isTerminal: true, columns: 60, environment: ["LANG": "C"])

    @Test func caretStandsUnderItsColumn() {
        let text = "create table task (\n    state taks_state not null,\n    x int\n);\n"
        let excerpt = Excerpt(
            of: text, startingAt: SourcePosition(offset: 90, line: 11, column: 1), line: 12,
            column: 11, length: 10)
        #expect(
            renderSourceExcerpt(excerpt, on: ascii) == [
                "11 | create table task (",
                "12 |     state taks_state not null,",
                "   |           ^^^^^^^^^^",
                "13 |     x int",
            ])
    }

    @Test func statementThatStartsInTheMiddleOfALine() {
        let excerpt = Excerpt(
            of: "select nope", startingAt: SourcePosition(offset: 10, line: 9, column: 11), line: 9,
            column: 18)
        #expect(
            renderSourceExcerpt(excerpt, on: ascii) == ["9 | select nope", "  |        ^"])
    }

    @Test func gutterGrowsWithTheNumbers() {
        let excerpt = Excerpt(
            of: "a\nb\nc", startingAt: SourcePosition(offset: 0, line: 8, column: 1), line: 10,
            column: 1)
        #expect(
            renderSourceExcerpt(excerpt, on: ascii) == [" 8 | a", " 9 | b", "10 | c", "   | ^"])
    }

    @Test func tabsAndWideCharactersAreCountedAsTheyLook() {
        let tab = renderSourceExcerpt(Excerpt(of: "\tx\ty z", line: 1, column: 4), on: ascii)
        #expect(tab == ["1 |     x    y z", "  |          ^"])
        let wide = renderSourceExcerpt(
            Excerpt(of: "select '日本', nope", line: 1, column: 14, length: 4), on: ascii)
        #expect(wide == ["1 | select '日本', nope", "  |                ^^^^"])
        let combining = renderSourceExcerpt(
            Excerpt(of: "e\u{301}e\u{301} x", line: 1, column: 6), on: ascii)
        #expect(combining[1] == "  |    ^")
        let control = renderSourceExcerpt(
            Excerpt(of: "a\u{1B}[1mb", line: 1, column: 6), on: ascii)
        #expect(control == ["1 | a\\e[1mb", "  |       ^"])
    }

    @Test func longLinesAreCutAroundTheCaret() throws {
        for column in stride(from: 1, through: 3_000, by: 37) {
            var text = String(repeating: "ab ", count: 1_000)
            let index = text.index(text.startIndex, offsetBy: column - 1)
            text.replaceSubrange(index...index, with: "#")
            let lines = renderSourceExcerpt(Excerpt(of: text, line: 1, column: column), on: ascii)
            try #require(lines.count == 2)
            #expect(lines.allSatisfy { displayWidth(of: $0) <= 60 })
            let caret = try #require(lines[1].firstIndex(of: "^"))
            let offset = lines[1].distance(from: lines[1].startIndex, to: caret)
            #expect(Array(lines[0])[offset] == "#", "\(column): \(lines)")
        }
    }

    @Test func wideCharactersAreCutWhole() throws {
        let text = String(repeating: "語", count: 500) + "#" + String(repeating: "語", count: 500)
        let terminal = Terminal(
            color: .never, isTerminal: true, columns: 41, environment: ["LANG": "C.UTF-8"])
        let lines = renderSourceExcerpt(Excerpt(of: text, line: 1, column: 501), on: terminal)
        let mark = try #require(lines[0].firstIndex(of: "#"))
        let caret = try #require(lines[1].firstIndex(of: "^"))
        #expect(
            displayWidth(of: String(lines[0][..<mark]))
                == displayWidth(of: String(lines[1][..<caret])))
        #expect(displayWidth(of: lines[0]) <= 41)
    }

    @Test func caretAtTheEndOfTheText() {
        #expect(
            renderSourceExcerpt(Excerpt(of: "select (", line: 1, column: 9), on: ascii) == [
                "1 | select (", "  |         ^",
            ])
    }

    @Test func placesOutsideTheTextHaveNoCaret() {
        #expect(renderSourceExcerpt(Excerpt(of: "a\nb", line: 1, column: 9), on: ascii).count == 2)
        #expect(
            renderSourceExcerpt(Excerpt(of: "a\nb", line: 7, column: 1), on: ascii).last == "2 | b")
        #expect(renderSourceExcerpt(Excerpt(of: "a", line: 1), on: ascii) == ["1 | a"])
        #expect(renderSourceExcerpt(Excerpt(of: "", line: 1, column: 1), on: ascii).isEmpty)
        let before = Excerpt(
            of: "a", startingAt: SourcePosition(offset: 9, line: 5, column: 4), line: 5, column: 1)
        #expect(renderSourceExcerpt(before, on: ascii) == ["5 | a"])
    }

    @Test func windowsLineEndsAreNotShown() {
        #expect(
            renderSourceExcerpt(Excerpt(of: "a\r\nb c\r\nd\r\n", line: 2, column: 3), on: ascii)
                == [
                    "1 | a", "2 | b c", "  |   ^", "3 | d",
                ])
    }

    @Test func contextIsBounded() {
        let text = (1...100).map { "line \($0)" }.joined(separator: "\n")
        let lines = renderSourceExcerpt(
            Excerpt(of: text, line: 50, column: 1), context: 1, on: ascii)
        #expect(lines == ["49 | line 49", "50 | line 50", "   | ^", "51 | line 51"])
        let none = renderSourceExcerpt(
            Excerpt(of: text, line: 50, column: 1), context: 0, on: ascii)
        #expect(none.first == "50 | line 50")
    }
}
