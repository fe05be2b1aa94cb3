import Catalog
import Findings

/// Renders a report as JUnit XML, as GitLab, Jenkins and others read it: a suite for each section, a test case for
/// each object or file that something is to be said of, and for each subject that a section names.
///
/// A case fails when its section does and it has a difference or an error; what else there is to say of it is its output.
/// A section that fails without naming anything fails in a case of its own name.
public func renderJUnit(_ report: CheckReport) -> String {
    let suites = report.sections.map { Suite($0, report) }
    func sum(_ count: (Suite) -> Int) -> Int { suites.reduce(0) { $0 + count($1) } }
    let counts =
        #" tests="\#(sum(\.cases.count))" failures="\#(sum(\.failures))" errors="0" skipped="\#(sum(\.skipped))""#
    return #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
        + #"<testsuites name="tidemark check"\#(counts)>"# + "\n"
        + suites.map { $0.render() }.joined() + "</testsuites>\n"
}

private struct Suite {
    struct Case {
        var name: String
        var file: String?
        var failure: (message: String, type: String, text: String)?
        var skipped: String?
        var output = ""
    }

    let section: CheckReport.Section
    let report: CheckReport
    private(set) var cases: [Case] = []

    var failures: Int { cases.count { $0.failure != nil } }
    var skipped: Int { cases.count { $0.skipped != nil } }

    init(_ section: CheckReport.Section, _ report: CheckReport) {
        self.section = section
        self.report = report
        var named: Set<String> = []
        for object in section.objects {
            named.insert(object.name.description)
            named.insert(object.name.identity)
            cases.append(self.case(of: object))
        }
        var files: [String] = []
        for finding in section.findings {
            let file = finding.location?.file ?? finding.rule
            if !files.contains(file) { files.append(file) }
        }
        for file in files {
            named.insert(file)
            cases.append(
                self.case(
                    of: section.findings.filter { ($0.location?.file ?? $0.rule) == file },
                    named: file))
        }
        for subject in section.subjects where !named.contains(subject) {
            cases.append(Case(name: subject))
        }
        if case .skipped(let reason) = section.state {
            cases.append(Case(name: section.name, skipped: reason))
        } else if section.state == .failed, failures == 0 {
            cases.append(
                Case(
                    name: section.name,
                    failure: (section.summary, section.name, section.summary)))
        } else if cases.isEmpty {
            cases.append(Case(name: section.name, output: section.summary))
        }
    }

    private func `case`(of object: ObjectDrift) -> Case {
        let text = renderTree(object.differences, on: .plain)
        var one = Case(name: object.name.description, file: object.sides?.file)
        if section.state == .failed, !object.isRendering {
            let message =
                "\(renderCount(object.differences.count, "difference")): \(renderSeverities(object.differences))"
            one.failure = (message, object.severity.rule, text)
        } else {
            one.output = text
        }
        return one
    }

    private func `case`(of findings: [Finding], named name: String) -> Case {
        let text = findings.map { renderFinding($0, on: .plain) }.joined()
        let errors = findings.filter { $0.severity == .error }
        var one = Case(name: name, file: findings[0].location?.file)
        if section.state == .failed, let first = errors.first {
            one.failure = (first.message, first.rule, text)
        } else {
            one.output = text
        }
        return one
    }

    func render() -> String {
        var text =
            #"  <testsuite name="\#(escapeXML(section.name))" tests="\#(cases.count)" failures="\#(failures)""#
            + #" errors="0" skipped="\#(skipped)">"# + "\n    <properties>\n"
        for (label, value) in report.context {
            text +=
                #"      <property name="\#(escapeXML(label))" value="\#(escapeXML(value))"/>"#
                + "\n"
        }
        text += "    </properties>\n"
        for one in cases { text += render(one) }
        return text + "  </testsuite>\n"
    }

    private func render(_ one: Case) -> String {
        let file = one.file.map { #" file="\#(escapeXML($0))""# } ?? ""
        let open =
            #"    <testcase classname="tidemark.\#(escapeXML(section.name))" name="\#(escapeXML(one.name))"\#(file)"#
        var inner = ""
        if let failure = one.failure {
            inner +=
                #"      <failure message="\#(escapeXML(failure.message))" type="\#(escapeXML(failure.type))">"#
                + escapeXML(failure.text) + "</failure>\n"
        }
        if let reason = one.skipped {
            inner += #"      <skipped message="\#(escapeXML(reason))"/>"# + "\n"
        }
        if !one.output.isEmpty {
            inner += "      <system-out>\(escapeXML(one.output))</system-out>\n"
        }
        return inner.isEmpty ? open + "/>\n" : open + ">\n" + inner + "    </testcase>\n"
    }
}
