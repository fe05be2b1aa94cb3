import Findings
import Migrations
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder of files for one test, removed with it.
final class SampleFolder {
    let path: String

    /// Makes the files, each with its text; a name that ends in `/` is a folder.
    init(_ files: KeyValuePairs<String, String> = [:]) throws {
        var template = Array("/tmp/tidemark-folder-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw SampleError(errno) }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        for (name, text) in files { try write(name, text) }
    }

    /// Makes empty files.
    convenience init(names: String...) throws {
        try self.init()
        for name in names { try write(name, "") }
    }

    deinit {
        remove(path)
    }

    func write(_ name: String, _ text: String) throws {
        try write(name, Array(text.utf8))
    }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let parts = name.split(separator: "/")
        var folder = path
        for part in name.hasSuffix("/") ? parts[...] : parts.dropLast() {
            folder += "/\(part)"
            unsafe mkdir(folder, 0o755)
        }
        if name.hasSuffix("/") { return }
        guard let file = unsafe fopen("\(path)/\(name)", "w") else { throw SampleError(errno) }
        unsafe fwrite(bytes, 1, bytes.count, file)
        unsafe fclose(file)
    }

    func link(_ name: String, to target: String) throws {
        guard unsafe symlink(target, "\(path)/\(name)") == 0 else { throw SampleError(errno) }
    }

    func writeRawName(_ name: [UInt8]) throws {
        let whole = Array(path.utf8) + [0x2F] + name + [0]
        let descriptor = unsafe whole.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) {
                unsafe $0.baseAddress.map { unsafe creat($0, 0o644) } ?? -1
            }
        }
        guard descriptor >= 0 else { throw SampleError(errno) }
        close(descriptor)
    }

    func makePipe(_ name: String) throws {
        guard unsafe mkfifo("\(path)/\(name)", 0o644) == 0 else { throw SampleError(errno) }
    }

    /// Reads a subfolder of it, or all of it.
    func read(
        _ folder: String = "", down: String? = nil, as layout: Layout? = nil
    ) throws -> Folder {
        do {
            let read = try readFolder(
                folder.isEmpty ? path : "\(path)/\(folder)",
                downPath: down.map { "\(path)/\($0)" }, layout: layout)
            for finding in read.findings { expectOneStyle(finding.message) }
            return read
        } catch {
            expectOneStyle(error.message)
            throw error
        }
    }

    /// Messages follow a place and `error:`, so none begins with a capital letter that is no name's.
    private func expectOneStyle(_ message: String) {
        let first = message.prefix { $0 != " " }
        let rest = first.dropFirst()
        let names = ["Tidemark", "PostgreSQL", "U", "R"]
        #expect(
            first.first?.isUppercase != true || rest.contains(where: \.isUppercase)
                || names.contains(String(first)), "\(message)")
    }

    /// A path in this folder, relative to it.
    func relative(_ full: String?) -> String? {
        guard let full, full.hasPrefix(path) else { return full }
        return String(full.dropFirst(path.count + 1))
    }

    /// One line per migration: identity, UP, DOWN.
    func pairs(_ folder: Folder) -> [String] {
        folder.migrations.map { migration in
            let up = relative(migration.up?.path) ?? "-"
            let down = relative(migration.down?.path) ?? "-"
            return "\(migration.id) \(up) \(down)"
        }
    }

    private func remove(_ path: String) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR, let stream = unsafe opendir(path) {
            while let record = unsafe readdir(stream) {
                let name = unsafe withUnsafePointer(to: &record.pointee.d_name) { pointer in
                    unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                        unsafe String(cString: $0)
                    }
                }
                if name != ".", name != ".." { remove("\(path)/\(name)") }
            }
            unsafe closedir(stream)
            unsafe rmdir(path)
        } else {
            unsafe unlink(path)
        }
    }
}

struct SampleError: Error {
    var number: Int32
    init(_ number: Int32) { self.number = number }
}

extension Folder {
    /// What `status` says about the folder.
    var shownFindings: [Finding] { findings + (readMissingDowns().map { [$0] } ?? []) }

    /// The rules of the findings, each once, in order.
    var rules: [String] {
        var seen: Set<String> = []
        return shownFindings.map(\.rule).filter { seen.insert($0).inserted }
    }

    func finding(_ rule: String) -> Finding? { shownFindings.first { $0.rule == rule } }
}
