import SQLText
import Testing

@Suite("Quoting and names") struct QuotingTests {
    @Test(
        "identifiers",
        arguments: [
            ("a", "a"), ("a_1", "a_1"), ("A", "\"A\""), ("1a", "\"1a\""), ("", "\"\""),
            ("a\"b", "\"a\"\"b\""), ("select", "\"select\""), ("name", "name"), ("ö", "\"ö\""),
            ("a$", "\"a$\""), ("\"\u{301}", "\"\"\"\u{301}\""), ("json", "\"json\""),
        ]) func identifiers(name: String, quoted: String)
    {
        #expect(quoteIdentifier(name) == quoted)
        #expect(parseIdentifier(quoted) == name)
    }

    @Test(
        "literals",
        arguments: [
            ("a", "'a'"), ("it's", "'it''s'"), ("C:\\", "E'C:\\\\'"), ("\\'", "E'\\\\'''"),
            ("'\u{301}", "'''\u{301}'"), ("", "''"),
        ]) func literals(text: String, quoted: String) throws
    {
        #expect(quoteLiteral(text).utf8.elementsEqual(quoted.utf8))
        for isOn in [true, false] {
            let script = "select \(quoteLiteral(text)); select 2"
            #expect(try statements(script, standardConformingStrings: isOn).count == 2)
        }
    }

    @Test(
        "identifiers as the catalog holds them",
        arguments: [
            ("Abc", "abc"), ("\"Abc\"", "Abc"), ("ÄB", "Äb"), ("U&\"d\\0061t\\+000061\"", "data"),
            ("u&\"\\D83D\\DE00\\\\\"", "😀\\"), ("\"a\"\"b\"", "a\"b"), ("1a", nil), ("", nil),
            ("a b", nil), ("U&\"\\00\"", nil),
        ] as [(String, String?)])
    func parsed(source: String, name: String?) {
        #expect(parseIdentifier(source) == name)
    }

    @Test("qualified names") func qualifiedNames() {
        #expect(QualifiedName(schema: "My s", name: "t").description == "\"My s\".t")
        #expect(QualifiedName(name: "table").description == "\"table\"")
    }

    @Test("tokens") func tokenList() {
        let found = tokens(
            of: "select a.\"B\", -1.5e3 -- no\n/* no */ + $1::text =- 'x''y' $$ z $$;")
        #expect(
            found.map(\.text) == [
                "select", "a", ".", "\"B\"", ",", "-", "1.5e3", "+", "$1", "::", "text", "=", "-",
                "'x''y'", "$$ z $$", ";",
            ])
        #expect(
            found.map(\.kind) == [
                .word, .word, .punctuation, .quotedIdentifier, .punctuation, .operator, .number,
                .operator, .parameter, .operator, .word, .operator, .operator, .string, .string,
                .punctuation,
            ])
        #expect(found[2].offset == 8)
        #expect(tokens(of: "select @-1 /* x").map(\.text) == ["select", "@-", "1"])
    }
}
