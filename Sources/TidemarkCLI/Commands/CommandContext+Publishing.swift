import JSONText
import Reports
import Tidemark

extension CommandContext {
    /// Writes a report where CI looks for it: a folder, the summary of a step and annotations on GitHub.
    func publish(_ report: CheckReport, to folder: String?) throws {
        if let folder {
            try Scaffold.makeFolder(folder)
            let json = renderEnvelope(command: name, report).render(.pretty) + "\n"
            for (file, text) in [
                ("report.json", json), ("report.md", renderMarkdown(report)),
                ("report.sarif", renderSARIF(report)), ("report.junit.xml", renderJUnit(report)),
                ("report.html", renderHTML(report)),
            ] {
                try Scaffold.write(text, to: "\(folder)/\(file)", replacing: true)
            }
        }
        guard environment["GITHUB_ACTIONS"] == "true" else { return }
        if let summary = environment["GITHUB_STEP_SUMMARY"], !summary.isEmpty {
            // What other programs wrote for this step counts too.
            let room = Self.mostOfSummary - Scaffold.size(of: summary)
            if room >= Self.leastOfSummary {
                try Scaffold.append(renderMarkdown(report, limit: room), to: summary)
            }
        }
        console.complain(renderGitHubAnnotations(report, paths: annotationPaths))
    }

    /// What GitHub takes for one step; of more it takes nothing.
    private static let mostOfSummary = 1_048_576
    /// The head of a report, and how much was left out.
    private static let leastOfSummary = 4_096

    private var annotationPaths: AnnotationPaths {
        guard let checkout = environment["GITHUB_WORKSPACE"],
            let directory = Scaffold.realPath("."), let root = Scaffold.realPath(checkout)
        else { return AnnotationPaths() }
        return AnnotationPaths(from: directory, in: root)
    }
}
