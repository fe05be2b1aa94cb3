/// One thing that `tidemark doctor` looked at.
public struct DoctorCheck: Sendable, Hashable {
    /// How it stands.
    public enum Verdict: String, Sendable, Hashable, Codable {
        /// As it should be.
        case ok
        /// Worth a look.
        case warning
        /// Keeps migrations from running.
        case problem
    }

    /// What was looked at.
    public var name: String
    /// How it stands.
    public var verdict: Verdict
    /// What was found.
    public var detail: String
    /// What to do.
    public var remedy: String?

    /// Makes a check.
    public init(name: String, verdict: Verdict, detail: String, remedy: String? = nil) {
        self.name = name
        self.verdict = verdict
        self.detail = detail
        self.remedy = remedy
    }
}
