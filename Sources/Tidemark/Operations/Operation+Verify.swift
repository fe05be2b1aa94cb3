import Catalog
import Configuration
import Findings
import Migrations
public import SchemaDiff
import SQLText

/// What came of the look at the schema that ends a run.
public enum Verification: Sendable {
    /// There is no snapshot, so nothing was compared.
    case noSnapshot
    /// The run ended at another mark than the snapshot's.
    case otherMark(Drift.Distance)
    /// The schema was compared with the snapshot.
    case compared(Drift)

    /// What the comparison found, where there was one.
    public var drift: Drift? {
        if case .compared(let drift) = self { drift } else { nil }
    }
}

/// What is known of the schema before a run.
struct SchemaBefore: Sendable {
    let snapshot: Snapshot
    let catalog: Catalog
    /// Nil where history keeps no hashes for the mark and the snapshot has another.
    let expectation: Expectation?
}

extension Operation {
    /// Looks at the schema before a run, and refuses when the run touches what has drifted.
    ///
    /// One read of the catalog; nothing at all where there is no snapshot. Nothing is refused where no expectation is at hand
    /// for the mark of the database.
    ///
    /// - Throws: `SnapshotError` for a broken snapshot; `RunFailure` for a refusal; `SessionError`, `CatalogError`.
    func lookBeforeRun(_ steps: [PreparedStep], allowDrift: Bool) async throws {
        try await timed("looking at the schema before the run") {
            try await look(before: steps, allowDrift: allowDrift)
        }
    }

    private func look(before steps: [PreparedStep], allowDrift: Bool) async throws {
        let snapshot: Snapshot
        do {
            snapshot = try Snapshot(opening: workspace.snapshotPath("schema"))
        } catch {
            guard error.isAbsent else { throw error }
            return
        }
        let mark = try await readMark()
        let catalog = try await readCatalog()
        let expectation = try await expectation(snapshot, mark, nil, nil)
        schemaBefore = SchemaBefore(
            snapshot: snapshot, catalog: catalog, expectation: expectation)
        guard !allowDrift, let expectation else { return }
        let drifted = IgnoredDifferences(
            try expectation.compare(with: catalog), workspace.configuration.ignoreRules,
            today: currentDay()
        ).kept
        let touched = drifted.filter { difference in
            difference.direction != .rendering
                && steps.contains { $0.touches(difference.object) }
        }
        guard touched.isEmpty else { throw RunFailure.refusal(Self.refusals(touched)) }
    }

    private static func refusals(_ differences: [Difference]) -> [Finding] {
        let byObject = Dictionary(grouping: differences, by: \.object)
        return byObject.keys.sorted().map { object in
            Finding(
                rule: "drifted", severity: .error,
                message: "\(object) has drifted, and this run touches it",
                evidence: (byObject[object] ?? []).map { difference in
                    "\(difference.path): \(difference.direction.rawValue)"
                },
                remedy: "see it with tidemark drift; go on all the same with --allow drift")
        }
    }

    /// Looks at the schema that a run has left: keeps with history what it is now expected to be, and compares it with the
    /// snapshot when that was made at the same mark.
    ///
    /// What was drifted before and is untouched stays drifted. One read of the catalog and one INSERT; nothing where there
    /// was no look before the run. Where something differs, one round trip more for the statements that made it.
    ///
    /// - Throws: `SnapshotError` for a broken snapshot; `SessionError`, `CatalogError`.
    public func verifyAfterRun() async throws -> Verification {
        try await timed("looking at the schema after the run") { try await lookAfterRun() }
    }

    private func lookAfterRun() async throws -> Verification {
        guard let before = schemaBefore else { return .noSnapshot }
        let catalog = try await readCatalog()
        let expected = Self.expectedHashes(before, after: catalog)
        try await history.record(
            RecordedCatalog(
                rootHash: catalog.rootHash.description, objects: recordedText(expected)))
        let mark = try await readMark()
        let distance = Self.distance(of: mark, from: before.snapshot.manifest.mark)
        guard distance.isNone else { return .otherMark(distance) }
        let expectation = Expectation(before.snapshot, distance: distance)
        var drift = try await drift(from: expectation, catalog)
        drift.differences = try await withOrigins(
            drift.differences, expectation, catalog, mark: mark)
        return .compared(drift)
    }

    /// What the run changed is expected to be as the run left it; the rest as it was expected to be before.
    private static func expectedHashes(
        _ before: SchemaBefore, after: Catalog
    ) -> [(ObjectName, ContentHash)] {
        guard let expectation = before.expectation else {
            return after.objects.map { ($0.name, $0.hash) }
        }
        let old = Dictionary(
            uniqueKeysWithValues: before.catalog.objects.map { ($0.name, $0.hash) })
        let new = Dictionary(uniqueKeysWithValues: after.objects.map { ($0.name, $0.hash) })
        var expected = Dictionary(uniqueKeysWithValues: expectation.entries.map { ($0.0, $0.1) })
        for name in Set(old.keys).union(new.keys) where old[name] != new[name] {
            expected[name] = new[name]
        }
        return expected.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
    }
}

extension PreparedStep {
    /// Whether a statement of the script names an object to change it, as far as the text tells.
    fileprivate func touches(_ object: ObjectName) -> Bool {
        let wanted = object.identity.prefix { $0 != "(" }
        let bare = tokens(of: String(wanted)).last.map { parseIdentifier($0.text) ?? $0.text }
        return script.statements.contains { item in
            let list = tokens(of: item.shown.text)
            guard let verb = list.first?.text.lowercased(), Self.changing.contains(verb) else {
                return false
            }
            return list.contains { token in
                (token.kind == .word || token.kind == .quotedIdentifier)
                    && parseIdentifier(token.text) == bare
            }
        }
    }

    private static let changing: Set<String> = [
        "create", "alter", "drop", "comment", "grant", "revoke", "truncate", "reindex", "cluster",
        "security", "refresh",
    ]
}
