public import Catalog
import JSONText
import PostgresSession
import SQLText

/// An extension that a schema has, or that a statement makes.
public struct WantedExtension: Sendable, Hashable {
    /// Its name, unquoted.
    public var name: String
    /// The version that is asked for; nil for any.
    public var version: String?

    /// Names one.
    public init(name: String, version: String? = nil) {
        self.name = name
        self.version = version
    }

    /// Those of a catalog.
    public static func all(of catalog: Catalog) -> [WantedExtension] {
        catalog.objects.filter { $0.name.kind == .extension }.compactMap { object in
            parseIdentifier(object.name.identity).map {
                WantedExtension(name: $0, version: object.properties["version"]?.string)
            }
        }
    }
}

/// An extension that a server lacks.
struct MissingExtension: Hashable {
    var name: String
    /// The version that is wanted of one that is there in others only.
    var version: String?
    /// The version that is there.
    var available: String?

    /// What of these a server cannot make; one round trip.
    static func all(
        of wanted: [WantedExtension], on session: Session
    ) async throws -> [MissingExtension] {
        // Every server has this one.
        let wanted = wanted.filter { $0.name != "plpgsql" }
        guard !wanted.isEmpty else { return [] }
        let names = JSONValue.array(wanted.map { .string($0.name) })
        let rows = try await session.query(
            """
            with wanted as (select json_array_elements_text($1::json) as name)
            select name, default_version, v.versions
            from pg_available_extensions
            left join (
                select name, json_agg(version)::text as versions from pg_available_extension_versions
                where name in (select name from wanted) group by name
            ) v using (name)
            where name in (select name from wanted)
            """, [names.render()]
        ).rows
        var known: [String: (String, String)] = [:]
        for row in rows { known[row[0] ?? ""] = (row[1] ?? "", row[2] ?? "") }
        var missing: [MissingExtension] = []
        for one in wanted {
            guard let (usual, versions) = known[one.name] else {
                missing.append(MissingExtension(name: one.name))
                continue
            }
            if let version = one.version, !versions.contains("\"\(version)\"") {
                missing.append(
                    MissingExtension(name: one.name, version: version, available: usual))
            }
        }
        var told: Set<String> = []
        return missing.filter { told.insert($0.name).inserted }
    }

    /// The same for people, with what to do.
    var noCopy: NoCopy {
        version.map {
            .missing(
                extension: name,
                what: "no version \($0) of extension \(name), only \(available ?? "")")
        } ?? .missing(extension: name)
    }
}

extension NoCopy {
    /// The shadow lacks an extension.
    public static func missing(extension name: String, what: String? = nil) -> NoCopy {
        NoCopy(
            reason: "the shadow has \(what ?? "no extension \(name)")",
            remedy:
                "name a server that has it: --shadow CONNINFO; or declare a stand-in, \(name).sql in the folder "
                + "of shadow.stubs")
    }
}
