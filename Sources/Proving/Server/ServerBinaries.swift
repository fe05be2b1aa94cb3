import Subprocess
import SystemPackage

/// The programs of one PostgreSQL installation.
public struct ServerBinaries: Sendable, Hashable {
    /// The folder with `postgres`, `initdb` and the rest.
    public let directory: String
    /// The version as the program prints it, such as `15.20` or `19beta1`.
    public let version: String

    /// The major version.
    public var majorVersion: Int { Int(version.prefix { $0.isNumber }) ?? 0 }

    /// The path of one of the programs.
    public func path(of program: String) -> String { "\(directory)/\(program)" }

    /// Looks at one folder; nil when it holds no server that runs.
    public init?(directory: String) async {
        guard FileSystem.isExecutable("\(directory)/initdb"),
            FileSystem.isExecutable("\(directory)/postgres"),
            let line = await ServerBinaries.output(of: "\(directory)/postgres", "--version")
        else { return nil }
        // "postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)"
        let words = line.split(separator: " ")
        guard words.count >= 3, words[2].first?.isNumber == true else { return nil }
        // A folder of links, such as /usr/local/bin, may lack psql and pg_dump or have others'.
        self.directory = FileSystem.resolvedDirectory(of: "\(directory)/initdb") ?? directory
        version = String(words[2])
    }

    /// Finds an installation, of the major version when one is given, else the newest.
    ///
    /// In this order: the folder in `TIDEMARK_PG_BINDIR`, the one that `pg_config` on the `PATH` names,
    /// `PATH` itself, and the usual places of Debian, Red Hat, Homebrew and Postgres.app.
    public static func find(
        majorVersion: Int? = nil, in environment: [String: String]
    ) async -> ServerBinaries? {
        if let directory = environment[variable], !directory.isEmpty {
            return await accepted(directory, majorVersion)
        }
        for directory in (environment["PATH"] ?? "").split(separator: ":") {
            if let found = await find(onPath: String(directory), majorVersion) { return found }
        }
        for major in majorVersion.map({ [$0] }) ?? (13...30).reversed() {
            for directory in usualPlaces(major) {
                if let found = await accepted(directory, majorVersion) { return found }
            }
        }
        return nil
    }

    /// Finds an installation, or says what to install and how to point at another.
    ///
    /// - Throws: `EphemeralServerError` with code `binaries-missing`.
    public static func require(
        majorVersion: Int? = nil, in environment: [String: String]
    ) async throws(EphemeralServerError) -> ServerBinaries {
        if let found = await find(majorVersion: majorVersion, in: environment) { return found }
        let version = majorVersion.map { " \($0)" } ?? ""
        if let directory = environment[variable], !directory.isEmpty {
            throw EphemeralServerError(
                code: .binariesMissing,
                message:
                    "\(variable) is \(directory), and that folder holds no PostgreSQL\(version)"
                    + " server (postgres and initdb) that runs",
                remedy: "point it at the folder that `pg_config --bindir` prints, or unset it")
        }
        throw EphemeralServerError(
            code: .binariesMissing,
            message: "no PostgreSQL\(version) server programs (postgres and initdb) were found",
            remedy: "apt-get install postgresql-\(majorVersion ?? 15), or set \(variable) to the"
                + " folder that holds initdb")
    }

    /// The environment variable that names the folder.
    static let variable = "TIDEMARK_PG_BINDIR"

    private static func accepted(_ directory: String, _ majorVersion: Int?) async -> ServerBinaries?
    {
        guard let found = await ServerBinaries(directory: directory) else { return nil }
        return majorVersion == nil || found.majorVersion == majorVersion ? found : nil
    }

    private static func find(onPath directory: String, _ majorVersion: Int?) async
        -> ServerBinaries?
    {
        let configuration = "\(directory)/pg_config"
        if FileSystem.isExecutable(configuration),
            let named = await output(of: configuration, "--bindir"),
            let found = await accepted(named, majorVersion)
        {
            return found
        }
        return await accepted(directory, majorVersion)
    }

    static func usualPlaces(_ major: Int) -> [String] {
        [
            "/usr/lib/postgresql/\(major)/bin", "/usr/pgsql-\(major)/bin",
            "/opt/homebrew/opt/postgresql@\(major)/bin", "/usr/local/opt/postgresql@\(major)/bin",
            "/Applications/Postgres.app/Contents/Versions/\(major)/bin",
        ]
    }

    static func output(of program: String, _ argument: String) async -> String? {
        let result = try? await run(
            .path(FilePath(program)), arguments: [argument], output: .string(limit: 4096))
        guard let result, result.terminationStatus.isSuccess else { return nil }
        return result.standardOutput.split(whereSeparator: \.isNewline).first.map(String.init)
    }
}
