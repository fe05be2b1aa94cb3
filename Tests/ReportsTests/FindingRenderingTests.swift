import Findings
import JSONText
import Reports
import Testing

@Suite struct FindingRenderingTests {
    private let finding = Finding(
        rule: "undefined-type", severity: .error, message: "no such type: 100% gone",
        location: Location(file: "sql/03,a:b.sql", line: 4, column: 12),
        evidence: ["4 | state taks_state", "  |       ^"], remedy: "tidemark plan")

    @Test func text() {
        #expect(
            renderFinding(finding, on: .plain) == """
                sql/03,a:b.sql:4:12: error: no such type: 100% gone [undefined-type]
                    4 | state taks_state
                      |       ^
                    next: tidemark plan

                """)
        #expect(
            renderFinding(Finding(rule: "r", severity: .note, message: "m\nmore\u{1B}"), on: .plain)
                == "note: m [r]\n    more\\e\n")
    }

    @Test func colorsGoOnlyOnWords() {
        let text = renderFinding(finding, on: Terminal(color: .always, isTerminal: false))
        #expect(text.contains("\u{1B}[1;31merror\u{1B}[0m: no such type"))
        #expect(text.replacing(/\u{1B}\[[0-9;]*m/, with: "") == renderFinding(finding, on: .plain))
    }

    @Test func listEndsWithATally() {
        var warning = finding
        warning.severity = .warning
        let text = renderFindings([warning, finding, warning], on: .plain)
        #expect(text.hasSuffix("\n1 error, 2 warnings\n"))
        #expect(renderFindings([], on: .plain) == "")
    }

    /// GitHub takes a path as one from the root of the checkout, wherever the program ran.
    @Test(arguments: [
        ("sql/a.sql", "app/db/sql/a.sql"), ("./sql/a.sql", "app/db/sql/a.sql"),
        ("../sql/a.sql", "app/sql/a.sql"), ("/home/x/repo/app/a.sql", "app/a.sql"),
        ("/etc/a.sql", "/etc/a.sql"), ("/home/x/repository/a.sql", "/home/x/repository/a.sql"),
        ("../../../a.sql", "../../../a.sql"),
    ])
    func annotationPaths(file: String, path: String) {
        let paths = AnnotationPaths(from: "/home/x/repo/app/db", in: "/home/x/repo/")
        #expect(paths.path(of: file) == path)
        #expect(AnnotationPaths().path(of: file) == file)
    }

    @Test func gitHubAnnotations() {
        #expect(
            renderGitHubAnnotations([finding])
                == "::error file=sql/03%2Ca%3Ab.sql,line=4,col=12,title=undefined-type::"
                + "no such type: 100%25 gone%0A4 | state taks_state%0A  |       ^%0Anext: tidemark plan\n"
        )
        let note = Finding(rule: "a", severity: .note, message: "x\r\n::error::y")
        #expect(renderGitHubAnnotations([note]) == "::notice title=a::x%0D%0A::error::y\n")
        #expect(
            renderGitHubAnnotations([
                Finding(rule: "a", severity: .warning, message: "m", location: Location(file: "f"))
            ]) == "::warning file=f,title=a::m\n")
    }

    @Test func json() throws {
        let text = finding.json.render()
        #expect(
            text
                == #"{"rule":"undefined-type","severity":"error","message":"no such type: 100% gone","#
                + #""file":"sql/03,a:b.sql","line":4,"column":12,"#
                + #""evidence":["4 | state taks_state","  |       ^"],"remedy":"tidemark plan"}"#)
        let bare = Finding(rule: "r", severity: .note, message: "m").json
        #expect(bare["file"] == .null)
        #expect(bare["evidence"] == [])
    }
}
