import Configuration
public import Findings
package import SQLText

/// What the `-- tidemark: …` comments of one script ask for.
public struct ScriptDirectives: Sendable, Hashable {
    /// `transaction none`: each statement by itself.
    public var runsWithoutTransaction = false
    /// `irreversible REASON`: there is no way back, and why.
    public var irreversible: Irreversibility?
    /// `lock-timeout D`, as PostgreSQL writes a duration.
    public var lockTimeout: Duration?
    /// `statement-timeout D`.
    public var statementTimeout: Duration?
    /// `template env`: `${NAME}` is replaced by the variables given.
    public var rendersVariables = false
    /// `allow RULE REASON`, kept for the rules that know it.
    public var allowances: [Allowance] = []
    /// COPY blocks whose data is not in the text (text that history kept).
    public var omittedCopyBlocks = 0

    /// One accepted rule with its reason.
    public struct Allowance: Sendable, Hashable {
        /// The rule's name.
        public var rule: String
        /// Why it is accepted here.
        public var reason: String
        /// Where the script says so.
        public var location: Location
    }

    /// That there is no way back, as a script says it.
    public struct Irreversibility: Sendable, Hashable {
        /// Why.
        public var reason: String
        /// Where the script says so.
        public var location: Location
    }

    /// No directive.
    public init() {}

    /// Takes one comment in; a comment that is no directive changes nothing.
    ///
    /// - Returns: an error finding for a directive that is unknown or malformed.
    package mutating func read(_ comment: Comment, at location: Location) -> Finding? {
        let words = comment.text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" })
            .map(String.init)
        guard let first = words.first, first.lowercased() == "tidemark:" else { return nil }
        let arguments = Array(words.dropFirst(2))
        func fault(_ message: String, _ remedy: String) -> Finding {
            Finding(
                rule: "directive", severity: .error, message: message, location: location,
                evidence: ["--\(comment.text)"], remedy: remedy)
        }
        let name = words.count > 1 ? words[1] : ""
        switch name {
        case "transaction":
            guard arguments == ["none"] else {
                return fault(
                    "transaction takes the word none", "write: -- tidemark: transaction none")
            }
            runsWithoutTransaction = true
        case "irreversible":
            guard !arguments.isEmpty else {
                return fault(
                    "irreversible takes a reason",
                    "write: -- tidemark: irreversible WHY THERE IS NO WAY BACK")
            }
            irreversible = Irreversibility(
                reason: arguments.joined(separator: " "), location: location)
        case "lock-timeout", "statement-timeout":
            guard arguments.count == 1, let value = try? parseDuration(arguments[0]) else {
                return fault(
                    "\(name) takes one duration with its unit", "write: -- tidemark: \(name) 5s")
            }
            if name == "lock-timeout" { lockTimeout = value } else { statementTimeout = value }
        case "template":
            guard arguments == ["env"] else {
                return fault("template takes the word env", "write: -- tidemark: template env")
            }
            rendersVariables = true
        case "allow":
            guard arguments.count >= 2 else {
                return fault(
                    "allow takes a rule and a reason", "write: -- tidemark: allow RULE REASON")
            }
            let reason = arguments.dropFirst().joined(separator: " ")
            allowances.append(Allowance(rule: arguments[0], reason: reason, location: location))
        default:
            return fault(
                "unknown directive \(name.isEmpty ? "(none given)" : name)",
                "the directives are transaction none, irreversible REASON, lock-timeout D, "
                    + "statement-timeout D, template env, allow RULE REASON")
        }
        return nil
    }
}
