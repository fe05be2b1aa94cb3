import Catalog
import Findings
import Migrations
import Reports
import SQLText
import SchemaDiff

/// Finds the statements of a migration that are to blame for differences.
struct FaultFinder {
    let up: ReadScript?
    let down: ReadScript?
    /// What stands after the UP otherwise than before, by what it is.
    private let done: [Key: Difference]
    private let before: Requirements
    private let after: Requirements

    /// What a difference is about.
    private struct Key: Hashable {
        var element: ElementName
        var property: String?
    }

    init(_ migration: Migration, parser: ScriptParser, before: Catalog, after: Catalog) {
        up = migration.up.map { ReadScript($0, parser) }
        down = migration.down.map { ReadScript($0, parser) }
        let changes = Comparison().compare(expected: before, actual: after)
        done = Dictionary(
            changes.map { (Key(element: $0.element, property: $0.property), $0) }
        ) { first, _ in first }
        self.before = Requirements(of: before)
        self.after = Requirements(of: after)
    }

    /// The faults behind differences, those of one place together.
    ///
    /// - Parameter withOrder: whether the order of columns is one.
    func faults(
        of differences: [Difference], again: [Difference] = [], dumped: [String] = [],
        withOrder: Bool = false
    ) -> [RollbackFault] {
        let counted = withOrder ? differences : differences.counted
        let known = Set(counted.map(\.element))
        let news = again.filter { !known.contains($0.element) }
        var faults: [RollbackFault] = []
        for fault in counted.map(fault) + self.faults(dumped: dumped) + self.faults(again: news) {
            let same = faults.firstIndex {
                $0.location?.file == fault.location?.file
                    && $0.location?.line == fault.location?.line && $0.belongs == fault.belongs
            }
            if let same { faults[same].merge(fault) } else { faults.append(fault) }
        }
        return faults
    }

    /// What the UP did to it, to all of the part, or to all of the object.
    private func change(by difference: Difference) -> Difference? {
        let element = difference.element
        return done[Key(element: element, property: difference.property)]
            ?? done[Key(element: element)] ?? done[Key(element: ElementName(element.object))]
    }

    private func fault(of difference: Difference) -> RollbackFault {
        if difference.property == "columnOrder" { return reordered(difference) }
        let change = change(by: difference)
        switch (difference.direction, difference.property) {
        case (.unexpected, nil) where change == nil: return made(difference)
        case (.unexpected, nil): return left(difference)
        case (.missing, nil) where change == nil: return taken(difference)
        case (.missing, nil): return lacking(difference)
        default: return changed(difference, change)
        }
    }

    // MARK: - By what is wrong

    private func made(_ difference: Difference) -> RollbackFault {
        let element = difference.element
        let place = down?.names.making(element) ?? down?.names.touching(element)
        return fault(.makes, difference, at: place, "leaves \(difference.path)")
    }

    private func left(_ difference: Difference) -> RollbackFault {
        let element = difference.element
        let origin = difference.originPlace ?? up?.location(up?.names.touching(element)).map(\.line)
        let line = "leaves \(difference.path)" + said("made at", origin)
        guard let down else { return end(.leaves, difference, line) }
        if let place = down.names.dropping(element) ?? down.names.droppingNamesake(of: element) {
            return fault(.leaves, difference, at: place, line)
        }
        for needed in after.all(of: element) where needed.object != element.object {
            guard let place = down.names.dropping(needed) else { continue }
            let start = down.names.extents[place.statement].start.line
            return fault(
                .leaves, difference, Location(file: down.path, line: start), "above line \(start)",
                line)
        }
        if element.part != nil,
            let place = down.names.touching(ElementName(element.object), isActing: true)
        {
            return below(place, in: down, .leaves, difference, line)
        }
        return end(.leaves, difference, line)
    }

    private func taken(_ difference: Difference) -> RollbackFault {
        let element = difference.element
        let place = place(of: down, dropping: element, after)
        return fault(
            .takes, difference, at: place,
            "lacks \(difference.path)" + said("made at", difference.originPlace))
    }

    private func lacking(_ difference: Difference) -> RollbackFault {
        let element = difference.element
        let line = "lacks \(difference.path)" + said("made at", difference.originPlace)
        // What is written into CREATE TABLE is missing there.
        if element.part?.kind.isInsideTable == true,
            let place = down?.names.making(ElementName(element.object))
        {
            return fault(.changes, difference, at: place, line)
        }
        var fault = end(.lacks, difference, line)
        if let up, let place = place(of: up, dropping: element, before) {
            fault.belongs = down.map { down in
                "to \(down.path)" + (down.end.line.map { " below line \($0)" } ?? "")
            }
            fault.location = up.location(place)?.location
            fault.source = up.line(at: place)
        }
        return fault
    }

    private func changed(_ difference: Difference, _ change: Difference?) -> RollbackFault {
        let element = difference.element
        let isKept = change.map { $0.actual == difference.actual && $0.property != nil } ?? false
        let word = difference.verb
        let place = down?.names.touching(element, property: difference.property)
        var line = "\(word) \(difference.path): \(difference.words)"
        if isKept {
            let location = up?.location(up?.names.touching(element, property: difference.property))
            line += said("changed at", location?.line)
        }
        let kind: RollbackFault.Kind = isKept ? .keeps : .changes
        return place == nil
            ? end(kind, difference, line) : fault(kind, difference, at: place, line)
    }

    private func reordered(_ difference: Difference) -> RollbackFault {
        fault(
            .reorders, difference, at: down?.names.touching(difference.element, isActing: true),
            "order of columns of \(difference.object): \(difference.words)")
    }

    /// The statement that drops an element, or what that cannot be without, or else acts on it.
    private func place(
        of script: ReadScript?, dropping element: ElementName, _ requirements: Requirements
    ) -> ScriptNames.Place? {
        guard let names = script?.names else { return nil }
        return names.dropping(element)
            ?? requirements.all(of: element).lazy.compactMap(names.dropping).first
            ?? names.touching(element)
    }
}

extension Difference {
    var element: ElementName { ElementName(object, part) }

    /// The statement that made it, where it is one of a file: `sql/01_b.sql:3`.
    fileprivate var originPlace: String? {
        guard let origin, let file = origin.statement.file else { return nil }
        return file + (origin.statement.line.map { ":\($0)" } ?? "")
    }

    var verb: String {
        switch direction {
        case .missing: "lacks"
        case .unexpected: "leaves"
        case .changed, .rendering: "changed"
        }
    }
}

extension PartKind {
    /// Whether it stands among the columns of its table's own statement.
    fileprivate var isInsideTable: Bool {
        self == .column || self == .constraint || self == .attribute
    }
}
