public import Catalog
public import Findings
public import SchemaDiff

/// What `tidemark check` found: one verdict over sections, in the order in which they ran.
///
/// It holds no time and nothing else that differs between two runs over the same files and the same database.
public struct CheckReport: Sendable {
    /// What one check found.
    public struct Section: Sendable {
        /// What came of a check.
        public enum State: Sendable, Hashable {
            /// Nothing is wrong.
            case passed
            /// The check says no.
            case failed
            /// It did not run, for this reason: `live database not checked`.
            case skipped(String)
        }

        /// The check's name, one word where possible: `status`, `drift`.
        public var name: String
        /// What came of it.
        public var state: State
        /// What it found, in one line without a final full stop.
        public var summary: String
        /// What is to be said of files.
        public var findings: [Finding] = []
        /// What differs between the expected schema and the database.
        public var differences: [Difference] = []
        /// What differs and is accepted by the project's rules.
        public var ignored: [Difference] = []
        /// Both sides of the objects that differ, as far as they are known.
        public var sides: [ObjectSides] = []
        /// What statements were seen to do.
        public var traces = TraceSummary()
        /// What is in the database and was not compared.
        public var census = Census()
        /// The names of what was looked at, migrations or objects: a test case each in JUnit.
        ///
        /// May be left empty.
        public var subjects: [String] = []

        /// Makes a section.
        public init(_ name: String, _ state: State, summary: String) {
            self.name = name
            self.state = state
            self.summary = summary
        }

        /// The section of a drift check.
        public init(_ drift: Drift, name: String = "drift", sides: [ObjectSides] = []) {
            self.init(name, drift.isClean ? .passed : .failed, summary: drift.sum)
            differences = drift.differences
            ignored = drift.ignored
            findings = drift.findings
            census = drift.census
            self.sides = sides
        }
    }

    /// What it comes to.
    public enum Verdict: String, Sendable, Hashable {
        /// At least one check ran, and none says no.
        case passed
        /// At least one check says no.
        case failed
        /// Every check was skipped.
        case unchecked
    }

    /// The sections in the order in which they ran.
    public var sections: [Section]
    /// The database in words, without secrets; nil when none was looked at.
    public var database: String?
    /// What was expected, in words: the path of a snapshot, or what a schema was built from.
    public var expectation: String?
    /// The version of the program.
    public var toolVersion: String
    /// The commit of the files that were looked at; nil outside git.
    public var gitCommit: String?
    /// What is known of the rules by name; formats that list rules say so much of those with findings.
    public var ruleTexts: [String: RuleText] = [:]

    /// Makes a report.
    public init(
        sections: [Section], database: String? = nil, expectation: String? = nil,
        toolVersion: String, gitCommit: String? = nil
    ) {
        self.sections = sections
        self.database = database
        self.expectation = expectation
        self.toolVersion = toolVersion
        self.gitCommit = gitCommit
    }

    /// What it comes to.
    public var verdict: Verdict {
        if sections.contains(where: { $0.state == .failed }) { return .failed }
        return sections.contains { $0.state == .passed } ? .passed : .unchecked
    }
}

extension CheckReport {
    /// The verdict as a heading: `2 of 4 checks failed`.
    var headline: String {
        let failed = sections.count { $0.state == .failed }
        let passed = sections.count { $0.state == .passed }
        switch verdict {
        case .failed where failed == 1 && failed + passed == 1: return "The check failed"
        case .failed: return "\(failed) of \(renderCount(failed + passed, "check")) failed"
        case .passed where passed == 1: return "The check passed"
        case .passed where passed == 2: return "Both checks passed"
        case .passed: return "All \(passed) checks passed"
        case .unchecked: return "Nothing was checked"
        }
    }

    /// What the differences do, in a sentence, for a reader who reads no further; nil where there are none.
    var point: String? {
        let counts = severityCounts(sections.flatMap(\.differences))
        guard !counts.isEmpty else { return nil }
        let parts = counts.enumerated().map { index, entry in
            let amount =
                index == 0
                ? renderCount(entry.count, "difference") : renderNumber(entry.count)
            return entry.severity.effect(amount, isOne: entry.count == 1)
        }
        return parts.joined(separator: ", ") + "."
    }

    /// What the headline is about, piece by piece: database, expectation, commit, version.
    var context: [(label: String, value: String)] {
        var context = [(label: "database", value: database ?? "not checked")]
        if let expectation { context.append((label: "expected", value: expectation)) }
        if let gitCommit { context.append((label: "commit", value: String(gitCommit.prefix(12)))) }
        context.append((label: "tidemark", value: toolVersion))
        return context
    }

    /// Every finding and every difference as one, section by section.
    var allFindings: [Finding] {
        sections.flatMap { section in
            section.findings
                + ObjectDrift.group(section.differences, section.sides).flatMap(\.findings)
        }
    }
}

extension CheckReport.Section {
    /// The summary, or why it did not run.
    var words: String {
        guard case .skipped(let reason) = state else { return summary }
        return "skipped: \(reason)"
    }

    /// What differs, by object.
    var objects: [ObjectDrift] { ObjectDrift.group(differences, sides) }

    /// The word for its state, as JSON has it.
    var stateWord: String {
        switch state {
        case .passed: "passed"
        case .failed: "failed"
        case .skipped: "skipped"
        }
    }
}
