import Configuration
import Findings
import FoundationEssentials
import Testing

@Suite struct FileTests {
    /// A folder of its own for one test.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/tidemark-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    @Test func theDefaultFileNeedNotExist() throws {
        try withFolder { folder in
            let configuration = try Configuration.read(in: folder, process: [:])
            #expect(configuration.file == nil)
            #expect(configuration.dir == "sql")
            try write("dir: m", to: folder + "/tidemark.yml")
            let found = try Configuration.read(in: folder, process: [:])
            #expect(found.file == folder + "/tidemark.yml")
            #expect(found.dir == folder + "/m")
        }
    }

    @Test func aNamedFileMustExist() throws {
        try withFolder { folder in
            let path = folder + "/nope.yml"
            let failure = #expect(throws: ConfigurationFailure.self) {
                try Configuration.read(path: path, process: [:])
            }
            #expect(failure?.findings.first?.rule == "config-missing")
            #expect(failure?.findings.first?.location == Location(file: path))
        }
    }

    @Test func aFolderAndAHugeFileAreNamed() throws {
        try withFolder { folder in
            let directory = #expect(throws: ConfigurationFailure.self) {
                try Configuration.read(path: folder, process: [:])
            }
            #expect(directory?.findings.first?.rule == "config-unreadable")
            #expect(directory?.findings.first?.message.contains("directory") == true)
            let path = folder + "/dump.sql"
            try write(String(repeating: "select 1;\n", count: 150_000), to: path)
            let huge = #expect(throws: ConfigurationFailure.self) {
                try Configuration.read(path: path, process: [:])
            }
            #expect(huge?.findings.first?.message.contains("1 MB") == true)
        }
    }

    @Test func aMisnamedFileIsAWarning() throws {
        try withFolder { folder in
            try write("dir: m", to: folder + "/tidemark.yaml")
            let configuration = try Configuration.read(in: folder, process: [:])
            #expect(configuration.dir == "sql")
            #expect(configuration.findings.map(\.rule) == ["config-misnamed"])
        }
    }

    @Test func windowsLineEndsAndNoFinalNewline() throws {
        try withFolder { folder in
            try write("dir: m\r\nrole: owner\r\nprotected: true", to: folder + "/t.yml")
            let configuration = try Configuration.read(path: folder + "/t.yml", process: [:])
            #expect(configuration.role == "owner")
            #expect(configuration.isProtected)
        }
    }
}
