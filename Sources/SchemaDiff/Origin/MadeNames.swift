import SQLText

/// What statements, read one after the other, have made under which names.
///
/// By the statements' own tokens alone: what a DO block or a function makes is not there. A name without a schema is kept
/// as it stands, since only a server knows its search path. Where statements leave open what a name means, as when one
/// drops `t` and both `a.t` and `b.t` were made, what may be meant is forgotten.
public struct MadeNames: Sendable {
    /// A statement that made something.
    struct Record: Sendable {
        var statement: Origin.Statement
        /// Whether the name was not taken before it, so that nothing older counts.
        var isAnew: Bool
    }

    /// One object as it was written.
    struct Object: Sendable {
        var schema: String?
        var arguments: ArgumentTypes?
        /// Nil where only its parts are known.
        var record: Record?
        var parts: [NamedElement.Part: Record] = [:]

        /// Whether it is written the same.
        func isSame(as element: NamedElement) -> Bool {
            schema == element.name.schema && isSameRoutine(as: element)
        }

        /// Whether it may be meant.
        func mayBe(_ element: NamedElement) -> Bool {
            mayBe(inSchema: element.name.schema) && isSameRoutine(as: element)
        }

        func mayBe(inSchema other: String?) -> Bool {
            schema == nil || other == nil || schema == other
        }

        private func isSameRoutine(as element: NamedElement) -> Bool {
            guard let mine = arguments, let other = element.arguments else { return true }
            return mine.fits(other)
        }
    }

    struct Key: Hashable, Sendable {
        var space: NamedElement.Space
        var name: String

        init(_ element: NamedElement) {
            space = element.space
            name = element.name.name
        }
    }

    private(set) var objects: [Key: [Object]] = [:]
    /// Where parts are that statements name without their table.
    private var hosts: [NamedElement.Part: Set<Key>] = [:]

    /// Nothing has been made yet.
    public init() {}

    /// Reads the next statement.
    public mutating func read(
        _ text: String, standardConformingStrings: Bool = true, as statement: Origin.Statement
    ) {
        let changes = NameChange.read(text, standardConformingStrings: standardConformingStrings)
        var wasThere = false
        for change in changes {
            switch change {
            case .makes(let element, let isAnew):
                if element.part == nil {
                    wasThere =
                        !isAnew
                        && objects[Key(element)]?.contains { $0.isSame(as: element) } == true
                }
                // CREATE TABLE IF NOT EXISTS makes none of its columns where the table is there.
                guard !wasThere else { continue }
                make(element, Record(statement: statement, isAnew: isAnew))
            case .drops(let element): drop(element)
            case .renames(let old, let new): rename(old, new)
            case .dropsPart(let kind, let name):
                take(NamedElement.Part(kind, name.name), name.schema)
            case .renamesPart(let kind, let name, let new):
                take(NamedElement.Part(kind, name.name), name.schema) { NamedElement.Part($0, new) }
            }
        }
    }

    private mutating func make(_ element: NamedElement, _ record: Record) {
        let key = Key(element)
        // Taken out, so that nothing is copied when it is changed.
        var list = objects.removeValue(forKey: key) ?? []
        let index = list.firstIndex { $0.isSame(as: element) } ?? list.count
        if index == list.count {
            list.append(Object(schema: element.name.schema, arguments: element.arguments))
        }
        if let part = element.part {
            if record.isAnew || list[index].parts[part] == nil { list[index].parts[part] = record }
            hosts[part, default: []].insert(key)
        } else {
            if record.isAnew { list[index].parts = [:] }
            list[index].record = record
            list[index].arguments = element.arguments
        }
        objects[key] = list
    }

    private mutating func drop(_ element: NamedElement) {
        if let part = element.part {
            for (index, object) in (objects[Key(element)] ?? []).enumerated()
            where object.mayBe(element) {
                objects[Key(element)]?[index].parts[part] = nil
            }
            return
        }
        objects[Key(element)]?.removeAll { $0.mayBe(element) }
        guard element.space == .other("SCHEMA") else { return }
        for key in objects.keys { objects[key]?.removeAll { $0.schema == element.name.name } }
    }

    /// What is written the same goes on under the new name; what else may be meant is forgotten.
    private mutating func rename(_ old: NamedElement, _ new: NamedElement) {
        let key = Key(old)
        if let part = old.part, let newPart = new.part {
            for (index, object) in (objects[key] ?? []).enumerated() where object.mayBe(old) {
                let record = objects[key]?[index].parts.removeValue(forKey: part)
                if object.isSame(as: old) { objects[key]?[index].parts[newPart] = record }
            }
            hosts[newPart, default: []].insert(key)
            return
        }
        let moved = (objects[key] ?? []).filter { $0.isSame(as: old) }
        objects[key]?.removeAll { $0.mayBe(old) }
        objects[Key(new)]?.removeAll { $0.isSame(as: new) }
        for var object in moved {
            object.schema = new.name.schema
            objects[Key(new), default: []].append(object)
            for part in object.parts.keys { hosts[part, default: []].insert(Key(new)) }
        }
        guard old.space == .other("SCHEMA") else { return }
        for (key, list) in objects {
            for (index, object) in list.enumerated() where object.schema == old.name.name {
                objects[key]?[index].schema = new.name.name
            }
        }
    }

    /// Takes an index or statistics away wherever they may be, or gives them another name.
    private mutating func take(
        _ part: NamedElement.Part, _ schema: String?,
        as renamed: (String) -> NamedElement.Part? = { _ in nil }
    ) {
        for key in hosts[part] ?? [] {
            for (index, object) in (objects[key] ?? []).enumerated()
            where object.mayBe(inSchema: schema) {
                let record = objects[key]?[index].parts.removeValue(forKey: part)
                if object.schema == schema, let new = renamed(part.kind) {
                    objects[key]?[index].parts[new] = record
                    hosts[new, default: []].insert(key)
                }
            }
        }
    }
}
