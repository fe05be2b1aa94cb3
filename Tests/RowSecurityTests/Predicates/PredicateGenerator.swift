import TidemarkTesting

/// A predicate as it was put together, so that another can be made of it by a change or by writing it differently.
indirect enum Drawn {
    case atom(String)
    case not(Drawn)
    case all([Drawn])
    case any([Drawn])
    case test(Drawn, String)
    case same(Drawn, Drawn, String)
    case choice(Drawn, Drawn, Drawn)
    case coalesce(Drawn, Drawn)

    var sql: String {
        switch self {
        case .atom(let text): text
        case .not(let inner): "(NOT \(inner.sql))"
        case .all(let parts): "(" + parts.map(\.sql).joined(separator: " AND ") + ")"
        case .any(let parts): "(" + parts.map(\.sql).joined(separator: " OR ") + ")"
        case .test(let inner, let test): "(\(inner.sql) \(test))"
        case .same(let left, let right, let name): "(\(left.sql) \(name) \(right.sql))"
        case .choice(let condition, let first, let second):
            "(CASE WHEN \(condition.sql) THEN \(first.sql) ELSE \(second.sql) END)"
        case .coalesce(let first, let second): "COALESCE(\(first.sql), \(second.sql))"
        }
    }
}

/// Draws predicates over the table of `PredicateTable` by lot.
struct PredicateGenerator {
    var random: TestRandom

    init(seed: UInt64) {
        random = TestRandom(seed: seed)
    }

    mutating func pick<Item>(_ items: [Item]) -> Item {
        items[Int.random(in: items.indices, using: &random)]
    }

    mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    mutating func predicate(_ depth: Int) -> Drawn {
        guard depth > 0, chance(85) else { return .atom(atom()) }
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<6: return .all(parts(depth))
        case 6..<12: return .any(parts(depth))
        case 12..<15: return .not(predicate(depth - 1))
        case 15:
            let tests = [
                "IS TRUE", "IS NOT TRUE", "IS FALSE", "IS NOT FALSE", "IS UNKNOWN",
                "IS NOT UNKNOWN",
            ]
            return .test(predicate(depth - 1), pick(tests))
        case 16:
            let names = ["=", "<>", "IS DISTINCT FROM", "IS NOT DISTINCT FROM", "<", ">="]
            return .same(predicate(depth - 1), predicate(depth - 1), pick(names))
        case 17: return .choice(predicate(depth - 1), predicate(depth - 1), predicate(depth - 1))
        case 18: return .coalesce(predicate(depth - 1), predicate(depth - 1))
        default: return .atom(atom())
        }
    }

    private mutating func parts(_ depth: Int) -> [Drawn] {
        (0..<Int.random(in: 2...3, using: &random)).map { _ in predicate(depth - 1) }
    }

    mutating func atom() -> String {
        let number = pick(["n", "m", "k"])
        let compared = pick(["=", "<>", "<", "<=", ">", ">="])
        let digit = { (generator: inout PredicateGenerator) in "\(generator.pick([0, 1, 2, 3, 4]))"
        }
        let label = { (generator: inout PredicateGenerator) in
            "'\(generator.pick(["a", "b", "c", "d"]))'"
        }
        switch Int.random(in: 0..<26, using: &random) {
        case 0..<5: return "(\(number) \(compared) \(digit(&self)))"
        case 5: return "(\(number) \(compared) \(pick(["n", "m", "k"])))"
        case 6: return "(\(number) IN (\(digit(&self)), \(digit(&self)), \(digit(&self))))"
        case 7: return "(\(number) NOT IN (\(digit(&self)), \(pick(["NULL", digit(&self)]))))"
        case 8: return "(\(number) BETWEEN \(digit(&self)) AND \(digit(&self)))"
        case 9: return "(\(number) IS \(pick(["", "NOT "]))NULL)"
        case 10: return "(amount \(compared) \(pick(["1", "1.5", "2", "0.5"])))"
        case 11: return "(\(pick(["status", "v"])) \(pick(["=", "<>"])) \(label(&self)))"
        case 12: return "(\(pick(["status", "v"])) IN (\(label(&self)), \(label(&self))))"
        case 13:
            return
                "(\(pick(["status", "v", "day", "owner", "kind", "f"])) IS \(pick(["", "NOT "]))NULL)"
        case 14: return "(kind \(pick(["=", "<>"])) '\(pick(["draft", "sent", "paid"]))')"
        case 15: return "(day \(compared) '2024-01-0\(pick([1, 2, 3]))')"
        case 16: return "(owner \(pick(["=", "<>"])) public.who())"
        case 17: return "(owner = '00000000-0000-0000-0000-00000000000\(pick([1, 2]))')"
        case 18: return "(status \(pick(["=", "<>"])) current_setting('app.role', true))"
        case 19:
            return pick([
                "public.even(n)", "public.even(m)", "(public.even(n) IS TRUE)",
                "(public.twice(n) = 4)", "(public.twice(n) IS NULL)",
            ])
        case 20:
            return
                "(\(number) IS \(pick(["", "NOT "]))DISTINCT FROM \(pick(["n", "m", digit(&self), "NULL"])))"
        case 21:
            return pick([
                "(COALESCE(n, 0) > 1)", "(NULLIF(n, m) = 1)", "(COALESCE(n, m) = 2)",
                "(COALESCE(status, 'a') = 'a')",
            ])
        case 22:
            return pick([
                "(status LIKE 'a%')", "(status NOT LIKE 'a%')", "(lower(status) = 'a')",
                "(status < 'b')", "(status >= 'b')", "(n = ANY (ARRAY[m, k]))",
                "(m = ALL (ARRAY[1, n]))",
            ])
        case 23:
            return pick([
                "EXISTS (SELECT 1 FROM public.members x WHERE x.id = n)",
                "(n IN (SELECT x.id FROM public.members x))",
                "(m = (SELECT max(x.id) FROM public.members x))",
            ])
        default:
            return pick([
                "f", "g", "(f = true)", "(g <> true)", "(f = g)", "(SELECT f)", "(n + m = 3)",
                "(CASE k WHEN 1 THEN f ELSE g END)",
            ])
        }
    }

    /// The same predicate written differently, in one place of many.
    mutating func rewritten(_ drawn: Drawn) -> Drawn {
        switch drawn {
        case .all(let parts):
            let parts = parts.map { rewritten($0) }.shuffled(using: &random)
            if chance(30) { return .not(.any(parts.map { .not($0) })) }
            if chance(20), parts.count == 3 { return .all([parts[0], .all(Array(parts[1...]))]) }
            return .all(parts)
        case .any(let parts):
            let parts = parts.map { rewritten($0) }.shuffled(using: &random)
            if chance(30) { return .not(.all(parts.map { .not($0) })) }
            return .any(chance(20) ? parts + [parts[0]] : parts)
        case .not(let inner): return .not(rewritten(inner))
        case .test(let inner, let test): return .test(rewritten(inner), test)
        case .same(let left, let right, let name):
            return ["<", ">="].contains(name)
                ? .same(rewritten(left), rewritten(right), name)
                : .same(rewritten(right), rewritten(left), name)
        case .choice(let condition, let first, let second):
            let (condition, first, second) = (
                rewritten(condition), rewritten(first), rewritten(second)
            )
            return chance(50)
                ? .choice(.test(condition, "IS NOT TRUE"), second, first)
                : .choice(condition, first, second)
        case .coalesce(let first, let second):
            return .choice(
                .test(rewritten(first), "IS NOT UNKNOWN"), rewritten(first), rewritten(second))
        case .atom(let text):
            switch Int.random(in: 0..<8, using: &random) {
            case 0: return .not(.not(drawn))
            case 1: return .atom("(SELECT \(text))")
            case 2: return .same(drawn, .atom("true"), "=")
            default: return drawn
            }
        }
    }

    /// The predicate with one part changed.
    mutating func changed(_ drawn: Drawn) -> Drawn {
        if chance(15) {
            return pick([.all([drawn, .atom(atom())]), .any([drawn, .atom(atom())])])
        }
        switch drawn {
        case .all(var parts):
            return chance(20) ? parts.removeFirst() : .all(changedOne(of: parts))
        case .any(var parts):
            return chance(20) ? parts.removeFirst() : .any(changedOne(of: parts))
        case .not(let inner): return .not(changed(inner))
        case .test(let inner, let test):
            return chance(30) ? inner : .test(changed(inner), test)
        case .same(let left, let right, let name): return .same(changed(left), right, name)
        case .choice(let condition, let first, let second):
            return chance(50)
                ? .choice(changed(condition), first, second)
                : .choice(condition, first, changed(second))
        case .coalesce(let first, let second): return .coalesce(first, changed(second))
        case .atom: return chance(60) ? .atom(atom()) : .test(drawn, "IS NOT FALSE")
        }
    }

    private mutating func changedOne(of parts: [Drawn]) -> [Drawn] {
        var parts = parts
        let index = Int.random(in: parts.indices, using: &random)
        parts[index] = changed(parts[index])
        return parts
    }
}
