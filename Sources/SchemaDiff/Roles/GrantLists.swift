import Catalog
import JSONText
import SQLText

/// Writes the privileges of an object for roles of other names, as the catalog would spell them.
struct GrantLists {
    /// The owner, bare.
    var owner: String?
    /// The kind of the object; nil for a part.
    var kind: ObjectKind?
    /// Whether PUBLIC has everything by default, for default privileges.
    var publicHasAll = false

    /// The words in the order in which the server's letters for them stand in every kind.
    private static let order = [
        "SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN",
        "EXECUTE", "USAGE", "CREATE", "TEMPORARY", "CONNECT", "SET", "ALTER SYSTEM",
    ]

    /// - Parameters:
    ///   - isWhole: whether it is all that there is, the owner's included, and absent where that is what the kind has by
    ///     default.
    ///   - name: the new name of a role; nil for one that is left out.
    /// - Returns: nil where nothing is to be said.
    func write(
        _ list: JSONObject, isWhole: Bool, _ name: (String) -> String?
    ) -> JSONObject? {
        let old = Self.texts(in: list)
        let own = owner.map(quoteIdentifier)
        var isChanged = false
        var new: [GrantText] = []
        for text in old {
            guard let grantee = name(text.grantee) else {
                isChanged = true
                continue
            }
            var other = text
            other.grantee = grantee
            if let grantor = text.grantor {
                guard let to = name(grantor) else {
                    isChanged = true
                    continue
                }
                other.grantor = to == own ? nil : to
            }
            isChanged = isChanged || other != text
            // What one has given oneself says nothing.
            if other.grantor != grantee { new.append(other) }
        }
        guard isChanged else { return list }
        let spelled = spell(new)
        guard isWhole, kind != .defaultPrivileges || own != nil else {
            return spelled.members.isEmpty ? nil : spelled
        }
        return spelled == usual(own) ? nil : spelled
    }

    /// Two objects that are there for their grants alone made one.
    static func joining(_ left: CatalogObject, _ right: CatalogObject) -> CatalogObject {
        let lists = GrantLists(owner: nil, kind: left.name.kind)
        let texts = [left, right].flatMap { object in
            object.properties["grants"]?.object.map { Self.texts(in: $0) } ?? []
        }
        var properties = left.properties.object
        properties["grants"] = .object(lists.spell(texts))
        return CatalogObject(
            name: left.name, properties: PropertyList(properties), parts: left.parts,
            edges: Array(Set(left.edges + right.edges)))
    }

    private static func texts(in list: JSONObject) -> [GrantText] {
        list.members.flatMap { member in
            NameScanner.pieces(member.value.string ?? "", between: "; ").map {
                GrantText(to: member.key, $0)
            }
        }
    }

    /// What the kind has by default.
    private func usual(_ own: String?) -> JSONObject {
        var usual = JSONObject()
        guard kind != nil else { return usual }
        if let own { usual[own] = "ALL" }
        switch kind {
        case .function, .procedure, .aggregate, .enumeration, .composite, .domain, .range,
            .baseType,
            .language:
            usual["PUBLIC"] = "ALL"
        case .database: usual["PUBLIC"] = "TEMPORARY, CONNECT"
        case .defaultPrivileges: if publicHasAll { usual["PUBLIC"] = "ALL" }
        default: break
        }
        return JSONObject(usual.members.sorted { precedesInBytes($0.key, $1.key) })
    }

    private func spell(_ texts: [GrantText]) -> JSONObject {
        let own = owner.map(quoteIdentifier)
        var object = JSONObject()
        let byGrantee = Dictionary(grouping: texts, by: \.grantee)
        for (grantee, texts) in byGrantee.sorted(by: { precedesInBytes($0.key, $1.key) }) {
            let byGrantor = Dictionary(grouping: texts, by: \.grantor).sorted { left, right in
                precedesInBytes(left.key ?? own ?? "", right.key ?? own ?? "")
            }
            let pieces = byGrantor.map { grantor, texts in
                spell(texts, isOwner: grantee == own) + (grantor.map { " BY \($0)" } ?? "")
            }
            object[grantee] = .string(pieces.joined(separator: "; "))
        }
        return object
    }

    private func spell(_ texts: [GrantText], isOwner: Bool) -> String {
        let option = " WITH GRANT OPTION"
        let grantable = Set(texts.flatMap(\.grantable))
        var all = Set(texts.flatMap(\.privileges)).union(grantable)
        let isMixed =
            !grantable.isEmpty && !isOwner && !grantable.contains("ALL") && !isEverything(grantable)
        if isMixed, all.contains("ALL") {
            all = all.union(whole).subtracting(["ALL"])
        } else if all.contains("ALL") || !isMixed && isEverything(all) {
            let isGrantable = grantable.contains("ALL") || isEverything(grantable)
            return "ALL" + (isGrantable && !isOwner ? option : "")
        }
        return Self.order.filter(all.contains).map {
            $0 + (grantable.contains($0) && !isOwner ? option : "")
        }.joined(separator: ", ")
    }

    private func isEverything(_ privileges: Set<String>) -> Bool {
        !whole.isEmpty && whole.isSubset(of: privileges)
    }

    /// All privileges of the kind, where there are several; MAINTAIN, of 17 and newer, aside.
    private var whole: Set<String> {
        switch kind {
        case .table, .foreignTable, .view, .materializedView:
            ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]
        case .sequence: ["SELECT", "UPDATE", "USAGE"]
        case .schema: ["USAGE", "CREATE"]
        case .database: ["CREATE", "TEMPORARY", "CONNECT"]
        case nil: ["SELECT", "INSERT", "UPDATE", "REFERENCES"]
        default: []
        }
    }
}
