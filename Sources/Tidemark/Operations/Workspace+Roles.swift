import Catalog
import Configuration
import Findings
import Migrations
import SQLText
public import SchemaDiff

extension Workspace {
    /// The schema that is wanted, with the roles that the target has.
    ///
    /// - Parameters:
    ///   - wanted: the schema.
    ///   - target: what is there; where it was read from no server its roles are those that it names.
    ///   - missing: what is done about roles that are not there; nil for what the project says.
    ///   - maps: `OLD=NEW` each, of flags, behind those of the project.
    ///   - owner: who runs the SQL.
    /// - Throws: `ConfigurationFailure` for a text that is no OLD=NEW, or whose role is not in the wanted schema; `RunFailure` for
    ///   roles that are required.
    public func applyRoles(
        to wanted: NamedSchema, for target: NamedSchema, missing: RoleRules.Missing?,
        maps: [String], owner: String
    ) throws -> (schema: NamedSchema, notes: [RoleNote]) {
        var rules = RoleRules(
            missing: missing ?? RoleRules.Missing(rawValue: configuration.missingRoles) ?? .expect)
        for text in configuration.mappedRoles where rules.map(text) == nil {
            throw Self.wrongMap("`\(text)` is not OLD=NEW", configuration.location(of: .mapRoles))
        }
        if !maps.isEmpty {
            let named = wanted.catalog.namedRoles
            for text in maps {
                guard let old = rules.map(text) else {
                    throw Self.wrongMap("`\(text)` is not OLD=NEW", nil)
                }
                guard
                    named.contains(old) || !wanted.catalog.rolesInExpressions([old]).isEmpty
                else {
                    throw Self.wrongMap("\(text): \(wanted.name) names no role \(old)", nil)
                }
            }
        }
        // Where the target has every role of the other server, none that a schema names is missing.
        if rules.names.isEmpty, let theirs = wanted.roles, let there = target.roles,
            theirs.isSubset(of: there)
        {
            return (wanted, [])
        }
        do {
            let (catalog, notes) = try wanted.catalog.applying(
                rules, there: target.roles ?? target.catalog.namedRoles,
                target: target.catalog, owner: owner)
            return (NamedSchema(name: wanted.name, catalog: catalog, roles: wanted.roles), notes)
        } catch {
            throw RunFailure.refusal(
                error.roles.map { role in
                    Finding(
                        rule: "missing-role", severity: .error,
                        message: "\(target.name) has no role \(role), which \(wanted.name) names",
                        remedy:
                            "create role \(role); or --map-role \(role)=NAME, or --missing-roles ignore"
                    )
                })
        }
    }

    private static func wrongMap(_ message: String, _ location: Location?) -> ConfigurationFailure {
        ConfigurationFailure(findings: [
            Finding(
                rule: "map-role", severity: .error, message: message, location: location,
                remedy:
                    "name the role of the wanted schema and that of the target: --map-role anon=web"
            )
        ])
    }
}
