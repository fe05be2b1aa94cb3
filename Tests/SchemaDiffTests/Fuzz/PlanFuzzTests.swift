import Testing
import TidemarkTesting

/// Pairs of schemas drawn by lot: a plan takes the one to the other, and one takes it back.
///
/// Bounded in time; `TIDEMARK_SEED` chooses others. A failure prints the seed, the changes that are needed for it, and the plan.
@Suite(.server(), .serialized) struct PlanFuzzTests {
    private static let rounds = isLongRun ? 8 : 1
    /// The usual run is the same everywhere, however fast; the long one goes as far as it gets.
    private static let mostPairs = isLongRun ? Int.max : 8
    private static let budget: Duration = .seconds(90)

    @Test(arguments: 0..<rounds) func eachPairIsPlannedBothWays(round: Int) async throws {
        let database = TestDatabase.current
        let trial = try await PairTrial(database)
        let end = ContinuousClock.now + Self.budget
        var pairs = 0
        while pairs < Self.mostPairs, ContinuousClock.now < end {
            let seed = testSeed &+ UInt64(round * 100_000 + pairs)
            var generator = ChangeGenerator(seed: seed, database: database.name)
            let counts = (generator.number(0...6), generator.number(1...12))
            let pair = SchemaPair(
                old: try await trial.draw(counts.0, &generator),
                new: try await trial.draw(counts.1, &generator))
            let outcome = try await trial.outcome(of: pair)
            pairs += 1
            if outcome == .passes { continue }
            if case .refused(let reasons) = outcome, Self.isAnnounced(reasons) { continue }
            let small = try await trial.shrunk(pair, outcome)
            Issue.record(
                "seed \(seed): \(small.outcome)\nold: \(small.pair.old)\nnew: \(small.pair.new)")
        }
        #expect(pairs > 0)
    }

    /// Whether docs/diff.md says that no plan is made for it.
    private static func isAnnounced(_ reasons: [String]) -> Bool {
        let circle = reasons.filter { $0.contains("only behind others that wait for it") }
        let isOfTypes = circle.contains { $0.hasPrefix("base type") || $0.hasPrefix("range") }
        let others = Set(reasons).subtracting(circle)
        return (circle.isEmpty || isOfTypes) && (!others.isEmpty || isOfTypes)
            && others.allSatisfy { reason in announced.contains { reason.contains($0) } }
    }

    private static let announced = [
        "cannot be made again while", "that it is not valid",
        "an index that is not valid is made by nobody",
    ]
}
