import Catalog
import Configuration
import Findings
public import Migrations
public import PostgresSession
public import Proving
public import Reports
import SchemaDiff

/// What `check` is asked to do.
public struct CheckOptions: Sendable, Hashable {
    /// Does not mind migrations that are not applied yet.
    public var allowsPending = false
    /// Minds what is present and not compared.
    public var isStrict = false

    /// Makes options.
    public init() {}
}

extension Workspace {
    /// Whether a database is named anywhere: by flag, file or `DATABASE_URL`.
    public var namesDatabase: Bool {
        configuration.origin(of: .db) != .byDefault && !configuration.database.revealed.isEmpty
    }

    /// The server that proofs run on instead of a private one; nil where none is named.
    public var shadowConnection: ConnectionString? {
        let named = configuration.shadow.revealed
        return named.isEmpty ? nil : ConnectionString(named)
    }

    /// The commit of the files, where they are in git.
    public var gitCommit: String? {
        RunIdentity.current(toolVersion: toolVersion, folder: configuration.dir).gitCommit
    }

    /// Compares the snapshot with what the migrations build on a private server.
    ///
    /// Skipped, with the reason, where there is no snapshot or no server to start.
    ///
    /// - Throws: `SessionError`, `CatalogError`, `CancellationError`.
    public func checkSnapshot(
        _ folder: Folder, shadow: Shadow
    ) async throws -> CheckReport.Section {
        let name = "snapshot"
        do {
            let snapshot = try Snapshot(opening: snapshotPath("schema"))
            let catalog = try await readShadowCatalog(folder, shadow: shadow)
            let words = await shadow.standInsInUse.words
            let expectation = Expectation(snapshot, distance: Drift.Distance())
            let sorted = IgnoredDifferences(
                try expectation.compare(with: catalog), configuration.ignoreRules,
                today: currentDay())
            var section = CheckReport.Section(
                name, sorted.kept.isEmpty ? .passed : .failed,
                summary: sorted.kept.isEmpty
                    ? "\(folder.root) builds what \(snapshot.path) has\(words)"
                    : "\(folder.root) does not build what \(snapshot.path) has\(words)")
            section.differences = withOrigins(sorted.kept, folder, expectation, catalog)
            section.ignored = sorted.ignored
            section.sides = expectation.sides(sorted.kept, catalog, snapshot: snapshot)
            if !sorted.kept.isEmpty {
                section.findings.append(
                    Finding(
                        rule: "snapshot-behind", severity: .note,
                        message: "the snapshot and the migrations do not agree",
                        remedy: "tidemark snapshot --from migrations"))
            }
            section.subjects = snapshot.manifest.entries.map(\.name.description)
            return section
        } catch let error as SnapshotError where error.isAbsent {
            return CheckReport.Section(
                name,
                .skipped("there is no snapshot; write one: tidemark snapshot --from migrations"),
                summary: "there is no snapshot")
        } catch let error as SnapshotError {
            var section = CheckReport.Section(name, .failed, summary: "the snapshot is broken")
            section.findings = [error.finding]
            return section
        } catch let error as EphemeralServerError {
            return CheckReport.Section(name, .skipped(error.message), summary: error.message)
        } catch let failure as RunFailure {
            var section = CheckReport.Section(
                name, .failed, summary: "a migration fails on a private server")
            section.findings = failure.findings
            return section
        }
    }
}

extension Workspace {
    /// Runs the rules over the migrations that a revision of git does not have as they are.
    ///
    /// Skipped without one: what is pending is not known then.
    ///
    /// - Throws: `ConfigurationFailure`.
    public func checkLint(
        _ folder: Folder, changedSince revision: String?
    ) async throws -> CheckReport.Section {
        guard let revision else {
            let reason = "without a database or --changed-since nobody knows what is pending"
            return CheckReport.Section("lint", .skipped(reason), summary: reason)
        }
        return try section(lint(folder, try await folder.changed(since: revision)))
    }

    func section(_ outcome: LintOutcome) -> CheckReport.Section {
        let isClean = !outcome.findings.contains { $0.severity == .error }
        var section = CheckReport.Section(
            "lint", isClean ? .passed : .failed, summary: outcome.summary)
        section.findings = outcome.findings
        section.subjects = outcome.files
        return section
    }
}

extension Workspace {
    /// Applies, reverts and applies again what is pending or has changed, or everything where that is not known.
    ///
    /// Skipped, with the reason, where there is nothing to prove, no DOWN in the whole folder, or no server to start.
    ///
    /// - Parameters:
    ///   - asked: nil where nobody knows what is pending.
    ///   - operation: a session on the database on a copy of which only what is asked for is run; nil where the whole folder is
    ///     run on an empty one.
    /// - Throws: `SessionError`, `CatalogError`, `ProofError`, `CancellationError`.
    public func checkProof(
        _ folder: Folder, _ asked: Set<MigrationID>?, on operation: Operation?,
        shadow: Shadow
    ) async throws -> CheckReport.Section {
        let name = "prove"
        func skipped(_ reason: String) -> CheckReport.Section {
            CheckReport.Section(name, .skipped(reason), summary: reason)
        }
        let provable = folder.migrations.filter { $0.kind == .versioned && $0.up != nil }
        guard provable.contains(where: { $0.down != nil }) else {
            return skipped("the folder has no DOWN")
        }
        let ids = Set(provable.map(\.id)).intersection(asked ?? Set(provable.map(\.id)))
        guard !ids.isEmpty else {
            return skipped(
                operation == nil ? "no migration has changed" : "no migration is pending")
        }
        let base = try await operation?.readNamedSchema()
        var folder = folder
        if base != nil { folder.migrations.removeAll { !ids.contains($0.id) } }
        do {
            var outcome = try await prove(folder, ids, base: base, shadow: shadow) { _, _, _ in }
            if let operation { outcome.targets = try await operation.readTargets(of: outcome) }
            return outcome.section
        } catch let error as EphemeralServerError {
            return skipped(error.message)
        } catch let failure as RunFailure {
            var section = CheckReport.Section(name, .failed, summary: "nothing could be proven")
            section.findings = failure.findings
            return section
        }
    }
}

extension Operation {
    /// Runs the rules over what `up` would run, for the server's release unless the project names one.
    ///
    /// - Throws: `ConfigurationFailure`, `SessionError`.
    public func checkLint(_ folder: Folder) async throws -> CheckReport.Section {
        var options = LintOptions()
        options.liveVersion = session.serverVersion / 10_000
        let pending = try await survey(folder).pendingIDs
        return workspace.section(try workspace.lint(folder, .only(pending), options))
    }

    /// Whether the folder is applied, all of it and unchanged.
    public func checkStatus(
        _ folder: Folder, _ options: CheckOptions
    ) async throws -> CheckReport.Section {
        let survey = try await survey(folder)
        let unsettled = survey.statuses.filter { status in
            !status.state.isSettled && !(options.allowsPending && status.state == .pending)
        }
        let report = StatusReport(survey, database: try await databaseName())
        let hasFaults = folder.findings.contains { $0.severity == .error }
        var section = CheckReport.Section(
            "status", unsettled.isEmpty && !hasFaults ? .passed : .failed, summary: report.sum)
        section.findings =
            folder.findings
            + unsettled.map { status in
                Finding(
                    rule: status.state.rawValue, severity: .error,
                    message: "\(status.id) is \(status.state.words)",
                    location: (status.migration?.up?.path).map { Location(file: $0) },
                    remedy: status.state == .pending || status.state == .interrupted
                        ? "tidemark up" : "tidemark status")
            }
        section.subjects = survey.statuses.map(\.id.description)
        return section
    }

    /// Compares the database with what its mark is expected to have.
    public func checkDrift(
        _ folder: Folder?, _ options: CheckOptions, shadow: Shadow
    ) async throws -> CheckReport.Section {
        do {
            let snapshot = try Snapshot(opening: workspace.snapshotPath("schema"))
            let (drift, sides) = try await driftWithSides(
                against: snapshot, folder: folder, shadow: shadow)
            var section = CheckReport.Section(drift, sides: sides)
            let isMinded = !drift.census.entries.isEmpty || drift.renderingCount > 0
            if options.isStrict, isMinded { section.state = .failed }
            section.subjects = snapshot.manifest.entries.map(\.name.description)
            return section
        } catch let error as SnapshotError where error.isAbsent {
            return CheckReport.Section(
                "drift", .skipped("there is no snapshot; write one: tidemark snapshot"),
                summary: "there is no snapshot")
        } catch let error as SnapshotError {
            var section = CheckReport.Section("drift", .failed, summary: "the snapshot is broken")
            section.findings = [error.finding]
            return section
        }
    }
}
