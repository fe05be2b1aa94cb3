import Catalog
import JSONText
import SQLText

/// An object with other roles, and whether it has got another name.
struct RewrittenObject {
    var object: CatalogObject
    var isRenamed: Bool
}

/// Writes what a schema says of roles for other names, and notes what it leaves out.
final class RoleWriter {
    /// The new name of a role by the old, both as SQL spells them; nil for one that is left out.
    private let name: (String) -> String?
    /// Who gets what a role owns that is left out, unless it has an owner there already.
    private let owner: String
    /// What is there.
    private let target: Catalog
    /// Who owns what has no owner of its own: the sequences of identity columns.
    private let owners: [ObjectName: String]
    /// Every role that was asked for.
    private(set) var seen: Set<String> = []
    /// What was left out, by role, in words.
    private(set) var leftOut: [String: [String]] = [:]

    init(
        for catalog: Catalog, target: Catalog, owner: String, name: @escaping (String) -> String?
    ) {
        self.owner = owner
        self.target = target
        self.name = name
        var owners: [ObjectName: String] = [:]
        for object in catalog.objects
        where object.name.kind == .sequence && object.properties["owner"] == nil {
            let column = object.edges.first { $0.kind == .ownedBy }?.to.object
            owners[object.name] = column.flatMap { catalog[$0] }?.properties["owner"]?.string
        }
        self.owners = owners
    }

    /// An object with its parts; nil where it is a role that is left out, or nothing without one.
    func rewrite(_ object: CatalogObject) -> RewrittenObject? {
        guard let identity = identity(of: object) else { return nil }
        let place = object.name.description
        let kind = object.name.kind
        var heir = target[object.name]?.properties["owner"]?.string ?? owner
        if let column = object.edges.first(where: { $0.kind == .ownedBy })?.to.object,
            object.properties["owner"] == nil,
            let other = target[column]?.properties["owner"]?.string
        {
            heir = other
        }
        guard
            let properties = properties(
                object.properties, kind, place, named: identity, owner: owners[object.name],
                heir: heir)
        else { return nil }
        let owner = properties["owner"]?.string
        let parts = object.parts.compactMap { part -> CatalogPart? in
            let list = self.part(part, of: object, owner: owner)
            return list.map { CatalogPart(name: part.name, properties: $0) }
        }
        let new = ObjectName(kind, identity)
        func moved(_ element: ElementName) -> ElementName {
            if element.object == object.name { return ElementName(new, element.part) }
            guard element.object.kind == .role else { return element }
            // A role that is left out is no end of an edge any more.
            return ElementName(ObjectName(.role, name(element.object.identity) ?? ""))
        }
        return RewrittenObject(
            object: CatalogObject(
                name: new, properties: properties, parts: parts,
                edges: object.edges.map { edge in
                    Edge(from: moved(edge.from), to: moved(edge.to), kind: edge.kind)
                }),
            isRenamed: new != object.name)
    }

    func ask(_ role: String) -> String? {
        seen.insert(role)
        return RoleRules.isServers(role) ? role : name(role)
    }

    func note(_ role: String, _ what: String) {
        if leftOut[role]?.contains(what) != true { leftOut[role, default: []].append(what) }
    }

    /// The name of an object, of which a role may be a part.
    private func identity(of object: CatalogObject) -> String? {
        let identity = object.name.identity
        let mark: String
        switch object.name.kind {
        case .role: return ask(identity)
        case .userMapping: mark = " SERVER "
        case .defaultPrivileges:
            mark = NameScanner.split(identity, at: " IN SCHEMA ") == nil ? " ON " : " IN SCHEMA "
        default: return identity
        }
        guard let (role, rest) = NameScanner.split(identity, at: mark) else { return identity }
        guard let new = ask(role) else {
            note(role, object.name.description)
            return nil
        }
        return new + mark + rest
    }

    private func part(
        _ part: CatalogPart, of object: CatalogObject, owner: String?
    ) -> PropertyList? {
        let place = "\(part.name) of \(object.name)"
        guard part.name.kind == .policy else {
            return properties(
                part.properties, nil, place, named: "", owner: owner, heir: self.owner)
        }
        guard let roles = part.properties["roles"]?.array?.compactMap(\.string) else {
            return part.properties
        }
        let kept = roles.compactMap { role -> String? in
            let spelled = role == "PUBLIC" || role == "public" ? "PUBLIC" : quoteIdentifier(role)
            guard let new = ask(spelled) else {
                note(spelled, place)
                return nil
            }
            return spelled == new ? role : bare(new)
        }
        guard kept != roles else { return part.properties }
        // Nobody is left: without roles it would be a policy for everybody.
        guard !kept.isEmpty else { return nil }
        var list = part.properties.object
        list["roles"] = .array(Set(kept).sorted(by: precedesInBytes).map { .string($0) })
        return PropertyList(list)
    }

    /// - Parameters:
    ///   - kind: the object's; nil for a part.
    ///   - identity: the new name of the object.
    ///   - owner: that of the object, for a part; that of its table, for the sequence of an identity column.
    ///   - heir: who gets what belongs to a role that is left out.
    /// - Returns: nil where nothing is left of what is only there for grants.
    private func properties(
        _ list: PropertyList, _ kind: ObjectKind?, _ place: String, named identity: String,
        owner inherited: String?, heir: String
    ) -> PropertyList? {
        guard list.mayNameRoles else { return list }
        let old = list.object
        var new = old
        var lists = GrantLists(owner: inherited, kind: kind)
        var gone: String?
        if let text = old["owner"]?.string {
            let spelled = quoteIdentifier(text)
            if let other = ask(spelled) {
                if other != spelled { new["owner"] = .string(bare(other)) }
            } else {
                note(spelled, "the ownership of \(place)")
                new["owner"] = .string(heir)
                gone = spelled
            }
            lists.owner = new["owner"]?.string
        } else if kind != nil, let inherited {
            let spelled = quoteIdentifier(inherited)
            if let other = ask(spelled) {
                lists.owner = bare(other)
            } else {
                lists.owner = heir
                gone = spelled
            }
        } else if kind == .defaultPrivileges,
            let (role, rest) = NameScanner.split(identity, at: " ON ")
        {
            // For the whole database, and not for a schema, it is all that there is.
            if NameScanner.split(role, at: " IN SCHEMA ") == nil {
                lists.owner = bare(role)
                lists.publicHasAll = rest == "FUNCTIONS" || rest == "TYPES"
            }
        }
        for key in ["grants", "granted", "revoked"] {
            guard let entries = old[key]?.object else { continue }
            let written = lists.write(entries, isWhole: key == "grants") { role in
                if role == gone { return quoteIdentifier(heir) }
                guard let other = self.ask(role) else {
                    self.note(role, "privileges on \(place)")
                    return nil
                }
                return other
            }
            if let written { new[key] = .object(written) } else { new = new.without(key) }
        }
        if let groups = old["memberOf"]?.object {
            var kept = JSONObject()
            for member in groups.members {
                guard let other = ask(member.key) else {
                    note(member.key, "what \(place) has of it")
                    continue
                }
                // Two that have become one are no members of each other.
                if other != identity, kept[other] == nil { kept[other] = member.value }
            }
            new = kept.isEmpty ? new.without("memberOf") : new.with("memberOf", .object(kept))
        }
        for key in ["settings", "settingsInDatabase"] {
            if let settings = old[key]?.object {
                let changed = self.settings(settings, of: kind, place)
                new = changed.isEmpty ? new.without(key) : new.with(key, .object(changed))
            }
        }
        guard new != old else { return list }
        let isForGrants =
            old["granted"] != nil || old["revoked"] != nil || kind == .defaultPrivileges
        return isForGrants && new.isEmpty ? nil : PropertyList(new)
    }

    func bare(_ name: String) -> String { parseIdentifier(name) ?? name }
}

extension PropertyList {
    /// Whether a property may name a role; looks at the text alone.
    fileprivate var mayNameRoles: Bool {
        let bytes = json.span
        for start in bytes.indices where bytes[start] == UInt8(ascii: "\"") {
            for name in roleNaming where start + name.count <= bytes.count {
                var length = 1
                while length < name.count, bytes[start + length] == name[length] { length += 1 }
                if length == name.count { return true }
            }
        }
        return false
    }
}

private let roleNaming = [
    "\"owner\":", "\"grant", "\"revoked\":", "\"memberOf\":", "\"role\":",
].map { Array($0.utf8) }

/// The order of sets in a catalog.
func precedesInBytes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
}
