import SQLText
import Testing

/// Cases 28 to 41 of the reference on migration runners: bodies, rules, what belongs to psql.
@Suite("Torture: bodies and psql") struct TortureBodyTests {
    @Test("28: a BEGIN ATOMIC body") func atomicBody() throws {
        let script =
            "create function g(a int) returns int language sql begin atomic select 1; select a; end;\nselect 2;"
        #expect(try statements(script).count == 2)
    }

    @Test(
        "29–33: what looks like an end of the body",
        arguments: [
            "select case when a>0 then 1 else 2 end; select 3;",
            "select case when a>0 then case when a>1 then 1 end else 2 end;",
            "select 1 as pending; select 2;",
            "select $1;",
            "select (case when a > 0 then 1 end);",
            "select 1 as end; select t.end, t.case from t;",
        ]) func endInBody(body: String) throws
    {
        let head = "create or replace function f(a int) returns int language sql begin"
        #expect(try statements("\(head) atomic \(body) end;\nselect 2;").count == 2)
        #expect(try statements("\(head) -- x;\n atomic \(body) end;\nselect 2;").count == 2)
    }

    @Test("29: a procedure") func procedureBody() throws {
        let script = "CREATE PROCEDURE p() LANGUAGE SQL BEGIN ATOMIC SELECT 1; END; select 2;"
        #expect(try statements(script).count == 2)
    }

    @Test("34: atomic and end as parts of names") func namesWithKeywords() throws {
        let script =
            #"create table public.atomic_test(id int); create table weekend("end" int);"#
        #expect(try statements(script).count == 2)
    }

    @Test("34: a function named begin, on which psql swallows the rest") func functionNamedBegin()
        throws
    {
        let script = "create function begin() returns int language sql as 'select 1'; select 2;"
        #expect(try statements(script).count == 2)
    }

    @Test("35: a rule with several actions") func ruleActions() throws {
        let script =
            "create rule r as on insert to t do also (insert into l values (new.a); insert into l values (new.a+1)); select 2;"
        #expect(try statements(script).count == 2)
    }

    @Test("36: a RETURN body") func returnBody() throws {
        let script =
            "create function rr(a int) returns int language sql return a+1; select 2;"
        #expect(try statements(script).count == 2)
    }

    @Test(
        "37: COPY data",
        arguments: [
            ("copy t from stdin;", "it's; $$ row\n"),
            ("COPY t (a, b) FROM STDIN WITH (FORMAT csv);", "\"x;y\",\"it's\"\n"),
            ("copy \"s;x\".\"t\" from stdin (format 'csv', header);", "a\n\\.x\n \\.\n"),
            ("copy t from /* x */ stdin -- why\n with csv;", "1\n"),
            ("copy t from stdout;  -- note", "1\n\n2\n"),
            ("copy t from stdin;", ""),
        ]) func copyFromInput(statement: String, data: String) throws
    {
        let found = try events("select 1;\n\(statement)\n\(data)\\.\nselect 2;")
        #expect(copyData(found) == data)
        #expect(
            found.contains {
                if case .statement(let s) = $0 { s.text == "select 2" } else { false }
            })
        let block = found.compactMap { event -> CopyBlock? in
            guard case .copyEnd(let block) = event else { return nil }
            return block
        }
        let line = 3 + statement.utf8.count { $0 == 0x0A }
        #expect(block.map(\.terminated) == [true])
        #expect(block.first?.range.count == data.utf8.count)
        #expect(block.first?.start.line == line)
    }

    @Test(
        "37: what is no COPY from standard input",
        arguments: [
            "copy t from '/tmp/x'", "copy t from program 'cat'", "copy t to stdout",
            "copy (select 1) to stdout", "copy t to '/tmp/stdin'",
        ]) func otherCopies(statement: String) throws
    {
        #expect(try statements("\(statement);\nselect 2;") == [statement, "select 2"])
    }

    @Test("37: text after COPY on its line") func textAfterCopy() {
        let error = failure("copy t from stdin; select 2;\n1\n\\.\n")
        #expect(error?.code == "text-after-copy")
        #expect(error?.position.column == 20)
    }

    @Test("37: CRLF in COPY data") func carriageReturnsInCopy() throws {
        let found = try events("copy t from stdin;\r\n1\r\n2\r\n\\.\r\nselect 2;\r\n")
        #expect(copyData(found) == "1\r\n2\r\n")
        #expect(try statements("copy t from stdin;\r\n1\r\n\\.\r\nselect 2;").count == 2)
    }

    @Test("38: COPY data up to the end of the file") func copyToEnd() throws {
        for ending in ["1\n2", "1\n2\n"] {
            let found = try events("copy t from stdin;\n" + ending)
            #expect(copyData(found) == ending)
            guard case .copyEnd(let block)? = found.last else {
                Issue.record("no end")
                continue
            }
            #expect(!block.terminated)
        }
        #expect(copyData(try events("copy t from stdin;\n1\n\\.")) == "1\n")
        #expect(try events("copy t from stdin").count == 2)
    }

    @Test("38: binary COPY takes the rest of the file") func binaryCopy() throws {
        let data = "PGCOPY\n\\.\nselect 2;"
        for statement in ["copy t from stdin (format binary)", "copy t from stdin with binary"] {
            #expect(copyData(try events(statement + ";\n" + data)) == data)
        }
        #expect(copyData(try events("copy binary t from stdin;\n" + data)) == data)
    }

    @Test("39: restrict and unrestrict of pg_dump") func restrict() throws {
        let script =
            "\\restrict aBc1\n\nselect 1;\n-- x\n\\unrestrict aBc1\nselect 2;\n\\restrict x"
        #expect(try statements(script) == ["select 1", "select 2"])
        #expect(failure("select 1 \\restrict abc\n;")?.code == "psql-command")
    }

    @Test(
        "40: commands of psql",
        arguments: [
            ("select 1;\n\\set n 5\n", "\\set", 2),
            ("\\i file.sql", "\\i", 1),
            ("select 'x' \\gexec", "\\gexec", 1),
            ("\\connect other", "\\connect", 1),
            ("\n\n  \\if :x\n", "\\if", 3),
            ("\\! rm", "\\!", 1),
            ("select 1 \\; select 2;", "\\;", 1),
            ("select 1;\n\\.\n", "\\.", 2),
            ("\\copy t from 'x'", "\\copy", 1),
        ]) func psqlCommands(script: String, name: String, line: Int)
    {
        let error = failure(script)
        #expect(error?.code == "psql-command")
        #expect(error?.message.hasPrefix(name + " ") == true)
        #expect(error?.position.line == line)
        #expect(error?.remedy != nil)
    }

    @Test(
        "40: variables of psql",
        arguments: [
            "select :n;", "insert into t values (1, :'n');", "set role :\"n\";", ":x",
            "select 1 where a = :n", "alter table :t add a int",
        ])
    func psqlVariables(script: String) {
        #expect(failure(script)?.code == "psql-variable")
    }

    @Test(
        "40: colons that are SQL",
        arguments: [
            "select a[1:n], a[:n], a[lo : hi]", "select '1'::int, a::text", "call p(a := 1)",
            "select json_object('a':b, 'c' : 'd')", "select json_object(k:v)",
        ]) func colonsInSQL(script: String) throws
    {
        #expect(try statements(script) == [script])
    }

    @Test("41: the preamble of pg_dump") func dumpPreamble() throws {
        let script = """
            SET statement_timeout = 0;
            SET standard_conforming_strings = on;
            SELECT pg_catalog.set_config('search_path', '', false);
            select 'C:\\';
            """
        #expect(try statements(script).count == 4)
    }
}
