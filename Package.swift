// swift-tools-version: 6.2
import PackageDescription

// Every Swift target is built with these; `wrapsC` targets are the only ones that may hold C pointers.
func settings(wrapsC: Bool = false) -> [SwiftSetting] {
    var settings: [SwiftSetting] = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
    if !wrapsC { settings.append(.strictMemorySafety()) }
    return settings
}

let argumentParser: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")

let package = Package(
    name: "tidemark",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "Tidemark", targets: ["Tidemark"]),
        .executable(name: "tidemark", targets: ["TidemarkCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(
            url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(
            name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CPGQuery", providers: [.apt(["libpg-query-dev"])]),
        .target(
            name: "PostgresSession", dependencies: ["CLibPQ"],
            swiftSettings: settings(wrapsC: true)),
        .target(
            name: "SQLText", dependencies: ["CCrypto"], swiftSettings: settings()),
        .target(name: "Findings", swiftSettings: settings()),
        .target(name: "JSONText", swiftSettings: settings()),
        .target(
            name: "Configuration", dependencies: ["CYAML", "Findings"],
            swiftSettings: settings(wrapsC: true)),
        .target(
            name: "Catalog",
            dependencies: ["PostgresSession", "SQLText", "Findings", "JSONText", "CCrypto"],
            resources: [.embedInCode("Queries")],
            swiftSettings: settings()),
        .target(
            name: "SchemaDiff", dependencies: ["Catalog", "Findings", "JSONText", "SQLText"],
            swiftSettings: settings()),
        .target(
            name: "RowSecurity",
            dependencies: ["SQLText", "Findings", "Catalog", "JSONText", "SchemaDiff"],
            swiftSettings: settings()),
        .target(
            name: "Migrations",
            dependencies: ["PostgresSession", "SQLText", "Findings", "Configuration"],
            resources: [.embedInCode("History/Upgrades")],
            swiftSettings: settings()),
        .target(
            name: "Proving",
            dependencies: [
                "CPGQuery", "Configuration", "PostgresSession", "SQLText", "Findings", "JSONText",
                "Catalog", "SchemaDiff", "Migrations",
                subprocess, systemPackage,
            ],
            resources: [.embedInCode("Shims/supabase.sql"), .embedInCode("Server/guardian.sh")],
            swiftSettings: settings()),
        .target(
            name: "Reports",
            dependencies: [
                "Findings", "JSONText", "SQLText", "SchemaDiff", "Catalog", "RowSecurity",
                "Migrations", "PostgresSession",
            ],
            resources: [.embedInCode("HTML/page.css"), .embedInCode("HTML/page.js")],
            swiftSettings: settings()),
        .target(
            name: "Tidemark",
            dependencies: [
                "PostgresSession", "SQLText", "Findings", "Configuration", "Catalog", "SchemaDiff",
                "Migrations", "Proving", "Reports",
            ],
            swiftSettings: settings()),
        .executableTarget(
            name: "TidemarkCLI",
            dependencies: [
                "Tidemark", "JSONText", "Catalog", "SchemaDiff", "RowSecurity", argumentParser,
            ],
            swiftSettings: settings()),
        .target(
            name: "TidemarkTesting",
            dependencies: ["PostgresSession", "Proving", subprocess, systemPackage],
            swiftSettings: settings()),
        .executableTarget(
            name: "LexBenchmark", dependencies: ["SQLText"], path: "Benchmarks/LexBenchmark",
            swiftSettings: settings()),
        .testTarget(
            name: "PostgresSessionTests", dependencies: ["PostgresSession", "TidemarkTesting"],
            swiftSettings: settings()),
        .testTarget(
            name: "SQLTextTests",
            dependencies: [
                "SQLText", "PostgresSession", "Proving", "TidemarkTesting", subprocess,
                systemPackage,
            ],
            swiftSettings: settings()),
        .testTarget(
            name: "ConfigurationTests", dependencies: ["Configuration", "Findings"],
            swiftSettings: settings()),
        .testTarget(
            name: "MigrationsTests",
            dependencies: [
                "Migrations", "PostgresSession", "SQLText", "Findings", "TidemarkTesting",
            ],
            swiftSettings: settings()),
        .testTarget(
            name: "ProvingTests",
            dependencies: [
                "Proving", "Findings", "Migrations", "PostgresSession", "SQLText",
                "TidemarkTesting",
            ],
            swiftSettings: settings()),
        .testTarget(
            name: "JSONTextTests", dependencies: ["JSONText"], swiftSettings: settings()),
        .testTarget(
            name: "ReportsTests",
            dependencies: [
                "Reports", "Catalog", "Findings", "JSONText", "SchemaDiff", "SQLText",
            ],
            exclude: ["Golden"],
            swiftSettings: settings()),
        .testTarget(
            name: "CatalogTests",
            dependencies: [
                "Catalog", "Findings", "JSONText", "PostgresSession", "Proving", "TidemarkTesting",
            ],
            exclude: ["Versions"],
            swiftSettings: settings()),
        .testTarget(
            name: "SchemaDiffTests",
            dependencies: [
                "SchemaDiff", "Catalog", "JSONText", "PostgresSession", "Proving", "SQLText",
                "TidemarkTesting",
            ],
            exclude: ["Mutations"],
            swiftSettings: settings()),
        .testTarget(
            name: "RowSecurityTests",
            dependencies: [
                "RowSecurity", "Catalog", "Findings", "JSONText", "PostgresSession", "Proving",
                "SQLText", "TidemarkTesting",
            ],
            swiftSettings: settings()),
        .testTarget(
            name: "TidemarkTests",
            dependencies: [
                "Tidemark", "Catalog", "SchemaDiff", "Configuration", "Findings", "Migrations",
                "PostgresSession", "Proving", "Reports", "SQLText", "TidemarkTesting",
            ],
            swiftSettings: settings()),
        .testTarget(
            name: "TidemarkCLITests",
            dependencies: [
                "TidemarkCLI", "Tidemark", "Catalog", "JSONText", "PostgresSession", "Proving",
                "Reports", "TidemarkTesting", argumentParser, subprocess, systemPackage,
            ],
            exclude: ["Golden"],
            swiftSettings: settings()),
        .testTarget(
            name: "FaultTests",
            dependencies: ["PostgresSession", "TidemarkTesting", subprocess, systemPackage],
            swiftSettings: settings()),
        .testTarget(
            name: "WorkspaceTests",
            dependencies: [
                "Configuration", "Migrations", "PostgresSession", "Proving", "TidemarkTesting",
                subprocess, systemPackage,
            ],
            swiftSettings: settings()),
    ]
)
