extension CatalogQuery {
    /// All queries, in the order in which kinds are read.
    static let all: [CatalogQuery] = [
        CatalogQuery(
            name: "database", source: PackageResources.database_sql, members: "pg_database",
            space: .other, conditions: [.whole], managed: { $0.settings }),
        CatalogQuery(
            name: "roles", source: PackageResources.roles_sql, members: "pg_authid", space: .other,
            weight: 2, isAboutRoles: true),
        CatalogQuery(
            name: "managedRoles", source: PackageResources.managedRoles_sql, members: "pg_authid",
            space: .other, conditions: [.managed], isAboutRoles: true),
        CatalogQuery(
            name: "schemas", source: PackageResources.schemas_sql, members: "pg_namespace",
            space: .other),
        CatalogQuery(
            name: "extensions", source: PackageResources.extensions_sql, members: "pg_extension",
            space: .other, managed: { $0.extensions }),
        CatalogQuery(
            name: "languages", source: PackageResources.languages_sql, members: "pg_language",
            space: .other, conditions: [.whole]),
        CatalogQuery(
            name: "accessMethods", source: PackageResources.accessMethods_sql, members: "pg_am",
            space: .other, conditions: [.whole]),
        CatalogQuery(
            name: "foreignDataWrappers", source: PackageResources.foreignDataWrappers_sql,
            members: "pg_foreign_data_wrapper", space: .other, conditions: [.whole]),
        CatalogQuery(
            name: "servers", source: PackageResources.servers_sql, members: "pg_foreign_server",
            space: .other, conditions: [.whole]),
        CatalogQuery(
            name: "userMappings", source: PackageResources.userMappings_sql,
            members: "pg_user_mapping", space: .other, conditions: [.whole]),
        CatalogQuery(
            name: "enums", source: PackageResources.enums_sql, members: "pg_type", space: .type),
        CatalogQuery(
            name: "composites", source: PackageResources.composites_sql, members: "pg_type"),
        CatalogQuery(
            name: "attributes", source: PackageResources.attributes_sql, members: "pg_type"),
        CatalogQuery(
            name: "domains", source: PackageResources.domains_sql, members: "pg_type", space: .type),
        CatalogQuery(
            name: "domainConstraints", source: PackageResources.domainConstraints_sql,
            members: "pg_type", space: .type),
        CatalogQuery(
            name: "ranges", source: PackageResources.ranges_sql, members: "pg_type", space: .type),
        CatalogQuery(
            name: "baseTypes", source: PackageResources.baseTypes_sql, members: "pg_type",
            space: .type),
        CatalogQuery(
            name: "collations", source: PackageResources.collations_sql, members: "pg_collation",
            space: .other),
        CatalogQuery(
            name: "conversions", source: PackageResources.conversions_sql, members: "pg_conversion",
            space: .other),
        CatalogQuery(name: "tables", source: PackageResources.tables_sql, weight: 8),
        CatalogQuery(
            name: "managedTables", source: PackageResources.managedTables_sql,
            conditions: [.managed]),
        CatalogQuery(
            name: "views", source: PackageResources.views_sql, isSliced: true),
        CatalogQuery(name: "sequences", source: PackageResources.sequences_sql, weight: 6),
        CatalogQuery(
            name: "functions", source: PackageResources.functions_sql, members: "pg_proc",
            space: .other, weight: 4),
        CatalogQuery(
            name: "aggregates", source: PackageResources.aggregates_sql, members: "pg_proc",
            space: .other),
        CatalogQuery(
            name: "casts", source: PackageResources.casts_sql, members: "pg_cast", space: .other),
        CatalogQuery(
            name: "transforms", source: PackageResources.transforms_sql, members: "pg_transform",
            space: .other),
        CatalogQuery(
            name: "operators", source: PackageResources.operators_sql, members: "pg_operator",
            space: .other),
        CatalogQuery(
            name: "operatorFamilies", source: PackageResources.operatorFamilies_sql,
            members: "pg_opfamily", space: .other),
        CatalogQuery(
            name: "operatorClasses", source: PackageResources.operatorClasses_sql,
            members: "pg_opclass", space: .other),
        CatalogQuery(
            name: "textSearchParsers", source: PackageResources.textSearchParsers_sql,
            members: "pg_ts_parser", space: .other),
        CatalogQuery(
            name: "textSearchTemplates", source: PackageResources.textSearchTemplates_sql,
            members: "pg_ts_template", space: .other),
        CatalogQuery(
            name: "textSearchDictionaries", source: PackageResources.textSearchDictionaries_sql,
            members: "pg_ts_dict", space: .other),
        CatalogQuery(
            name: "textSearchConfigurations", source: PackageResources.textSearchConfigurations_sql,
            members: "pg_ts_config", space: .other),
        CatalogQuery(
            name: "eventTriggers", source: PackageResources.eventTriggers_sql,
            members: "pg_event_trigger", space: .other, conditions: [.whole],
            managed: { $0.eventTriggers }),
        CatalogQuery(
            name: "publications", source: PackageResources.publications_sql,
            members: "pg_publication", space: .other, conditions: [.whole],
            managed: { $0.publications }),
        CatalogQuery(
            name: "managedPublications", source: PackageResources.managedPublications_sql,
            members: "pg_publication", space: .other, conditions: [.whole, .managed],
            managed: { $0.publications }),
        CatalogQuery(
            name: "subscriptions", source: PackageResources.subscriptions_sql,
            members: "pg_subscription", space: .other, conditions: [.whole, .subscriptions]),
        CatalogQuery(
            name: "defaultPrivileges", source: PackageResources.defaultPrivileges_sql,
            members: "pg_default_acl", space: .other),
        CatalogQuery(
            name: "serverGrants", source: PackageResources.serverGrants_sql, members: "pg_class",
            space: .other, conditions: [.whole]),
        CatalogQuery(name: "columns", source: PackageResources.columns_sql, weight: 30),
        CatalogQuery(
            name: "columnDefaults", source: PackageResources.columnDefaults_sql, weight: 6),
        CatalogQuery(
            name: "columnSequences", source: PackageResources.columnSequences_sql, weight: 10),
        CatalogQuery(name: "columnComments", source: PackageResources.columnComments_sql),
        CatalogQuery(
            name: "constraints", source: PackageResources.constraints_sql, weight: 8),
        CatalogQuery(name: "checks", source: PackageResources.checks_sql, isSliced: true),
        CatalogQuery(name: "indexes", source: PackageResources.indexes_sql, weight: 10),
        CatalogQuery(
            name: "indexes", source: PackageResources.indexes_sql, isSliced: true),
        CatalogQuery(name: "statistics", source: PackageResources.statistics_sql),
        CatalogQuery(name: "triggers", source: PackageResources.triggers_sql, weight: 6),
        CatalogQuery(
            name: "rules", source: PackageResources.rules_sql, isSliced: true),
        CatalogQuery(
            name: "policies", source: PackageResources.policies_sql, isSliced: true),
    ]

    /// What depends on what; its rows are no records.
    static let edges = CatalogQuery(
        name: "edges", source: PackageResources.edges_sql, space: .other, weight: 30,
        conditions: [.edges])

    /// What is there and not compared; its rows are no records.
    static let census = CatalogQuery(name: "census", source: PackageResources.census_sql)
}
