public import Catalog
import SQLText

extension MadeNames {
    /// The differences with the statements that first made what differs, each where one is known.
    ///
    /// That of the part, else that of the object that the part is on; the object's does not stand for a part that is not
    /// expected. A name without a schema is that of an object where no other of its kinds has the name.
    ///
    /// - Parameter names: all objects that are expected or there.
    public func withOrigins(
        _ differences: [Difference], among names: some Sequence<ObjectName>
    ) -> [Difference] {
        let elements = differences.map { NamedElement($0.object) }
        let wanted = Set(elements.compactMap { $0.map(Key.init) })
        var schemas: [Key: Set<String?>] = [:]
        for name in names {
            guard let element = NamedElement(plain: name), wanted.contains(Key(element)) else {
                continue
            }
            schemas[Key(element), default: []].insert(element.name.schema)
        }
        return zip(differences, elements).map { difference, element in
            guard let element else { return difference }
            var difference = difference
            let isAlone = (schemas[Key(element)]?.count ?? 0) < 2
            difference.origin = origin(of: difference, element, isAlone: isAlone)
            // A password or a connection string may stand in its text.
            if difference.object.kind.mayHaveSecrets, let text = difference.origin?.statement.text {
                difference.origin?.statement.text = hidingConstants(in: text)
            }
            return difference
        }
    }

    private func origin(
        of difference: Difference, _ element: NamedElement, isAlone: Bool
    ) -> Origin? {
        let all = (objects[Key(element)] ?? []).filter {
            $0.mayBe(element) && ($0.arguments != nil || element.arguments == nil)
        }
        let exact = all.filter { $0.schema == element.name.schema }
        let bare = isAlone ? all.filter { $0.schema != element.name.schema } : []
        if let part = difference.part {
            let name = QualifiedName(parsing: part.identity)
            if let name, name.schema == nil {
                let key = NamedElement.Part(part.kind.rawValue, name.name)
                let record = Self.choose(
                    exact.compactMap { $0.parts[key] }, bare.compactMap { $0.parts[key] })
                if let record {
                    return Origin(ElementName(difference.object, part), record.statement)
                }
            }
            if difference.property == nil, difference.direction == .unexpected { return nil }
        }
        return Self.choose(exact.compactMap(\.record), bare.compactMap(\.record)).map {
            Origin(ElementName(difference.object), $0.statement)
        }
    }

    /// The one that is meant: of those whose name has the schema the one that nothing can have stood before, else the
    /// only one there is.
    private static func choose(_ exact: [Record], _ bare: [Record]) -> Record? {
        if exact.count == 1, exact[0].isAnew { return exact[0] }
        return exact.count + bare.count == 1 ? exact.first ?? bare.first : nil
    }
}

extension NamedElement {
    /// The object as a statement would name it; nil for kinds whose statements are not read.
    init?(_ object: ObjectName) {
        guard let space = object.kind.space, let name = QualifiedName(parsing: object.identity)
        else { return nil }
        self.init(
            space, name,
            arguments: space == .routine ? ArgumentTypes(ofIdentity: object.identity) : nil)
    }

    /// The same without arguments, by its bytes where nothing in it is quoted: thousands of names are looked at.
    init?(plain object: ObjectName) {
        guard let space = object.kind.space else { return nil }
        let bytes = Array(object.identity.utf8.prefix { $0 != UInt8(ascii: "(") })
        guard !bytes.contains(UInt8(ascii: "\"")) else {
            guard let name = QualifiedName(parsing: object.identity) else { return nil }
            self.init(space, name)
            return
        }
        let dot = bytes.firstIndex(of: UInt8(ascii: "."))
        self.init(
            space,
            QualifiedName(
                schema: dot.map { String(decoding: bytes[..<$0], as: UTF8.self) },
                name: String(decoding: bytes[(dot.map { $0 + 1 } ?? 0)...], as: UTF8.self)))
    }
}

extension ObjectKind {
    fileprivate var mayHaveSecrets: Bool {
        switch self {
        case .role, .subscription, .server, .foreignDataWrapper, .foreignTable: true
        default: false
        }
    }

    /// Among which names its own is; nil where more than a name tells it from others.
    fileprivate var space: NamedElement.Space? {
        switch self {
        case .table, .foreignTable, .view, .materializedView, .sequence: .relation
        case .enumeration, .composite, .domain, .range, .baseType: .type
        case .function, .procedure, .aggregate: .routine
        case .role, .schema, .extension, .language, .accessMethod, .foreignDataWrapper, .server,
            .collation, .conversion, .textSearchParser, .textSearchTemplate, .textSearchDictionary,
            .textSearchConfiguration, .eventTrigger, .publication, .subscription:
            .other(words.uppercased())
        case .database, .userMapping, .cast, .transform, .operator, .operatorFamily, .operatorClass,
            .defaultPrivileges:
            nil
        }
    }
}
