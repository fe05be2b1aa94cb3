import SQLText
import Testing

/// Where things are, and what a file may not contain.
@Suite("Positions") struct PositionTests {
    @Test("offset, line and column of statements and comments") func positions() throws {
        let script = "\u{FEFF}-- ä\n  /* ö\n */ select 'ü', -- é\n 1 ;\r\nselect 2"
        let found = try events(script)
        guard found.count == 4, case .comment(let first) = found[0],
            case .comment(let second) = found[1], case .statement(let one) = found[2],
            case .statement(let two) = found[3]
        else {
            Issue.record("\(found)")
            return
        }
        #expect(first.start == SourcePosition(offset: 3, line: 1, column: 1))
        #expect(second.start == SourcePosition(offset: 34, line: 3, column: 17))
        #expect(second.insideStatement && !second.startsLine)
        #expect(one.start == SourcePosition(offset: 11, line: 2, column: 3))
        #expect(one.codeStart == SourcePosition(offset: 21, line: 3, column: 5))
        #expect(one.end == SourcePosition(offset: 43, line: 4, column: 4))
        #expect(two.start == SourcePosition(offset: 46, line: 5, column: 1))
        #expect(one.position(ofCharacter: 1) == one.start)
        #expect(one.position(ofCharacter: 10) == one.codeStart)
    }

    @Test("a section of a file keeps the file's positions") func section() throws {
        let start = SourcePosition(offset: 100, line: 7, column: 1)
        var reader = ScriptReader(bytes: Array("\nselect 1;".utf8), from: start)
        guard case .statement(let statement)? = try reader.next() else { return }
        #expect(statement.start == SourcePosition(offset: 101, line: 8, column: 1))
    }

    @Test(
        "bytes that are not UTF-8",
        arguments: [
            (Array("select 1;\nselect '".utf8) + [0xE4] + Array("';".utf8), 2, 9),
            (Array("-- gr".utf8) + [0xFC, 0xDF, 0x0A], 1, 6),
            (Array("select 'é".utf8) + [0xED, 0xA0, 0x80, 0x27], 1, 10),
            (Array("select '".utf8) + [0xF0, 0x9F, 0x98, 0x27], 1, 9),
        ] as [([UInt8], Int, Int)])
    func invalidUTF8(bytes: [UInt8], line: Int, column: Int) {
        let error = #expect(throws: ScriptError.self) { try events(bytes) }
        #expect(error?.code == "invalid-utf8")
        #expect(error?.position.line == line)
        #expect(error?.position.column == column)
    }

    @Test("a NUL byte") func nulByte() {
        let error = #expect(throws: ScriptError.self) {
            try events(Array("select 1;\n  select 'a\0b';".utf8))
        }
        #expect(error?.code == "nul-byte")
        #expect(error?.position == SourcePosition(offset: 21, line: 2, column: 12))
    }

    @Test("COPY data may be in any encoding") func copyInLatin1() throws {
        let bytes = Array("copy t from stdin;\n".utf8) + [0xE4, 0x0A] + Array("\\.\n".utf8)
        #expect(try events(bytes).count == 3)
    }

    @Test("after an error the same error") func errorStays() {
        var reader = ScriptReader(bytes: Array("select 'a".utf8))
        for _ in 0..<2 { #expect(throws: ScriptError.self) { try reader.next() } }
    }

    @Test("the setting changed by the caller holds from the next statement on") func callerSetting()
        throws
    {
        var reader = ScriptReader(bytes: Array("select 1; select 'a\\'; b'; select 3".utf8))
        _ = try reader.next()
        reader.standardConformingStrings = false
        guard case .statement(let second)? = try reader.next() else { return }
        #expect(second.text == "select 'a\\'; b'")
    }

    @Test("comments that turn out to be no statement leave no trace") func droppedStatement() throws
    {
        let filler = String(repeating: "-- filler\n", count: 200)
        let script = "/* a */ -- b\n;\n" + filler + "/* c */ -- d\nselect 1 -- e\n + 'x"
        #expect(failure(script)?.position.line == 205)
        #expect(
            failure("\\restrict x\n/* a */ -- b\n\\restrict y\n" + script)?.position.line == 208)
    }

    @Test("lone carriage returns end comments") func carriageReturn() throws {
        #expect(try statements("-- a\rselect 1;\rselect 2") == ["select 1", "select 2"])
    }
}
