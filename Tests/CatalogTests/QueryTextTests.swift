import Testing

@testable import Catalog

/// The rendering of 15 brought to that of 16, where the words alone show what is meant; `RenderingTests` asks servers.
@Suite struct QueryTextTests {
    private func canonical(_ text: String, on version: Int = 150_000) -> String {
        String(
            decoding: canonicalQuery(Array(text.utf8).span, serverVersion: version), as: UTF8.self)
    }

    @Test(arguments: [
        (" SELECT t.id\n   FROM render.t;", " SELECT id\n   FROM render.t;"),
        (" SELECT q.id\n   FROM ONLY t q;", " SELECT id\n   FROM ONLY t q;"),
        (" SELECT t.id\n   FROM t,\n    s;", " SELECT t.id\n   FROM t,\n    s;"),
        (" SELECT q.a\n   FROM (t\n     JOIN s USING (id)) q(a);", nil),
        (
            " SELECT q.b\n   FROM ROWS FROM(f(1), g(2)) WITH ORDINALITY q(a, b, c);",
            " SELECT b\n   FROM ROWS FROM(f(1), g(2)) WITH ORDINALITY q(a, b, c);"
        ),
        (
            " SELECT t.id AS a\n   FROM t\n  GROUP BY t.a\n  ORDER BY t.a, (lower(t.a)), t.a DESC;",
            " SELECT id AS a\n   FROM t\n  GROUP BY a\n  ORDER BY t.a, (lower(a)), t.a DESC;"
        ),
        (
            " SELECT t.a,\n    t.b\n   FROM t\n  ORDER BY t.a;",
            " SELECT a,\n    b\n   FROM t\n  ORDER BY a;"
        ),
        (
            " SELECT t.id\n   FROM t\n  WHERE (EXISTS ( ( SELECT t.id\n FROM s t\n LIMIT 1) UNION SELECT t.id FROM t));",
            " SELECT id\n   FROM t\n  WHERE (EXISTS ( ( SELECT t.id\n FROM s t\n LIMIT 1) UNION SELECT t.id FROM t));"
        ),
        (
            " SELECT t.r[t.a:t.b] AS r,\n    E'\\\\''t.a' AS s,\n    'x'::t.a AS x,\n    t.f(t.a) AS f\n   FROM t;",
            " SELECT r[a:b] AS r,\n    E'\\\\''t.a' AS s,\n    'x'::t.a AS x,\n    t.f(a) AS f\n   FROM t;"
        ),
        (
            " SELECT XMLSERIALIZE(CONTENT (XMLSERIALIZE(CONTENT t.x AS text))::xml AS text) AS s,\n    'XMLSERIALIZE(x)' AS t\n   FROM t;",
            " SELECT XMLSERIALIZE(CONTENT (XMLSERIALIZE(CONTENT x AS text NO INDENT))::xml AS text NO INDENT) AS s,\n    'XMLSERIALIZE(x)' AS t\n   FROM t;"
        ),
    ])
    func theQualificationGoes(text: String, expected: String?) {
        #expect(canonical(text) == expected ?? text)
        #expect(canonical(text, on: 160_000) == text)
    }

    /// Whatever the text, nothing but qualifications goes, and nothing stops the program.
    @Test func anyPartOfAQueryIsRead() {
        let text =
            " SELECT DISTINCT ON (t.a) t.id AS a, E'\\'' AS e\n   FROM (((SELECT))) t\n  ORDER BY t.a;"
        let bytes = Array(text.utf8)
        for start in bytes.indices {
            for end in start...bytes.count {
                let part = Array(bytes[start..<end])
                #expect(canonicalQuery(part.span, serverVersion: 150_000).count <= part.count)
            }
        }
    }
}
