import Configuration
import Testing
import TidemarkTesting

/// The workflows of this repository, as far as they can be tried without GitHub.
@Suite struct WorkflowTests {
    static let workflows = ["ci", "db-staging", "db-prod"].map { ".github/workflows/\($0).yml" }

    @Test(arguments: workflows)
    func rightsAreCutDown(_ path: String) throws {
        let workflow = try StepScript.document(path)
        #expect(workflow["permissions"]?.pairs.map(\.key) == ["contents"])
        #expect(workflow["permissions"]?["contents"]?.text == "read")
        let isForPullRequests = workflow["on"]?["pull_request"] != nil
        for job in workflow["jobs"]?.pairs ?? [] {
            let name: Comment = "\(path): \(job.key)"
            #expect(job.value["timeout-minutes"] != nil, name)
            for step in job.value["steps"]?.items ?? [] {
                if step["uses"]?.text?.hasPrefix("actions/checkout@") == true {
                    #expect(step["with"]?["persist-credentials"]?.text == "false", name)
                }
                if let script = step["run"]?.text { #expect(!script.contains("${{"), name) }
                guard step.mentions("secrets.") else { continue }
                #expect(job.value["environment"] != nil, name)
                #expect(job.value["container"] == nil, "no signal reaches a container: \(name)")
                if isForPullRequests {
                    #expect(
                        job.value["if"]?.text?.contains(
                            "github.event.pull_request.head.repo.full_name == github.repository")
                            == true, name)
                }
            }
        }
    }

    @Test func whatWritesToADatabaseIsNeverCutOff() throws {
        let staging = try StepScript.document(".github/workflows/db-staging.yml")
        let production = try StepScript.document(".github/workflows/db-prod.yml")
        for concurrency in [staging["jobs"]?["staging"]?["concurrency"], production["concurrency"]]
        {
            #expect(concurrency?["cancel-in-progress"]?.text == "false")
        }
        #expect(production["jobs"]?["apply"]?["environment"]?.text == "production")
        let needs = production["jobs"]?["apply"]?["needs"]?.items.compactMap(\.text) ?? []
        #expect(Set(needs) == ["plan", "gate"])
    }

    @Test(arguments: [
        ("echo 1", 0), ("echo 0", 1), ("echo", 1), ("echo 'no such environment' >&2; exit 1", 1),
    ])
    func productionWithoutReviewersIsNoGate(_ answer: String, _ code: Int) async throws {
        let machine = try Machine()
        try machine.standIn("gh", doing: answer)
        let steps = try StepScript.ofJob("gate", in: ".github/workflows/db-prod.yml")
        let step = try #require(steps.first)
        let (ended, _) = try await machine.run(
            step, Expressions(values: ["github.token": "token"]),
            extra: ["GITHUB_REPOSITORY": "owner/name"])
        #expect(ended.exitCode == code, ended.said)
        #expect(
            try machine.calls(of: "gh").first?.prefix(2)
                == ["api", "repos/owner/name/environments/production"])
    }
}

extension YAMLNode {
    /// Whether a text occurs in it.
    fileprivate func mentions(_ text: String) -> Bool {
        switch content {
        case .scalar(let scalar): scalar.contains(text)
        case .sequence(let items): items.contains { $0.mentions(text) }
        case .mapping(let pairs): pairs.contains { $0.value.mentions(text) }
        }
    }
}
