public import Findings
public import JSONText
public import Migrations
public import SchemaDiff

/// What `tidemark verify` shows: what the verify scripts say, and the comparison with the snapshot.
public struct VerifyReport: Report {
    let drift: Drift?
    let database: String
    let verified: [MigrationID]
    let findings: [Finding]

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - drift: nil where there is no snapshot.
    ///   - verified: the migrations whose verify script ran.
    ///   - findings: why scripts say no.
    public init(drift: Drift?, database: String, verified: [MigrationID], findings: [Finding]) {
        self.drift = drift
        self.database = database
        self.verified = verified
        self.findings = findings
    }

    /// Whether every script passes and nothing differs.
    public var isClean: Bool { findings.isEmpty && drift?.isClean != false }

    /// The findings, the sum of the scripts, and the comparison.
    public func text(on terminal: Terminal) -> String {
        var text = findings.map { renderFinding($0, on: terminal) }.joined()
        if !verified.isEmpty || !findings.isEmpty {
            let ran = renderCount(verified.count, "verify script")
            let sum =
                findings.isEmpty
                ? "\(ran) passed"
                : "\(renderNumber(findings.count)) of \(ran) failed"
            text += terminal.render(StyledText(sum, findings.isEmpty ? .success : .error)) + "\n"
        }
        guard let drift else {
            return text + terminal.render("no snapshot to compare with", .faint) + "\n"
        }
        return text + DriftReport(drift).text(on: terminal)
    }

    /// Those of `drift` as far as there is a snapshot; `verified`; the findings of the scripts are among `findings`.
    public var json: JSONValue {
        guard let drift else {
            return [
                "database": .string(database), "clean": .bool(isClean),
                "verified": verifiedJSON, "findings": .list(findings),
            ]
        }
        guard case .object(var object) = DriftReport(drift).json else { return .null }
        object["clean"] = .bool(isClean)
        object["findings"] = .list(findings + drift.findings)
        object["verified"] = verifiedJSON
        return .object(object)
    }

    private var verifiedJSON: JSONValue {
        .array(
            verified.map { ["version": .string($0.version), "name": .string($0.name)] })
    }
}
