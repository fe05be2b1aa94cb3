import SQLText

/// Where an object's file is in a snapshot, as a path from its folder.
///
/// The names of most objects stand for themselves. What file systems treat in ways of their own is written as
/// `%XX`; a name that is long, or that another equals but for case, ends with a hash.
struct SnapshotPaths {
    private var taken: Set<String> = []

    mutating func path(of name: ObjectName) -> String {
        let folder = Self.folder(of: name.kind)
        var file = Self.escape(name.identity)
        if file.utf8.count > 160 {
            file =
                String(decoding: Array(file.utf8.prefix(140)), as: UTF8.self)
                .replacing(unfinished: "%") + "~" + Self.digest(name)
        }
        if !taken.insert("\(folder)/\(file)".lowercased()).inserted {
            file += "~" + Self.digest(name)
            taken.insert("\(folder)/\(file)".lowercased())
        }
        return folder.isEmpty ? file + ".json" : "\(folder)/\(file).json"
    }

    /// The folder of a kind; the kinds that share one namespace in the server share a folder.
    static func folder(of kind: ObjectKind) -> String {
        switch kind {
        case .database: ""
        case .enumeration, .composite, .domain, .range, .baseType: "types"
        case .function, .procedure, .aggregate: kind.rawValue + "s"
        case .operatorFamily: "operatorFamilies"
        case .operatorClass: "operatorClasses"
        case .textSearchDictionary: "textSearchDictionaries"
        case .defaultPrivileges: "defaultPrivileges"
        default: kind.rawValue + "s"
        }
    }

    /// All folders that a snapshot may have.
    static let folders = Set(ObjectKind.allCases.map(folder)).subtracting([""])

    private static func digest(_ name: ObjectName) -> String {
        String(SHA256.hash(Array(name.description.utf8)).prefix(8))
    }

    private static func escape(_ identity: String) -> String {
        var bytes: [UInt8] = []
        var previous: UInt8 = 0
        for byte in identity.utf8 {
            defer { previous = byte }
            if byte == 0x20, previous == UInt8(ascii: ",") { continue }
            let isPlain =
                byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
                || byte == UInt8(ascii: ",")
                || (byte == UInt8(ascii: ".") && !bytes.isEmpty)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            if isPlain {
                bytes.append(byte)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                bytes.append(contentsOf: "%\(digits.count == 1 ? "0" : "")\(digits)".utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension String {
    /// The text without an escape that was cut.
    fileprivate func replacing(unfinished mark: Character) -> String {
        guard let start = lastIndex(of: mark), distance(from: start, to: endIndex) < 3 else {
            return self
        }
        return String(self[..<start])
    }
}
