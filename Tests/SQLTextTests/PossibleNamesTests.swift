import SQLText
import Testing

@Suite struct PossibleNamesTests {
    @Test(arguments: [
        ("CURRENT_USER = 'anon'::name", true), ("pg_has_role('anon'::name, 'USAGE'::text)", true),
        ("x = ANY ('{web,anon}'::name[])", true), ("c ->> 'role' = '{\"role\": \"anon\"}'", true),
        ("'\"anon\"'::regrole", true), ("U&'\\0061non'", true), ("$$anon$$", true),
        ("E'anon'", true), ("'anonymous'", false), ("'Anon'", false), ("'request.anon.x'", false),
        ("anon = 1", false), ("'it''s' /* anon */ -- 'anon'", false), ("\"anon\" > 0", false),
    ])
    func ofAnExpression(sql: String, isNamed: Bool) {
        #expect(possibleNames(in: sql, identifiers: false).contains("anon") == isNamed)
    }

    @Test(arguments: [
        ("begin set role anon; end", true), ("grant select on t to web, ANON;", true),
        ("grant select on t to \"anon\"", true), ("execute 'grant x to anon'", true),
        ("execute $q$ do $i$ begin perform 'anon'; end $i$ $q$", true),
        ("plpy.execute(\"set role anon\")", true), ("-- to anon\nselect 1", false),
        ("select anon.x, s.anon from s.t", false), ("select 'never ends to anon", true),
        ("to \"Anon\"", false), ("$f$ to anon", true),
    ])
    func ofABody(sql: String, isNamed: Bool) {
        #expect(possibleNames(in: sql, identifiers: true).contains("anon") == isNamed)
    }

    @Test func spellingsCount() {
        let names = possibleNames(
            in: "select 1; grant x to \"Old Owner\", O'it''s'", identifiers: true)
        #expect(names.isSuperset(of: ["Old Owner", "it's"]))
        // A key word is none unless it is quoted.
        #expect(!names.contains("select"))
        #expect(possibleNames(in: "to \"select\"", identifiers: true).contains("select"))
    }

    @Test func depthIsBounded() {
        let text = String(repeating: "\"'", count: 20_000)
        #expect(possibleNames(in: text, identifiers: true).contains("anon") == false)
    }
}
