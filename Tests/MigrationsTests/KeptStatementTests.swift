import SQLText
import Testing

@testable import Migrations

/// The text that history keeps, cut into statements.
@Suite struct KeptStatementTests {
    static func cut(_ text: String, isWholeFile: Bool = true) -> [String] {
        KeptStatement.cut(
            text, of: MigrationID(version: "1", name: "a"), file: "sql/1_a.sql",
            isWholeFile: isWholeFile
        ).map { "\($0.number) \($0.line.map(String.init) ?? "-") \($0.statement.text)" }
    }

    @Test func eachHasItsNumberAndTheLineOfItsFirstWord() {
        #expect(
            Self.cut("-- A.\nselect 1;\n\n/* B */\nselect 2;") == [
                "1 2 select 1", "2 5 /* B */\nselect 2",
            ])
    }

    @Test func behindCopyDataThatWasLeftOutNoLineIsTold() {
        let text = """
            copy a from stdin;
            -- tidemark: copy-data 4 bytes sha256 00
            \\.
            select 1;
            """
        #expect(Self.cut(text) == ["1 1 copy a from stdin", "2 - select 1"])
    }

    @Test func aSectionOfAFileTellsNoLines() {
        #expect(Self.cut("select 1;", isWholeFile: false) == ["1 - select 1"])
    }

    @Test func whatCannotBeCutIsGivenUpToTheFault() {
        #expect(Self.cut("select 1;\nselect 'open") == ["1 1 select 1"])
    }
}
