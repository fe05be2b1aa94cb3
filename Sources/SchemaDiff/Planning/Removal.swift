import Catalog
import SQLText

/// The statement that drops an element, never with CASCADE: what depends on it goes before it.
enum Removal {
    /// - Returns: the statement; nil where the element goes with another and has none of its own.
    static func statement(_ element: ElementName, in catalog: Catalog) -> String? {
        guard let object = catalog[element.object] else { return nil }
        guard let part = element.part else { return statement(object) }
        return statement(part, of: object)
    }

    private static func statement(_ object: CatalogObject) -> String? {
        let name = object.name.identity
        let properties = PropertyValues(object.properties)
        switch object.name.kind {
        // A database cannot drop itself; roles belong to the whole server.
        case .database, .role, .defaultPrivileges: return nil
        case .enumeration, .composite, .range, .baseType: return "DROP TYPE \(name)"
        case .userMapping: return "DROP USER MAPPING FOR \(name)"
        case .cast, .transform: return "DROP \(words(object)) \(parenthesized(object))"
        case .aggregate:
            let (bare, _) = NameScanner.signature(name)
            return "DROP AGGREGATE \(bare)(\(properties.text("arguments") ?? "*"))"
        case .sequence where properties.text("type") == nil: return nil
        default: return "DROP \(words(object)) \(name)"
        }
    }

    private static func words(_ object: CatalogObject) -> String {
        object.name.kind.words.uppercased()
    }

    /// `source AS target` stands in parentheses; `FOR type LANGUAGE name` follows the word of a transform.
    private static func parenthesized(_ object: CatalogObject) -> String {
        object.name.kind == .cast ? "(\(object.name.identity))" : "FOR \(object.name.identity)"
    }

    private static func statement(_ part: PartName, of object: CatalogObject) -> String? {
        let owner = object.name.identity
        let keyword = object.name.kind.words.uppercased()
        switch part.kind {
        case .column: return "ALTER \(keyword) \(owner) DROP COLUMN \(part.identity)"
        case .attribute: return "ALTER TYPE \(owner) DROP ATTRIBUTE \(part.identity)"
        case .constraint: return "ALTER \(keyword) \(owner) DROP CONSTRAINT \(part.identity)"
        case .index: return "DROP INDEX \(NameScanner.schema(of: owner)).\(part.identity)"
        case .statistics:
            let isQualified = NameScanner.split(part.identity, at: ".") != nil
            return
                "DROP STATISTICS \(isQualified ? "" : NameScanner.schema(of: owner) + ".")\(part.identity)"
        case .trigger, .rule, .policy:
            return "DROP \(part.kind.rawValue.uppercased()) \(part.identity) ON \(owner)"
        }
    }
}
