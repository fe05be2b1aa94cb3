import Proving
import Testing
import TidemarkTesting

@Suite struct ServerBinariesTests {
    @Test func theTestBinariesAreWhole() async throws {
        let binaries = try await testBinaries()
        #expect(binaries.majorVersion >= 13)
        #expect(binaries.version.hasPrefix("\(binaries.majorVersion)"))
        let psql = try await runProgram(binaries.path(of: "psql"), ["--version"])
        #expect(psql.output.contains(binaries.version))
    }

    @Test func aLinkIsFollowedToTheRealFolder() async throws {
        let real = try await testBinaries()
        let folder = try TemporaryDirectory()
        for program in ["initdb", "postgres"] {
            let linked = try await runProgram(
                "ln", ["-s", real.path(of: program), folder.path(of: program)])
            #expect(linked.exitCode == 0)
        }
        let found = await ServerBinaries.find(in: ["PATH": "/nonexistent:\(folder.path)"])
        #expect(found == real)
    }

    @Test func pgConfigOnThePathNamesTheFolder() async throws {
        let real = try await testBinaries()
        let folder = try TemporaryDirectory()
        try folder.write("pg_config", "#!/bin/sh\necho '\(real.directory)'\n", mode: 0o755)
        #expect(await ServerBinaries.find(in: ["PATH": folder.path]) == real)
        // One that names a folder without a server, as libpq-dev alone does, is passed over.
        try folder.write("pg_config", "#!/bin/sh\necho /usr/share\n", mode: 0o755)
        let other = await ServerBinaries.find(in: ["PATH": folder.path])
        #expect(other?.directory != "/usr/share")
    }

    @Test func theVariableIsTakenAtItsWord() async throws {
        let real = try await testBinaries()
        let found = await ServerBinaries.find(
            in: ["TIDEMARK_PG_BINDIR": real.directory, "PATH": "/usr/bin"])
        #expect(found == real)
        let error = await #expect(throws: EphemeralServerError.self) {
            try await ServerBinaries.require(
                in: ["TIDEMARK_PG_BINDIR": "/usr/share", "PATH": real.directory])
        }
        #expect(error?.code == .binariesMissing)
        #expect(error?.description.contains("TIDEMARK_PG_BINDIR is /usr/share") == true)
    }

    @Test func aMissingVersionSaysWhatToInstall() async throws {
        let error = await #expect(throws: EphemeralServerError.self) {
            try await ServerBinaries.require(majorVersion: 7, in: ["PATH": "/usr/bin"])
        }
        #expect(error?.code == .binariesMissing)
        #expect(error?.remedy?.contains("apt-get install postgresql-7") == true)
        #expect(error?.remedy?.contains("TIDEMARK_PG_BINDIR") == true)
    }
}
