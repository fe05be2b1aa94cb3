public import Findings
public import Migrations
public import Reports

/// What came of the verify scripts of a folder.
public struct VerifyScripts: Sendable, Hashable {
    /// The migrations whose script ran, in the order in which they are applied.
    public var verified: [MigrationID] = []
    /// Why scripts say no, one each.
    public var findings: [Finding] = []

    /// Makes a result.
    public init() {}
}

extension Operation {
    /// Runs the verify scripts of what is applied, each in a transaction that is rolled back.
    ///
    /// Only Sqitch's layout has them. A script that does not read, or that fails, says no; the others run all the same.
    ///
    /// - Throws: `RunFailure` when the session is lost, a lock is not obtained or the run is interrupted; `SessionError`.
    public func runVerifyScripts(_ folder: Folder) async throws -> VerifyScripts {
        var result = VerifyScripts()
        guard folder.hasVerifyScripts else { return result }
        let parser = workspace.parser(for: folder)
        let runner = runner(folder.layout)
        for status in try await survey(folder).statuses {
            guard status.entry?.isApplied == true, var script = status.migration?.verify else {
                continue
            }
            // They bring a transaction of their own, which ours stands in for.
            script.transactionMode = .none(reason: "verify")
            do {
                let parsed = try parser.parse(script)
                result.verified.append(status.id)
                if let finding = try await runner.verify(parsed, of: status.id) {
                    result.findings.append(finding)
                }
            } catch let failure as ScriptFailure {
                result.findings += failure.findings
            }
        }
        return result
    }
}

extension Operation {
    /// Runs the verify scripts as a check; nil where the folder has none.
    ///
    /// - Throws: as `runVerifyScripts`.
    public func checkVerifyScripts(_ folder: Folder) async throws -> CheckReport.Section? {
        guard folder.hasVerifyScripts else { return nil }
        let result = try await runVerifyScripts(folder)
        var section = CheckReport.Section(
            "verify", result.findings.isEmpty ? .passed : .failed,
            summary: result.findings.isEmpty
                ? "every verify script passes" : "a verify script says no")
        section.findings = result.findings
        section.subjects = result.verified.map(\.description)
        return section
    }
}

extension Folder {
    /// Whether a migration has a verify script.
    public var hasVerifyScripts: Bool { migrations.contains { $0.verify != nil } }
}
