import Findings
import SchemaDiff

/// Renders a report as GitHub workflow commands: what is wrong, on the lines of the pull request.
///
/// GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word. So the gravest ten of
/// each are written, or nine and how many more there are.
///
/// - Parameter paths: how files are named from the checkout, which is what GitHub goes by.
public func renderGitHubAnnotations(
    _ report: CheckReport, paths: AnnotationPaths = AnnotationPaths()
) -> String {
    var shown: [Finding] = []
    for severity in Finding.Severity.allCases.sorted(by: >) {
        let found = report.byGravity.filter { $0.severity == severity }
        guard found.count > annotationLimit else {
            shown += found
            continue
        }
        shown += found.prefix(annotationLimit - 1)
        let rest = found.count - annotationLimit + 1
        shown.append(
            Finding(
                rule: "more", severity: severity,
                message:
                    "… \(renderCount(rest, "more \(severity.rawValue)")); the report has them all"))
    }
    return renderGitHubAnnotations(
        shown.map { finding in
            var finding = finding
            if let file = finding.location?.file { finding.location?.file = paths.path(of: file) }
            return finding
        })
}

private let annotationLimit = 10

extension CheckReport {
    /// All findings; those of differences by the severity of the difference.
    fileprivate var byGravity: [Finding] {
        let drifted = sections.flatMap(\.objects)
        let found = drifted.flatMap { zip($0.differences, $0.findings) }
        return sections.flatMap(\.findings)
            + Difference.Severity.gravestFirst.flatMap { severity in
                found.filter { $0.0.severity == severity }.map(\.1)
            }
    }
}
