/// A catalog of the server by its OID, which is the same in every version.
enum SystemCatalog: UInt16, Sendable, CaseIterable {
    case type = 1247
    case procedure = 1255
    case `class` = 1259
    case authID = 1260
    case database = 1262
    case foreignServer = 1417
    case userMapping = 1418
    case foreignDataWrapper = 2328
    case accessMethod = 2601
    case attributeDefault = 2604
    case cast = 2605
    case constraint = 2606
    case conversion = 2607
    case language = 2612
    case namespace = 2615
    case operatorClass = 2616
    case `operator` = 2617
    case rewrite = 2618
    case trigger = 2620
    case operatorFamily = 2753
    case `extension` = 3079
    case policy = 3256
    case statisticExtended = 3381
    case collation = 3456
    case eventTrigger = 3466
    case transform = 3576
    case textSearchDictionary = 3600
    case textSearchParser = 3601
    case textSearchConfiguration = 3602
    case textSearchTemplate = 3764
    case publication = 6104
    case subscription = 6100
    case defaultPrivileges = 826
}

extension PartKind {
    /// The catalog that its rows are in.
    var catalog: SystemCatalog {
        switch self {
        case .column, .attribute, .index: .class
        case .constraint: .constraint
        case .statistics: .statisticExtended
        case .trigger: .trigger
        case .rule: .rewrite
        case .policy: .policy
        }
    }
}

extension ObjectKind {
    /// The catalog that its rows are in, by which its query addresses it.
    var catalog: SystemCatalog {
        switch self {
        case .database: .database
        case .role: .authID
        case .schema: .namespace
        case .extension: .extension
        case .language: .language
        case .accessMethod: .accessMethod
        case .foreignDataWrapper: .foreignDataWrapper
        case .server: .foreignServer
        case .userMapping: .userMapping
        case .enumeration, .domain, .range, .baseType: .type
        case .composite, .sequence, .table, .foreignTable, .view, .materializedView: .class
        case .collation: .collation
        case .conversion: .conversion
        case .function, .procedure, .aggregate: .procedure
        case .cast: .cast
        case .transform: .transform
        case .operator: .operator
        case .operatorFamily: .operatorFamily
        case .operatorClass: .operatorClass
        case .textSearchParser: .textSearchParser
        case .textSearchTemplate: .textSearchTemplate
        case .textSearchDictionary: .textSearchDictionary
        case .textSearchConfiguration: .textSearchConfiguration
        case .eventTrigger: .eventTrigger
        case .publication: .publication
        case .subscription: .subscription
        case .defaultPrivileges: .defaultPrivileges
        }
    }
}
