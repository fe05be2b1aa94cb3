import RowSecurity
import Testing

/// Pairs of predicates made by hand, each with what a change from the first to the second does.
struct PairTests {
    typealias Pair = (old: String, new: String, word: Word)

    static let logic: [Pair] = [
        ("a AND b", "b AND a", .equal),
        ("NOT (f OR g)", "(NOT f) AND (NOT g)", .equal),
        ("f AND (g OR published)", "(f AND g) OR (f AND published)", .equal),
        ("f", "f = true", .equal),
        ("f", "f IS TRUE", .equal),
        ("NOT f", "f IS NOT TRUE", .widened),
        ("f IS NOT FALSE", "f", .narrowed),
        ("f OR (NOT f)", "true", .widened),
        ("published OR (NOT published)", "true", .equal),
        ("f AND NULL::boolean", "false", .equal),
        ("f OR NULL::boolean", "f", .equal),
        ("COALESCE(f, false)", "f", .equal),
        ("COALESCE(f, true)", "f", .narrowed),
        ("CASE WHEN f THEN g ELSE false END", "f AND g", .equal),
        (
            "CASE WHEN f THEN g ELSE published END", "(f AND g) OR ((f IS NOT TRUE) AND published)",
            .equal
        ),
        ("(f = g)", "(f AND g) OR ((NOT f) AND (NOT g))", .equal),
        ("f <> g", "f IS DISTINCT FROM g", .widened),
        ("true", "false", .narrowed),
        ("false", "f", .widened),
        ("f", "g", .moved),
    ]

    static let values: [Pair] = [
        ("n > 5", "n > 3", .widened),
        ("n > 3", "n >= 4", .equal),
        ("amount > (3)::numeric", "amount >= (4)::numeric", .narrowed),
        ("n > 3 AND n < 4", "false", .equal),
        ("n BETWEEN 1 AND 5", "(n >= 1) AND (n <= 5)", .equal),
        ("n BETWEEN 1 AND 5", "n = ANY (ARRAY[1, 2, 3, 4, 5])", .equal),
        ("n = 1 AND n = 2", "false", .equal),
        ("n = 1", "n = ANY (ARRAY[1, 2])", .widened),
        ("n <> ALL (ARRAY[1, 2])", "n <> 1", .widened),
        ("n <> ALL (ARRAY[1, NULL::integer])", "false", .equal),
        ("n = NULL::integer", "n IS NULL", .widened),
        ("n = n", "n IS NOT NULL", .equal),
        ("id = id", "true", .equal),
        ("(n IS NOT NULL) AND (n = 5)", "n = 5", .equal),
        ("n IS NOT NULL", "n = ANY (ARRAY[1, 2])", .narrowed),
        ("n = m AND m = 3", "n = 3 AND m = 3", .equal),
        ("n = m AND m = id AND n <> id", "false", .equal),
        ("n < m AND m < id", "n < id", .widened),
        ("n < m AND m < n", "false", .equal),
        ("n > m", "m < n", .equal),
        ("n > m", "n >= m", .widened),
        ("NULLIF(n, 0) = 1", "n = 1", .equal),
        ("COALESCE(n, 0) > 0", "n > 0", .equal),
        ("COALESCE(n, 1) > 0", "n > 0", .narrowed),
        ("n IS DISTINCT FROM 3", "(n <> 3) OR (n IS NULL)", .equal),
        ("(n)::numeric > 5.5", "n >= 6", .equal),
        ("amount = 1.0", "amount = 1.00", .equal),
        ("n = 5", "n = '5'::bigint", .equal),
        ("status = 'a'::text AND status = 'b'::text", "false", .equal),
        ("code = 'a'::text AND code = 'A'::text", "false", .narrowed),
        ("(v)::text = 'a'::text", "(v)::text = ('a'::character varying)::text", .equal),
        (
            "((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
            "((v)::text = 'a'::text) OR ((v)::text = 'b'::text)", .equal
        ),
        ("status = ANY ('{a,b}'::text[])", "status = 'a'::text", .narrowed),
        ("status < 'm'::text", "status <= 'm'::text", .widened),
        ("status < 'm'::text AND status = 'm'::text", "false", .equal),
        (
            "kind = ANY (ARRAY['draft'::public.kind, 'sent'::public.kind, 'paid'::public.kind])",
            "kind IS NOT NULL", .equal
        ),
        ("day > '2024-01-31'::date", "day >= '2024-02-01'::date", .equal),
        (
            "at >= '2024-01-01 00:00:00+00'::timestamp with time zone",
            "at >= '2024-01-01 01:00:00+01'::timestamp with time zone", .equal
        ),
        (
            "at > '2024-01-01 00:00:00+00'::timestamp with time zone",
            "at > '2023-01-01 00:00:00+00'::timestamp with time zone", .widened
        ),
        ("lower(name) = 'a'::text AND name IS NOT NULL", "lower(name) = 'a'::text", .equal),
        ("name ~~ 'a%'::text", "name !~~ 'a%'::text", .unknown),
        ("(name ~~ 'a%'::text) OR (name !~~ 'a%'::text)", "name IS NOT NULL", .equal),
        ("area = '(1,1),(0,0)'::box", "area = '(1,1),(0,0)'::box", .equal),
    ]

    static let sessions: [Pair] = [
        ("owner = auth.uid()", "auth.uid() = owner", .equal),
        ("owner = auth.uid()", "owner = ( SELECT auth.uid() AS uid)", .equal),
        ("owner = auth.uid()", "(owner = auth.uid()) AND (owner IS NOT NULL)", .equal),
        ("owner = auth.uid()", "(auth.uid() IS NOT NULL) AND (owner = auth.uid())", .equal),
        ("owner = auth.uid()", "(owner = auth.uid()) OR published", .widened),
        ("author = auth.uid()", "(author = auth.uid()) OR published", .widened),
        ("author = auth.uid()", "true", .widened),
        ("author = auth.uid()", "auth.uid() IS NOT NULL", .widened),
        ("owner = auth.uid()", "author = auth.uid()", .moved),
        (
            "auth.uid() = owner",
            "(auth.uid() = owner) AND ((auth.jwt() ->> 'aal'::text) = 'aal2'::text)", .narrowed
        ),
        (
            "auth.role() = 'authenticated'::text",
            "auth.role() = ANY (ARRAY['authenticated'::text, 'service_role'::text])", .widened
        ),
        (
            "org = (current_setting('app.org'::text, true))::uuid",
            "org = (NULLIF(current_setting('app.org'::text, true), ''::text))::uuid", .unknown
        ),
        ("at > now()", "at >= now()", .widened),
        ("at > now()", "true", .widened),
    ]

    static let opaque: [Pair] = [
        ("public.is_member(org)", "public.is_member(org) AND f", .narrowed),
        ("public.is_member(org)", "public.is_member(org) OR f", .unknown),
        ("public.is_member(org) AND f", "f", .unknown),
        ("public.dice() > 3", "public.dice() > 3", .unknown),
        ("public.dice() > 3", "(public.dice() > 3) AND (n = 1)", .unknown),
        ("public.missing(org)", "public.missing(org)", .unknown),
        (
            "EXISTS ( SELECT 1 FROM public.members m WHERE ((m.org = t.org) AND (m.uid = auth.uid())))",
            "EXISTS ( SELECT 1 FROM public.members m WHERE ((m.uid = ( SELECT auth.uid() AS uid)) AND (m.org = t.org)))",
            .equal
        ),
        (
            "org IN ( SELECT m.org FROM public.members m)",
            "(org IS NOT NULL) AND (org IN ( SELECT m.org FROM public.members m))", .equal
        ),
        (
            "NOT (org IN ( SELECT m.org FROM public.members m))",
            "org <> ALL ( SELECT m.org FROM public.members m)", .equal
        ),
        (
            "EXISTS ( SELECT 1 FROM public.others)", "EXISTS ( SELECT 1 FROM public.others)",
            .unknown
        ),
        (
            "org = ( SELECT m.org FROM public.members m)",
            "(org = ( SELECT m.org FROM public.members m)) OR published", .widened
        ),
        (
            "'admin'::text = ANY (tags)", "('admin'::text = ANY (tags)) AND (tags IS NOT NULL)",
            .equal
        ),
        ("total > 5", "total > 3", .unknown),
        ("ROW(n, m) < ROW(1, 2)", "ROW(1, 2) > ROW(n, m)", .equal),
    ]

    @Test(arguments: logic + values + sessions + opaque)
    func saysWhatTheChangeDoes(_ pair: Pair) {
        let widening = judge(pair.old, pair.new)
        #expect(
            widening.word == pair.word,
            "\(pair.old)  →  \(pair.new)\ngained \(String(describing: widening.gained))\nlost \(String(describing: widening.lost)) \(widening.doubts)"
        )
    }

    /// The other way round, what was gained is lost.
    @Test(arguments: logic + values + sessions + opaque)
    func saysTheSameTheOtherWayRound(_ pair: Pair) {
        let there = judge(pair.old, pair.new)
        let back = judge(pair.new, pair.old)
        #expect((there.widening == .none) == (back.narrowing == .none))
        #expect((there.narrowing == .none) == (back.widening == .none))
    }

    @Test(arguments: (logic + values + sessions).flatMap { [$0.old, $0.new] })
    func findsEachEqualToItself(_ text: String) {
        #expect(judge(text, text).verdict == .equal)
    }
}
