public import Findings

/// A configuration that cannot be used, with everything that is wrong with it.
public struct ConfigurationFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// All that is wrong, errors and warnings, in the order of the file.
    public let findings: [Finding]

    /// One line per finding; never holds a password or the value of a variable.
    public var description: String {
        findings.map { finding in
            let place = finding.location.map { "\($0): " } ?? ""
            return place + finding.message + (finding.remedy.map { "; \($0)" } ?? "")
        }.joined(separator: "\n")
    }

    /// Makes a failure, for what only a part above can check.
    public init(findings: [Finding]) {
        self.findings = findings
    }
}
