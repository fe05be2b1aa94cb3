import Catalog
import Findings
import Migrations
import SQLText
import SchemaDiff

/// Faults with their places, and those that no comparison of two schemas tells.
extension FaultFinder {
    /// The faults behind what a second UP makes otherwise than the first.
    func faults(again differences: [Difference]) -> [RollbackFault] {
        differences.map { difference in
            let line = "again: \(difference.verb) \(difference.path)"
            guard let up, let place = touching(difference, in: up) else {
                return fault(
                    .again, difference, at: down.flatMap { touching(difference, in: $0) }, line)
            }
            var fault = fault(.again, difference, up.location(place)?.location, nil, line)
            fault.source = up.line(at: place)
            return fault
        }
    }

    func touching(_ difference: Difference, in script: ReadScript) -> ScriptNames.Place? {
        script.names.touching(difference.element, property: difference.property)
    }

    /// Whether the UP names what differs.
    func isUpTouching(_ difference: Difference) -> Bool {
        up.flatMap { touching(difference, in: $0) } != nil
    }

    /// The faults behind what only `pg_dump` sees, by the headings of its entries.
    func faults(dumped headings: [String]) -> [RollbackFault] {
        headings.map { heading in
            let line = "pg_dump: \(heading)"
            let name = heading.wholeMatch(of: /Name: (.+); Type: (.+); Schema: (.+)/)
            let kind: ObjectKind = name?.2 == "FUNCTION" ? .function : .table
            let object = ObjectName(kind, name.map { "\($0.3).\($0.1)" } ?? heading)
            let difference = Difference(object: object, direction: .changed, severity: .cosmetic)
            return fault(
                .changes, difference, at: down?.names.touching(ElementName(object)), line)
        }
    }

    func said(_ words: String, _ place: String?) -> String {
        place.map { " (\(words) \($0))" } ?? ""
    }

    func fault(
        _ kind: RollbackFault.Kind, _ difference: Difference, _ location: Location?,
        _ belongs: String?, _ line: String
    ) -> RollbackFault {
        RollbackFault(
            kind: kind, location: location, belongs: belongs, lines: [line],
            elements: [difference.element])
    }

    /// One that a statement of the DOWN is to blame for; at its end where none is known.
    func fault(
        _ kind: RollbackFault.Kind, _ difference: Difference, at place: ScriptNames.Place?,
        _ line: String
    ) -> RollbackFault {
        guard let down, let place else { return end(kind, difference, line) }
        var fault = fault(kind, difference, down.location(place)?.location, nil, line)
        fault.source = down.line(at: place)
        return fault
    }

    func below(
        _ place: ScriptNames.Place, in script: ReadScript, _ kind: RollbackFault.Kind,
        _ difference: Difference, _ line: String
    ) -> RollbackFault {
        let last = script.names.extents[place.statement].lastLine
        return fault(
            kind, difference, Location(file: script.path, line: last), "below line \(last)", line)
    }

    /// One for which something is missing at the end of the DOWN.
    func end(
        _ kind: RollbackFault.Kind, _ difference: Difference, _ line: String
    ) -> RollbackFault {
        let end = down?.end
        let belongs = end.map { end in end.line.map { "below line \($0)" } ?? "to \(end.file)" }
        return fault(kind, difference, end, belongs, line)
    }
}
