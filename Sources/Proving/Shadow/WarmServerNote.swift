/// Where it is written which server of an installation stays, in a folder that only this account may enter.
struct WarmServerNote {
    private let path: String

    /// nil where there can be no such folder.
    init?(of binaries: ServerBinaries, in environment: [String: String]) {
        let parent = environment["TMPDIR"] ?? "/tmp"
        let folder = "\(parent)/tidemark-\(FileSystem.user)"
        guard FileSystem.makePrivateDirectory(folder) else { return nil }
        let place = String(binaries.directory.map { $0.isLetter || $0.isNumber ? $0 : "-" })
        path = "\(folder)/shadow-\(binaries.version)\(place)"
    }

    /// The folder of the server, and what it had when it was new.
    func read() -> (folder: String, fingerprint: String)? {
        guard let lines = FileSystem.read(path)?.split(separator: "\n"), lines.count == 2 else {
            return nil
        }
        return (String(lines[0]), String(lines[1]))
    }

    /// Whether there is a server that somebody uses.
    var isInUse: Bool {
        guard let (folder, _) = read(), FileSystem.exists("\(folder)/use") else { return false }
        return FileLock(taking: "\(folder)/use") == nil
    }

    /// Writes it in one piece; whether that went well.
    func write(_ folder: String, _ fingerprint: String) -> Bool {
        FileSystem.write("\(folder)\n\(fingerprint)\n", to: path)
    }
}
