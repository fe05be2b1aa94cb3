import Findings
import Proving
import Testing

/// Each rule finds what its bad examples have, and nothing in its good ones.
struct LintRuleTests {
    @Test(arguments: LintRule.all.map(\.id))
    func theBadIsFoundAndTheGoodIsNot(_ id: String) throws {
        let rule = try #require(LintRule.named(id))
        #expect(!rule.examples.bad.isEmpty && !rule.examples.facts.isEmpty)
        for text in rule.examples.bad {
            let findings = try lint(rule, text).findings
            #expect(findings.map(\.rule).contains(rule.id), "\(text)")
            for finding in findings {
                #expect(finding.rule == rule.id, "\(finding)")
                #expect(finding.location?.line != nil && finding.remedy != nil, "\(finding)")
                #expect(!finding.message.hasSuffix("."), "\(finding)")
            }
        }
        for text in rule.examples.good {
            #expect(try lint(rule, text).findings == [], "\(text)")
        }
    }

    /// What stands in the folder is in the list, under the name of its file.
    @Test func everyRuleIsListed() throws {
        let folder = "Sources/Proving/Lint/Rules"
        let files = try Checkout.names(in: folder).filter { $0.hasSuffix(".swift") }
        let listed = LintRule.all.map { rule in
            rule.id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
                .joined() + ".swift"
        }
        #expect(files.sorted() == listed.sorted())
        #expect(Set(listed).count == listed.count)
        for rule in LintRule.all {
            #expect(!rule.title.hasSuffix(".") && rule.title.count <= 100, "\(rule.id)")
            #expect(rule.reason.hasSuffix(".") && !rule.instead.isEmpty, "\(rule.id)")
        }
    }

    @Test func outsideItsReleasesARuleIsSilent() throws {
        for rule in LintRule.all where rule.versions.lowerBound > LintSettings.oldestServer {
            for text in rule.examples.bad {
                let older = try lint(rule, text, server: rule.versions.lowerBound - 1)
                #expect(older.findings == [], "\(rule.id)")
            }
        }
    }
}
