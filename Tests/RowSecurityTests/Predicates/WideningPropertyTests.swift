import RowSecurity
import Synchronization
import TidemarkTesting
import Testing

/// What is said of pairs drawn by lot holds for all rows on the server.
@Suite(.database)
struct WideningPropertyTests {
    /// The pairs of one run: what was said how often.
    private struct Tally {
        var words: [Word: Int] = [:]
        var certain = 0
        var possible = 0
        /// Pairs of the same meaning by construction that were not found equal.
        var missedEqual = 0
        var rewritten = 0
    }

    @Test(arguments: 0..<6)
    func holdsOnTheServer(_ run: Int) async throws {
        let table = try await PredicateTable(TestDatabase.current)
        var generator = PredicateGenerator(seed: testSeed &* 1000 &+ UInt64(run))
        var tally = Tally()
        for _ in 0..<(isLongRun ? 100 : 14) {
            var pairs: [(old: Drawn, new: Drawn, isRewritten: Bool)] = []
            for _ in 0..<40 {
                let old = generator.predicate(3)
                switch Int.random(in: 0..<10, using: &generator.random) {
                case 0..<3: pairs.append((old, generator.rewritten(old), true))
                case 3..<8: pairs.append((old, generator.changed(generator.rewritten(old)), false))
                default: pairs.append((old, generator.predicate(2), false))
                }
            }
            let texts = pairs.map { (old: $0.old.sql, new: $0.new.sql) }
            let deparsed = try await table.deparsed(texts.flatMap { [$0.old, $0.new] })
            try #require(deparsed.count == 2 * pairs.count)
            var counts: [(gained: Int, lost: Int)] = []
            for pair in texts { counts += try await table.counts([pair]) }
            for index in pairs.indices {
                let (old, new) = (deparsed[2 * index], deparsed[2 * index + 1])
                let widening = judge(
                    old, new, before: PredicateTable.surroundings,
                    after: PredicateTable.surroundings)
                let what: Comment = "\(old)  →  \(new): \(widening)"
                tally.words[widening.word, default: 0] += 1
                if widening.widening == .none { #expect(counts[index].gained == 0, what) }
                if widening.narrowing == .none { #expect(counts[index].lost == 0, what) }
                if pairs[index].isRewritten {
                    tally.rewritten += 1
                    if widening.verdict != .equal { tally.missedEqual += 1 }
                }
                if case .certain(let witness) = widening.widening {
                    tally.certain += 1
                    let holds = try await table.confirms(
                        witness, passes: texts[index].new, not: texts[index].old, &generator)
                    #expect(holds, what)
                }
                if case .certain(let witness) = widening.narrowing {
                    tally.certain += 1
                    let holds = try await table.confirms(
                        witness, passes: texts[index].old, not: texts[index].new, &generator)
                    #expect(holds, what)
                }
                if case .possible = widening.widening { tally.possible += 1 }
                if case .possible = widening.narrowing { tally.possible += 1 }
            }
        }
        let total = tally.words.values.reduce(0, +)
        #expect(tally.words[.unknown, default: 0] * 100 < total * 30)
        #expect(tally.missedEqual * 50 < tally.rewritten)
        #expect(tally.certain > tally.possible)
    }
}
