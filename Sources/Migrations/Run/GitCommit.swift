/// The commit that is checked out around a folder, read from git's own files.
///
/// PostgreSQL never sees git: this is only recorded with each event. Work trees and packed refs are
/// followed; anything unexpected gives nil. See gitrepository-layout(5).
enum GitCommit {
    static func read(around folder: String) -> String? {
        // From the folder itself upwards, as git does; paths may be relative.
        var prefix = folder
        for _ in 0..<32 {
            if let directory = directory(in: prefix) { return head(of: directory) }
            prefix += "/.."
        }
        return nil
    }

    private static func directory(in folder: String) -> String? {
        let path = folder + "/.git"
        if text(path + "/HEAD") != nil { return path }
        // A linked work tree has a file that names its directory.
        guard let link = text(path), link.hasPrefix("gitdir: ") else { return nil }
        let target = String(link.dropFirst(8))
        return target.hasPrefix("/") ? target : folder + "/" + target
    }

    private static func head(of directory: String) -> String? {
        guard let head = text(directory + "/HEAD") else { return nil }
        guard head.hasPrefix("ref: ") else { return commit(head) }
        let name = String(head.dropFirst(5))
        let common = text(directory + "/commondir").map {
            $0.hasPrefix("/") ? $0 : directory + "/" + $0
        }
        for base in [directory, common].compactMap(\.self) {
            if let found = text(base + "/" + name).flatMap(commit) { return found }
            let packed = text(base + "/packed-refs") ?? ""
            for line in packed.split(separator: "\n") where line.hasSuffix(" " + name) {
                if let found = commit(String(line.prefix { $0 != " " })) { return found }
            }
        }
        return nil
    }

    private static func commit(_ text: String) -> String? {
        let isHash = [40, 64].contains(text.utf8.count) && text.allSatisfy(\.isHexDigit)
        return isHash ? text : nil
    }

    private static func text(_ path: String) -> String? {
        guard let bytes = try? FileBytes.read(path: path) else { return nil }
        var text = String(decoding: bytes, as: UTF8.self)
        while text.hasSuffix("\n") { text.removeLast() }
        return text
    }
}
