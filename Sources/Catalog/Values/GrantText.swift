import SQLText

/// What kind of object an access list is on, by the letter of `acldefault` (manual, 9.27.8 and 5.7).
struct GrantKind {
    /// The privileges that the kind has, as letters in the order in which they are listed.
    let privileges: [UInt8]
    /// What PUBLIC has by default.
    let ofPublic: [UInt8]
    /// Whether the owner has everything by default; columns have no defaults at all.
    let ownerHasAll: Bool

    init(_ letter: Character) {
        let (privileges, ofPublic) =
            switch letter {
            case "r": ("rawdDxtm", "")
            case "c": ("rawx", "")
            case "s": ("rwU", "")
            case "d": ("CTc", "Tc")
            case "f": ("X", "X")
            case "l", "T": ("U", "U")
            case "n": ("UC", "")
            case "t": ("C", "")
            case "p": ("sA", "")
            case "L": ("rw", "")
            default: ("U", "")
            }
        self.privileges = Array(privileges.utf8)
        self.ofPublic = Array(ofPublic.utf8)
        ownerHasAll = letter != "c"
    }

    /// Whether these letters are all that the kind has; MAINTAIN exists since 17 and is not missed before.
    func isAll(_ letters: Set<UInt8>, knowsMaintain: Bool) -> Bool {
        privileges.allSatisfy {
            letters.contains($0) || ($0 == UInt8(ascii: "m") && !knowsMaintain)
        }
    }
}

private let words: [UInt8: String] = [
    UInt8(ascii: "r"): "SELECT", UInt8(ascii: "a"): "INSERT", UInt8(ascii: "w"): "UPDATE",
    UInt8(ascii: "d"): "DELETE", UInt8(ascii: "D"): "TRUNCATE", UInt8(ascii: "x"): "REFERENCES",
    UInt8(ascii: "t"): "TRIGGER", UInt8(ascii: "m"): "MAINTAIN", UInt8(ascii: "X"): "EXECUTE",
    UInt8(ascii: "U"): "USAGE", UInt8(ascii: "C"): "CREATE", UInt8(ascii: "T"): "TEMPORARY",
    UInt8(ascii: "c"): "CONNECT", UInt8(ascii: "s"): "SET", UInt8(ascii: "A"): "ALTER SYSTEM",
]

/// One entry of an access list: who, what, from whom.
struct GrantEntry: Equatable {
    var grantee: String
    var isPublic: Bool
    var letters: Set<UInt8> = []
    var withOption: Set<UInt8> = []
    var grantor: String

    /// Parses the server's `grantee=letters/grantor`, in which names are quoted where needed and `*` marks the
    /// grant option.
    init(_ text: [UInt8]) {
        var index = 0
        func name() -> String {
            var bytes: [UInt8] = []
            if index < text.count, text[index] == UInt8(ascii: "\"") {
                index += 1
                while index < text.count {
                    if text[index] == UInt8(ascii: "\"") {
                        index += 1
                        guard index < text.count, text[index] == UInt8(ascii: "\"") else { break }
                    }
                    bytes.append(text[index])
                    index += 1
                }
            } else {
                while index < text.count, text[index] != UInt8(ascii: "="),
                    text[index] != UInt8(ascii: "/")
                {
                    bytes.append(text[index])
                    index += 1
                }
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        let to = name()
        grantee = to
        isPublic = to.isEmpty
        index += 1
        var last: UInt8 = 0
        while index < text.count, text[index] != UInt8(ascii: "/") {
            if text[index] == UInt8(ascii: "*") {
                withOption.insert(last)
            } else {
                last = text[index]
                letters.insert(last)
            }
            index += 1
        }
        index += 1
        grantor = name()
    }
}

/// The access list as a map from grantee to privileges in words; nil where it is what the kind has by default, unless
/// there is no default.
///
/// Everything is spelled `ALL`, whatever the server's version counts in it.
func renderGrants(
    _ list: Span<UInt8>, kind letter: Character, owner: String, knowsMaintain: Bool,
    hasDefault: Bool = true
) -> [(grantee: String, privileges: String)]? {
    let kind = GrantKind(letter)
    let entries = arrayElements(list).map(GrantEntry.init)
    guard !hasDefault || !isDefault(entries, kind, owner, knowsMaintain) else { return nil }
    // By bytes: two roles may bear one name in two Unicode spellings.
    var spelled: [[UInt8]: [String]] = [:]
    for entry in entries.sorted(by: { precedes($0.grantor, $1.grantor) }) {
        let all = kind.isAll(entry.letters, knowsMaintain: knowsMaintain)
        let isOption = !entry.withOption.isEmpty
        // The owner's grant options go without saying.
        let options = entry.grantee.utf8.elementsEqual(owner.utf8) ? [] : entry.withOption
        var text: String
        if all, options.isEmpty || entry.withOption == entry.letters {
            text = "ALL" + (isOption && !options.isEmpty ? " WITH GRANT OPTION" : "")
        } else {
            text = kind.privileges.filter(entry.letters.contains).map { letter in
                (words[letter] ?? String(decoding: [letter], as: UTF8.self))
                    + (options.contains(letter) ? " WITH GRANT OPTION" : "")
            }.joined(separator: ", ")
        }
        if entry.grantor != owner { text += " BY " + quoteIdentifier(entry.grantor) }
        let grantee = entry.isPublic ? "PUBLIC" : quoteIdentifier(entry.grantee)
        spelled[Array(grantee.utf8), default: []].append(text)
    }
    return spelled.map {
        (String(decoding: $0.key, as: UTF8.self), $0.value.joined(separator: "; "))
    }
    .sorted { precedes($0.grantee, $1.grantee) }
}

private func isDefault(
    _ entries: [GrantEntry], _ kind: GrantKind, _ owner: String, _ knowsMaintain: Bool
) -> Bool {
    guard kind.ownerHasAll else { return entries.isEmpty }
    let expected = kind.ofPublic.isEmpty ? 1 : 2
    guard entries.count == expected else { return false }
    return entries.allSatisfy { entry in
        guard entry.grantor == owner, entry.withOption.isEmpty else { return false }
        if entry.grantee == owner {
            return kind.isAll(entry.letters, knowsMaintain: knowsMaintain)
        }
        return entry.isPublic && entry.letters == Set(kind.ofPublic)
    }
}
