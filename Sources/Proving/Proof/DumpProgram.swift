/// The `pg_dump` that speaks for the server in a proof.
public struct DumpProgram: Sendable, Hashable {
    /// Its path.
    let path: String

    /// That of an installation.
    public init(of binaries: ServerBinaries) {
        path = binaries.path(of: "pg_dump")
    }

    private init(path: String) {
        self.path = path
    }

    /// Finds one that can read a server of this major version: of the same one or newer.
    ///
    /// In the folder that `TIDEMARK_PG_BINDIR` names, else on the `PATH`, else in the usual places; no server is needed with it.
    ///
    /// - Throws: `NoCopy` where there is none, or only an older one.
    static func find(
        for major: Int, in environment: [String: String]
    ) async throws(NoCopy) -> DumpProgram {
        var newest = ""
        for directory in directories(major, environment) {
            let path = "\(directory)/pg_dump"
            guard FileSystem.isExecutable(path),
                let line = await ServerBinaries.output(of: path, "--version")
            else { continue }
            // "pg_dump (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)"
            let words = line.split(separator: " ")
            guard words.count >= 3, let found = Int(words[2].prefix { $0.isNumber }) else {
                continue
            }
            if found >= major { return DumpProgram(path: path) }
            if newest.isEmpty { newest = String(words[2]) }
        }
        throw NoCopy(
            reason: newest.isEmpty
                ? "there is no pg_dump to compare with"
                : "pg_dump \(newest) is older than the server, which is PostgreSQL \(major)",
            remedy:
                "install the client programs of PostgreSQL \(major) or newer, or name their folder in "
                + ServerBinaries.variable)
    }

    private static func directories(_ major: Int, _ environment: [String: String]) -> [String] {
        if let directory = environment[ServerBinaries.variable], !directory.isEmpty {
            return [directory]
        }
        let path = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return path + (major...max(major, 30)).flatMap { ServerBinaries.usualPlaces($0) }
    }
}
