import Catalog
import Findings
import Migrations
import SchemaDiff

/// A migration of a chain whose DOWN, reverted after those behind it, comes to another schema than was there on the way up.
struct ChainLink {
    var id: MigrationID
    /// What differs from then on, the order of columns too.
    var differences: [Difference]
    /// Where its DOWN is to blame.
    var place: Location?
    /// The places to blame for what its own verdict does not tell, or takes for proven.
    var faults: [RollbackFault]

    /// What it is to blame for, one line for each difference that counts.
    func evidence(_ counts: (Difference) -> Bool) -> [String] {
        let place = place.map { " (\($0))" } ?? ""
        return differences.filter(counts).map { "since \(id)\(place): \($0.summary)" }
    }
}

/// Follows a chain of migrations downwards, and notes where it leaves the way that it took upwards.
struct ChainWatch {
    private let marks: SchemaMarks
    private let finder: (MigrationID, Mark) -> FaultFinder?
    private(set) var links: [ChainLink] = []
    /// What differs now.
    private(set) var differences: [Difference] = []
    /// The schema that is expected now.
    private(set) var expected: Catalog
    private var next: Int

    /// The schemas on both sides of a migration.
    struct Mark {
        var before: Catalog
        var after: Catalog
    }

    /// Begins behind the last migration.
    init?(_ marks: SchemaMarks, finder: @escaping (MigrationID, Mark) -> FaultFinder?) {
        guard let last = marks.last else { return nil }
        self.marks = marks
        self.finder = finder
        expected = last
        next = marks.steps.count - 1
    }

    /// Looks at what the next DOWN came to.
    mutating func look(at live: Catalog) {
        let step = marks.steps[next]
        let mark = Mark(before: marks.before(next, behind: expected), after: expected)
        next -= 1
        expected = mark.before
        let known = Set(differences.map(\.path))
        differences = Comparison().compare(expected: mark.before, actual: live)
            .filter { $0.direction != .rendering }
        let news = differences.filter { !known.contains($0.path) }
        guard !news.isEmpty else { return }
        let own = Set(step.proof.differences.map(\.path))
        let untold = news.filter { $0.property == "columnOrder" || !own.contains($0.path) }
        let finder = finder(step.id, mark)
        let faults = { finder?.faults(of: $0, withOrder: true) ?? [] }
        links.append(
            ChainLink(
                id: step.id, differences: news, place: faults(news).first?.location,
                faults: faults(untold)))
    }

    /// The migration that was to be reverted next.
    var current: SchemaMarks.Step? { next >= 0 ? marks.steps[next] : nil }
}

extension Difference {
    /// `leaves table public.a`.
    var summary: String { "\(verb) \(path)" }
}
