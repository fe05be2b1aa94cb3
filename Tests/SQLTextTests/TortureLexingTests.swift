import SQLText
import Testing

/// Cases 1 to 27 of the reference on migration runners: quotes, comments, line ends.
@Suite("Torture: lexing") struct TortureLexingTests {
    @Test("1: a semicolon in a string") func semicolonInString() throws {
        #expect(try statements("select 'a;b'; select 2;") == ["select 'a;b'", "select 2"])
    }

    @Test("2: dashes in a string") func dashesInString() throws {
        let script = "select 'arrow --> x';\nselect 2;"
        #expect(try statements(script) == ["select 'arrow --> x'", "select 2"])
        #expect(try events(script).count == 2)
    }

    @Test("3: E string with an escaped quote") func escapeString() throws {
        #expect(try statements(#"select E'it\'s; ok';"#) == [#"select E'it\'s; ok'"#])
    }

    @Test("4: the same with a small e") func smallEscapeString() throws {
        #expect(try statements(#"select e'it\'s; ok';"#) == [#"select e'it\'s; ok'"#])
    }

    @Test("5: a backslash ends a standard string, but not with standard_conforming_strings off")
    func backslashAtEnd() throws {
        let script = "select 'C:\\';\nselect 2;"
        #expect(try statements(script) == [#"select 'C:\'"#, "select 2"])
        let off = #"select 'C:\'; still in it';"# + "\nselect 2;"
        #expect(try statements(off, standardConformingStrings: false).count == 2)
        #expect(throws: ScriptError.self) {
            try statements(script, standardConformingStrings: false)
        }
    }

    @Test(
        "5: the script itself turns standard_conforming_strings off",
        arguments: [
            "set standard_conforming_strings = off",
            "SET SESSION standard_conforming_strings TO 'off'",
            "set local standard_conforming_strings to false",
            "set standard_conforming_strings=0",
            "select pg_catalog.set_config('standard_conforming_strings', 'off', false)",
        ]) func settingFollowed(setting: String) throws
    {
        let body = #"select 'it\'s; one';"#
        #expect(try statements(setting + ";\n" + body).count == 2)
        let restored = setting + ";" + body + "reset standard_conforming_strings; select 'C:\\';"
        #expect(try statements(restored).count == 4)
        let defaulted = setting + ";set standard_conforming_strings to default; select 'C:\\';"
        #expect(try statements(defaulted).count == 3)
    }

    @Test("6: Unicode escapes") func unicodeEscapes() throws {
        let script = #"select U&'d\0061t;a'; select U&"d!0061;" UESCAPE '!'; select u&'\';"#
        #expect(try statements(script).count == 3)
    }

    @Test("7: semicolons in quoted identifiers") func quotedIdentifiers() throws {
        let script = #"create table "a;b"(x int); create policy "read; all" on t using (a>0);"#
        #expect(try statements(script).count == 2)
        #expect(try statements(#"select 1 as "a"";b"; select 2"#).count == 2)
    }

    @Test("8: nested comments") func nestedComments() throws {
        let script = "/* a /* b; */ c; */ select 1;"
        #expect(try statements(script) == ["/* a /* b; */ c; */ select 1"])
    }

    @Test("9: a quote in a comment") func quoteInComment() throws {
        #expect(try statements("-- don't; do\nselect 1;") == ["select 1"])
    }

    @Test("10: a comment at the end without a line feed") func commentAtEnd() throws {
        let found = try events("select 1;\n-- done; ok")
        #expect(found.count == 2)
        guard case .comment(let comment) = found[1] else {
            Issue.record("no comment")
            return
        }
        #expect(comment.text == " done; ok")
        #expect(comment.start == SourcePosition(offset: 10, line: 2, column: 1))
        #expect(comment.startsLine && !comment.insideStatement)
    }

    @Test("11: a block comment at the end") func blockCommentAtEnd() throws {
        #expect(try statements("select 1; /* tail */") == ["select 1"])
        #expect(try statements("/* tail */").isEmpty)
    }

    @Test("12: no final semicolon") func noFinalSemicolon() throws {
        #expect(try statements("select 1;\nselect 2\n") == ["select 1", "select 2"])
    }

    @Test("13: empty statements") func emptyStatements() throws {
        #expect(try statements(";;select 1;;") == ["select 1"])
        #expect(try statements("; /* nothing */ ; -- nor here\n;").isEmpty)
    }

    @Test("14: dollar quotes inside dollar quotes") func nestedDollarQuotes() throws {
        let script =
            "do $o$ begin execute $q$ select 1; $q$; perform $$x;y$$; end $o$;select 2;"
        #expect(try statements(script).count == 2)
        #expect(try statements("select $a$ $b$ $ $a $a$; select 2").count == 2)
        #expect(try statements("select $$a$x$$; select $a$ $$a$; select 3").count == 3)
    }

    @Test("15: a dollar sign in a string in a dollar quote") func dollarInString() throws {
        #expect(try statements("do $$ begin perform 'foo' ~ '^foo$'; end $$;").count == 1)
    }

    @Test("16: parameters") func parameters() throws {
        let script = "prepare p(int) as select $1;\nselect 2;"
        #expect(try statements(script) == ["prepare p(int) as select $1", "select 2"])
        #expect(try statements("select $1$x$;$x$; select 2").count == 2)
    }

    @Test("17: dollar signs in identifiers") func dollarInIdentifier() throws {
        #expect(try statements("create table a$b(c$1 int);").count == 1)
        #expect(try statements("select 1 as a$x$b;\nselect 2;").count == 2)
    }

    @Test("18: as$$ is one identifier, as the server has it") func dollarAfterWord() {
        let error = failure("create function f() returns int language sql as$$select 1;$$;")
        #expect(error?.code == "unterminated-dollar-quote")
        #expect(error?.position.column == 59)
    }

    @Test("19: a tag outside ASCII") func nonASCIITag() throws {
        #expect(try statements("do $größe$ begin null; end $größe$;select 1").count == 2)
    }

    @Test("20: lines of a string that end in semicolons") func multiLineString() throws {
        #expect(try statements("select 'line1;\nline2;\n';").count == 1)
    }

    @Test("21: a string continued on the next line") func continuedString() throws {
        #expect(try statements("select 'a'\n'b;c';").count == 1)
        // psql cuts this one; the server reads the second piece as an E string too.
        #expect(try statements("select E'a' -- note\n  'b\\'c;d';\nselect 2").count == 2)
        #expect(try statements("select E'a' 'C:\\'; select 2").count == 2)
    }

    @Test("22: a byte-order mark") func byteOrderMark() throws {
        let script = "\u{FEFF}select 1;"
        #expect(try statements(script) == ["select 1"])
        guard case .statement(let statement) = try events(script).first else { return }
        #expect(statement.start == SourcePosition(offset: 3, line: 1, column: 1))
        #expect(
            ScriptChecksum.textChecksum(of: Array(script.utf8))
                == ScriptChecksum.textChecksum(of: Array("select 1;".utf8)))
    }

    @Test("23: CRLF stays in literals and not in checksums") func carriageReturns() throws {
        let script = "select 'a\r\nb';\r\nselect 2;\r\n"
        #expect(try statements(script) == ["select 'a\r\nb'", "select 2"])
        let unix = try ScriptChecksum.of(bytes: Array(script.replacing("\r\n", with: "\n").utf8))
        #expect(try ScriptChecksum.of(bytes: Array(script.utf8)) == unix)
    }

    @Test("24: a no-break space is part of an identifier and has a position") func noBreakSpace()
        throws
    {
        let script = "select 1;\nselect\u{A0}2;"
        #expect(try statements(script)[1] == "select\u{A0}2")
        guard case .statement(let statement) = try events(script)[1] else { return }
        let place = statement.position(ofCharacter: 7)
        #expect(place == SourcePosition(offset: 16, line: 2, column: 7))
    }

    @Test(
        "25: what never ends",
        arguments: [
            ("select 1; /* oops", "unterminated-comment", 11),
            ("select 1;/* a /* b */ select 2;", "unterminated-comment", 10),
            ("do $$ begin", "unterminated-dollar-quote", 4),
            ("do $a$ begin $b$; end $A$;", "unterminated-dollar-quote", 4),
            ("select 'a;", "unterminated-string", 8),
            ("select E'a\\';", "unterminated-string", 8),
            ("select \"a;", "unterminated-identifier", 8),
            ("select U&\"a;", "unterminated-identifier", 8),
            ("create table t (a int;\nselect 2;", "unclosed-parenthesis", 16),
            (
                "create function f() returns int begin atomic select 1; select 2;",
                "unclosed-body", 39
            ),
        ]) func unterminated(script: String, code: String, column: Int)
    {
        let error = failure(script)
        #expect(error?.code == code)
        #expect(error?.position.column == column)
    }

    @Test("26: a line of 300 KB") func longLine() throws {
        let long = String(repeating: "0123456789,", count: 30_000)
        let script = "insert into t values ('\(long)'); select 2;"
        #expect(try statements(script).count == 2)
        #expect(try events(Array(script.utf8), chunk: 4096).count == 2)
    }

    @Test("27: a marker in a string or body is no comment") func markerInString() throws {
        let script = "select '\n-- migrate:down\n'; do $$\n-- +goose Down\n$$;\n-- +goose Down\n"
        let comments = try events(script).compactMap { event -> SQLText.Comment? in
            guard case .comment(let comment) = event else { return nil }
            return comment
        }
        #expect(comments.map(\.text) == [" +goose Down"])
    }
}
