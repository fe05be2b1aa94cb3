import Findings

extension Configuration {
    /// The file that is looked for when none is named.
    public static let defaultFileName = "tidemark.yml"

    /// Reads the configuration of a command.
    ///
    /// - Parameters:
    ///   - path: The file; nil for `tidemark.yml` in `directory`, which need not exist.
    ///   - directory: Where the default file is looked for; empty for the working directory.
    ///   - environmentName: The environment to use; nil for the one that the file's `env` names, if any.
    ///   - overrides: What flags set.
    ///   - environment: The process environment, for `${…}` and `DATABASE_URL`.
    /// - Throws: `ConfigurationFailure` with every error of the file and the flags when there is one: the file is
    ///   not readable or not YAML, a key or a value is wrong, an environment does not exist, or a variable that a
    ///   used value needs is not set.
    public static func read(
        path: String? = nil, in directory: String = "", environmentName: String? = nil,
        overrides: Overrides = Overrides(), process environment: [String: String]
    ) throws(ConfigurationFailure) -> Configuration {
        let prefix = directory.isEmpty || directory.hasSuffix("/") ? directory : directory + "/"
        let file = path ?? prefix + defaultFileName
        switch FileContent.of(file) {
        case .bytes(let bytes):
            return try parse(
                bytes, file: file, environmentName: environmentName, overrides: overrides,
                process: environment)
        case .absent where path == nil:
            return try merge(
                Sections([], file: defaultFileName), file: nil, environmentName: environmentName,
                overrides: overrides, process: environment, extra: misnamed(in: prefix))
        case .absent:
            throw failure(file, rule: "config-missing", "there is no such file")
        case .unreadable(let reason):
            throw failure(file, rule: "config-unreadable", "it cannot be read: \(reason)")
        }
    }

    /// Parses the text of a configuration, without touching the file system.
    ///
    /// - Parameter file: The name that findings carry; folders in the text are relative to its folder.
    /// - Throws: `ConfigurationFailure`, as `read` does for the content of a file.
    public static func parse(
        _ bytes: [UInt8], file: String = defaultFileName, environmentName: String? = nil,
        overrides: Overrides = Overrides(), process environment: [String: String]
    ) throws(ConfigurationFailure) -> Configuration {
        try merge(
            Sections(bytes, file: file), file: file, environmentName: environmentName,
            overrides: overrides, process: environment, extra: [])
    }

    private static func merge(
        _ sections: Sections, file: String?, environmentName: String?, overrides: Overrides,
        process: [String: String], extra: [Finding]
    ) throws(ConfigurationFailure) -> Configuration {
        var sections = sections
        sections.findings += extra
        let resolution = Resolution(
            sections, environmentName: environmentName, overrides: overrides, process: process)
        guard !resolution.findings.contains(where: { $0.severity == .error }) else {
            throw ConfigurationFailure(findings: resolution.findings)
        }
        guard let configuration = Configuration(resolution, file: file) else {
            // Only a wrong default in the table of keys leads here; a test reads them all.
            throw failure(
                sections.place.file, rule: "config-defect", "a default value has the wrong type")
        }
        return configuration
    }

    /// Near misses of the default name, which would otherwise be ignored in silence.
    private static func misnamed(in prefix: String) -> [Finding] {
        ["tidemark.yaml", ".tidemark.yml"].filter { FileContent.exists(prefix + $0) }.map { name in
            Finding(
                rule: "config-misnamed", severity: .warning,
                message: "\(name) is not read", location: Location(file: prefix + name),
                remedy: "rename it to \(defaultFileName), or give --config \(prefix + name)")
        }
    }

    private static func failure(
        _ file: String, rule: String, _ message: String
    ) -> ConfigurationFailure {
        ConfigurationFailure(findings: [
            Finding(
                rule: rule, severity: .error, message: message, location: Location(file: file))
        ])
    }
}
