import Reports
import Testing

@Suite struct TableTests {
    private let table = Table(
        columns: [
            .init("version"), .init("name", isShrinkable: true),
            .init("rows", alignment: .trailing),
            .init("note"),
        ],
        rows: [
            ["00", "task_bus", "1,234", ""], ["01", "größe_日本", "7", "late"], ["02", "", "", "x"],
            ["03"],
        ])

    @Test func alignsByWhatIsSeen() {
        #expect(
            renderTable(table, on: .plain) == """
                version  name         rows  note
                00       task_bus    1,234
                01       größe_日本      7  late
                02                          x
                03

                """)
    }

    @Test func noLineEndsInASpace() {
        for line in renderTable(table, on: .plain).split(separator: "\n") {
            #expect(line.last != " ", "\(line)")
        }
    }

    @Test func colorsDoNotMoveColumns() {
        var colored = table
        colored.rows[0][1] = StyledText("task_bus", .success)
        let text = renderTable(colored, on: Terminal(color: .always, isTerminal: false))
        let stripped = text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        #expect(stripped == renderTable(table, on: .plain))
    }

    @Test func shrinksOnlyOnATerminalAndOnlyWhereAllowed() {
        let long = String(repeating: "x", count: 100)
        let table = Table(
            columns: [
                .init("id"), .init("name", isShrinkable: true), .init("why", isShrinkable: true),
            ],
            rows: [[StyledText(long), "short", "short"], ["1", StyledText(long), "because"]])
        #expect(renderTable(table, on: .plain).contains(long))
        let fits = Table(
            columns: table.columns, rows: [["1", StyledText(long), StyledText(long)]])
        for columns in 22...240 {
            let terminal = Terminal(
                color: .never, isTerminal: true, columns: columns, environment: ["LANG": "C.UTF-8"])
            for line in renderTable(fits, on: terminal).split(separator: "\n") {
                #expect(displayWidth(of: String(line)) <= columns)
            }
        }
        let narrow = Terminal(
            color: .never, isTerminal: true, columns: 40, environment: ["LANG": "C.UTF-8"])
        #expect(renderTable(table, on: narrow).contains(long))
        #expect(renderTable(table, on: narrow).contains("xxxxxxx…"))
    }

    @Test func cellsCannotBreakTheRow() {
        let table = Table(columns: [.init("a"), .init("b")], rows: [["x\ny", "z\u{1B}[1m"]])
        #expect(renderTable(table, on: .plain) == "a     b\nx\\ny  z\\e[1m\n")
    }

    @Test func withoutTitlesThereIsNoHeading() {
        let table = Table(columns: [.init(""), .init("")], rows: [["a", "b"], ["cc", "d"]])
        #expect(renderTable(table, on: .plain) == "a   b\ncc  d\n")
        #expect(renderTable(Table(columns: [.init("a")]), on: .plain) == "a\n")
        #expect(renderTable(Table(columns: []), on: .plain) == "")
    }
}
