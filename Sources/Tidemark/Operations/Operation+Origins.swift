import Catalog
import Migrations
import SQLText
import SchemaDiff

extension Operation {
    /// The differences with the statements that first made what differs, as far as history has them.
    ///
    /// One round trip; none where nothing differs, where nothing is applied, and where the texts of this mark were read
    /// before, as when drift watches.
    ///
    /// - Parameter mark: what history says is applied.
    /// - Throws: `SessionError`.
    func withOrigins(
        _ differences: [Difference], _ expectation: Expectation, _ catalog: Catalog,
        mark: [Manifest.Mark]
    ) async throws -> [Difference] {
        guard !mark.isEmpty, differences.contains(where: { $0.direction != .rendering }) else {
            return differences
        }
        if let known = madeNames, known.mark == mark {
            return known.names.withOrigins(differences, expectation, catalog)
        }
        return try await timed("finding who made it") {
            var made = MadeNames()
            for kept in try await history.readStatements() { made.read(kept) }
            madeNames = (mark, made)
            return made.withOrigins(differences, expectation, catalog)
        }
    }
}

extension Workspace {
    /// The same from the files of a folder, for a schema that they have just built.
    func withOrigins(
        _ differences: [Difference], _ folder: Folder, _ expectation: Expectation,
        _ catalog: Catalog
    ) -> [Difference] {
        guard differences.contains(where: { $0.direction != .rendering }) else {
            return differences
        }
        let parser = parser(for: folder)
        let repeatable = folder.migrations.filter { $0.kind == .repeatable }
        let versioned = folder.migrations.filter { $0.kind != .repeatable }
        var made = MadeNames()
        for migration in versioned + repeatable { made.read(migration, parser: parser) }
        return made.withOrigins(differences, expectation, catalog)
    }
}

extension MadeNames {
    /// Reads the statements of an UP; of one that cannot be read none.
    mutating func read(_ migration: Migration, parser: ScriptParser) {
        guard let up = migration.up, let script = try? parser.parse(up) else { return }
        for (index, item) in script.statements.enumerated() {
            read(
                KeptStatement(
                    id: migration.id, file: up.path, number: index + 1,
                    line: item.shown.codeStart.line, statement: item.shown))
        }
    }

    fileprivate mutating func read(_ kept: KeptStatement) {
        let statement = kept.statement
        read(
            statement.text, standardConformingStrings: statement.standardConformingStrings,
            as: Origin.Statement(
                version: kept.id.version, name: kept.id.name, file: kept.file,
                number: kept.number, line: kept.line, text: statement.firstLine))
    }

    fileprivate func withOrigins(
        _ differences: [Difference], _ expectation: Expectation, _ catalog: Catalog
    ) -> [Difference] {
        let expected = expectation.entries.lazy.map(\.0)
        let there = catalog.objects.lazy.map(\.name)
        return withOrigins(differences, among: [Array(expected), Array(there)].joined())
    }
}
