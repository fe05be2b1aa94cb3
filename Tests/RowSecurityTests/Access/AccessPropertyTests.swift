import Catalog
import PostgresSession
import RowSecurity
import TidemarkTesting
import Testing

/// What the matrix says of configurations drawn by lot is what the server does.
@Suite(.database)
struct AccessPropertyTests {
    @Test(arguments: 0..<4)
    func agreesWithTheServer(_ run: Int) async throws {
        let session = try await TestDatabase.current.connect()
        var draw = AccessDraw(
            prefix: "\(TestDatabase.current.name)_\(run)", seed: testSeed &* 100 &+ UInt64(run))
        var outcomes: [AccessTrial.Outcome: Int] = [:]
        var kinds: [String: Int] = [:]
        for _ in 0..<(isLongRun ? 250 : 25) {
            try await session.execute(draw.configuration())
            let catalog = try await CatalogReader(session).read()
            let matrix = AccessMatrix(catalog, roles: draw.roles)
            #expect(matrix.cells.count == draw.roles.count * 2 * AccessAction.allCases.count)
            for cell in matrix.cells {
                for isReading in cell.reading == nil ? [false] : [false, true] {
                    let trial = AccessTrial(cell, isReading: isReading)
                    let expected = try await trial.expected(over: session)
                    let seen = try await trial.seen(over: session)
                    let what: Comment = "\(cell) \(isReading ? "reading" : "blind")\n\(draw.latest)"
                    #expect(seen == expected, what)
                    outcomes[seen, default: 0] += 1
                    kinds[trial.word, default: 0] += 1
                }
            }
            try await session.execute(draw.removal)
        }
        // Enough of everything, or the lot draws nothing worth looking at.
        let compared = outcomes.values.reduce(0, +)
        #expect(compared == (isLongRun ? 250 : 25) * 100)
        #expect(outcomes.count > 12)
        for word in ["schema", "privilege", "policy", "some", "everything"] {
            #expect(kinds[word, default: 0] * 100 > compared, "\(word) of \(kinds)")
        }
    }
}
