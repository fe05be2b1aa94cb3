import Configuration
import Findings
import Glibc
import SchemaDiff

/// Differences without those that the project accepts, and what is to be said of the rules themselves.
struct IgnoredDifferences {
    var kept: [Difference] = []
    var ignored: [Difference] = []
    var findings: [Finding] = []

    /// Applies rules on a day, `YYYY-MM-DD`.
    ///
    /// A rule whose last day is past ignores nothing; that one, and one that nothing matches, is a finding.
    init(_ differences: [Difference], _ rules: [IgnoreRule], today: String) {
        var used: Set<Int> = []
        let patterns = rules.map { DifferencePattern($0.pattern) }
        for difference in differences {
            let matching = rules.indices.filter { patterns[$0].matches(difference) }
            used.formUnion(matching)
            if matching.contains(where: { !rules[$0].isExpired(on: today) }) {
                ignored.append(difference)
            } else {
                kept.append(difference)
            }
        }
        for (index, rule) in rules.enumerated() {
            if rule.isExpired(on: today) {
                findings.append(
                    Finding(
                        rule: "ignore-expired", severity: .warning,
                        message: "the rule for \(rule.pattern) ended on \(rule.until ?? "")",
                        location: rule.location, evidence: ["reason: \(rule.reason)"],
                        remedy: "mend what it was for, or give it a later day"))
            } else if !used.contains(index) {
                findings.append(
                    Finding(
                        rule: "ignore-unused", severity: .warning,
                        message: "nothing matches \(rule.pattern)", location: rule.location,
                        evidence: ["reason: \(rule.reason)"], remedy: "take the rule out"))
            }
        }
    }
}

extension IgnoreRule {
    /// Days are compared as text: `YYYY-MM-DD` sorts by time.
    fileprivate func isExpired(on today: String) -> Bool {
        until.map { precedes($0, today) } ?? false
    }
}

private func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
}

/// The present day in UTC, `YYYY-MM-DD`.
func currentDay() -> String {
    var now = time(nil)
    var parts = unsafe tm()
    unsafe gmtime_r(&now, &parts)
    let (year, month, day) = unsafe (parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
}
