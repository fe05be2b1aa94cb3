import Testing

@testable import RowSecurity

/// What `pg_get_expr` prints is understood to its leaves; what is not keeps its text.
struct ExpressionParserTests {
    @Test(arguments: [
        "(id >= 1)", "((a OR b) AND c)", "(NOT (f IS UNKNOWN))", "((v)::text = 'a'::text)",
        "(id = ANY (ARRAY[1, '-2'::integer]))", "(id = ALL (ARRAY[1, 2]))",
        "(dp > (0.5)::double precision)",
        "(ts > '2024-01-01 00:00:00+00'::timestamp with time zone)", "COALESCE(f, false)",
        "(NULLIF(id, 0) = 1)", "(id IS DISTINCT FROM org)", "(ROW(id, org) < ROW(1, 2))",
        "((s COLLATE \"C\") < 'b'::text)", "((ts AT TIME ZONE 'utc'::text) > now())",
        "(s OPERATOR(public.=) 'x'::public.citext)", "(num_nulls(VARIADIC tags) = 1)",
        "(make_interval(days => 3) > '01:00:00'::interval)", "((- id) = 3)",
        "(j ?| ARRAY['a'::text])",
        "((CURRENT_USER)::text = 's'::text)", "(CURRENT_DATE > d)",
        "((d)::timestamp(3) without time zone > ts)",
        "CASE WHEN f THEN (id = 1) ELSE (s = 'x'::text) END",
        "CASE id WHEN 1 THEN true WHEN 2 THEN f ELSE NULL::boolean END",
        "((u)::text = ((auth.jwt() -> 'app'::text) ->> 'org'::text))", "(\"Group\" = t.\"x y\")",
        "(x = ('a'::character varying(2))::text)", "(tags = '{a,b}'::text[])",
    ])
    func printsWhatItRead(_ text: String) {
        #expect(Expression(parsing: text).description == text)
    }

    @Test(arguments: [
        ("a=1 and not b or c", "(((a = 1) AND (NOT b)) OR c)"),
        ("a between 1 and 2 and b", "(((a >= 1) AND (a <= 2)) AND b)"),
        ("a not in (1, 2)", "(NOT (a = ANY (ARRAY[1, 2])))"),
        ("s not like 'a%'", "(NOT (s ~~ 'a%'))"),
        ("a + b * 2 ^ 3 - 1 = 0", "(((a + (b * (2 ^ 3))) - 1) = 0)"),
        ("- 5 < a", "(-5 < a)"),
        ("a || b = c", "((a || b) = c)"),
        ("date '2024-01-01' < d", "('2024-01-01'::date < d)"),
        ("cast(a as int4) != 3::int8", "((a)::integer <> (3)::bigint)"),
        ("x = any (array['a', E'b\\\\c'])", "(x = ANY (ARRAY['a', E'b\\\\c']))"),
        ("user = 'a' and current_timestamp > ts", "((CURRENT_USER = 'a') AND (now() > ts))"),
        ("pg_catalog.lower(s) = 'a'", "(lower(s) = 'a')"),
    ])
    func followsTheServersPrecedence(_ pair: (String, String)) {
        #expect(Expression(parsing: pair.0).description == pair.1)
    }

    @Test func cutsSubSelects() {
        let text = """
            ((id IN ( SELECT m.org
               FROM public.m
              WHERE ((m.uid = t.u) AND m.ok)
              LIMIT 1)) AND (EXISTS ( SELECT 1 FROM public.m)) AND (u = ( SELECT auth.uid() AS uid)))
            """
        guard case .all(let parts) = Expression(parsing: text), parts.count == 3 else {
            Issue.record("no conjunction of three")
            return
        }
        guard case .subquery(let membership) = parts[0], case .subquery(let existence) = parts[1]
        else {
            Issue.record("no sub-selects")
            return
        }
        #expect(membership.form == .quantified(.column(.init("id")), "=", .any))
        #expect(membership.head == "SELECT m.org FROM public.m")
        #expect(membership.filter?.description == "((m.uid = t.u) AND m.ok)")
        #expect(membership.tail == "LIMIT 1")
        #expect(existence.head == "SELECT 1 FROM public.m" && existence.filter == nil)
        #expect(parts[2] == .infix("=", .column(.init("u")), .select(.call("auth.uid", []))))
    }

    /// The doubled parentheses tell an array that a sub-select gives from the rows of one.
    @Test func tellsAnArrayFromRows() {
        let text = "(id = ANY (( SELECT orgs() AS orgs)))"
        #expect(
            Expression(parsing: text)
                == .quantified(.column(.init("id")), "=", .any, .select(.call("orgs", []))))
    }

    @Test(arguments: [
        ("(a AND (x IS NORMALIZED))", "(a AND (x IS normalized))"),
        (
            "(a AND (EXTRACT(dow FROM d) = (1)::numeric))",
            "(a AND (extract(dow FROM d) = (1)::numeric))"
        ),
        (
            "(a AND (POSITION(('a'::text) IN (s)) > 0))",
            "(a AND (position(('a'::text) IN (s)) > 0))"
        ),
        ("(a AND (t.* IS NULL))", "(a AND (t.* IS NULL))"),
        ("(a AND (tags[1] = 'a'::text))", "(a AND (tags[1] = 'a'::text))"),
        ("(a AND ((d, d) OVERLAPS (d, d)))", "(a AND (d, d) OVERLAPS (d, d))"),
    ])
    func keepsTheRestWhereAPartIsNotUnderstood(_ pair: (String, String)) {
        #expect(Expression(parsing: pair.0).description == pair.1)
    }

    @Test func endsOnAnyText() {
        let deep = String(repeating: "(", count: 5000) + "a" + String(repeating: ")", count: 5000)
        for text in ["", "(", "a = ", ")", "a b", "case when", "'", "$1 = a", "(a", deep] {
            #expect(!Expression(parsing: text).description.isEmpty || text.isEmpty)
        }
    }
}
