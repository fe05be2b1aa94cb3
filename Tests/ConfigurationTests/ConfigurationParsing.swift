import Configuration
import Findings

/// Parses a configuration text as the tests need it.
func parse(
    _ text: String, env: String? = nil, process: [String: String] = [:],
    file: String = "tidemark.yml",
    _ flags: (inout Configuration.Overrides) -> Void = { _ in }
) throws(ConfigurationFailure) -> Configuration {
    var overrides = Configuration.Overrides()
    flags(&overrides)
    return try Configuration.parse(
        Array(text.utf8), file: file, environmentName: env, overrides: overrides, process: process)
}

/// The findings of a text that must be refused; empty when it is accepted.
func refusals(
    _ text: String, env: String? = nil, process: [String: String] = [:],
    _ flags: (inout Configuration.Overrides) -> Void = { _ in }
) -> [Finding] {
    do {
        _ = try parse(text, env: env, process: process, flags)
        return []
    } catch {
        return error.findings
    }
}

extension Finding {
    /// `rule line:column`, the short form that the tests compare.
    var short: String {
        "\(rule) \(location?.line ?? 0):\(location?.column ?? 0)"
    }
}
