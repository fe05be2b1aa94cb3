import Catalog
public import JSONText
public import SchemaDiff

/// What `tidemark drift` shows.
public struct DriftReport: Report {
    let drift: Drift

    /// Makes a report.
    public init(_ drift: Drift) {
        self.drift = drift
    }

    /// A tree by object, the gravest severity first in the sum.
    public func text(on terminal: Terminal) -> String {
        var text = ""
        var last: ObjectName?
        for difference in drift.differences {
            if difference.object != last {
                text += terminal.render(StyledText(difference.object.description, .strong)) + "\n"
                last = difference.object
            }
            text += terminal.render(line(difference)) + "\n"
        }
        return text + terminal.render(sum) + "\n"
    }

    private func line(_ difference: Difference) -> StyledText {
        let path = [difference.part?.description, difference.property].compactMap(\.self)
            .joined(separator: " › ")
        var line = StyledText("  " + (path.isEmpty ? "" : path + ": "))
        switch (difference.direction, difference.property) {
        case (.missing, nil): line += StyledText("missing", .removed)
        case (.unexpected, nil): line += StyledText("not expected", .added)
        default:
            line += StyledText(words(difference.expected), .removed) + " → "
            line += StyledText(words(difference.actual), .added)
        }
        return line + StyledText("  [\(difference.severity.rawValue)]", .faint)
    }

    private func words(_ value: JSONValue?) -> String {
        switch value {
        case nil: "–"
        case .string(let text)?: text
        case .array(let elements)?:
            elements.map { $0.string ?? $0.render() }.joined(separator: " ⏎ ")
        case let value?: value.render()
        }
    }

    private var sum: StyledText {
        guard !drift.isClean else {
            return StyledText(
                "no drift: \(renderCount(drift.objectCount, "object")) as \(drift.expectation) has them",
                .success)
        }
        let counts = Difference.Severity.allCases.sorted(by: >).compactMap { severity in
            let count = drift.differences.count { $0.severity == severity }
            return count > 0 ? "\(count) \(severity.rawValue)" : nil
        }
        return StyledText(
            "drifted from \(drift.expectation): \(renderCount(drift.differences.count, "difference")) "
                + "(\(counts.joined(separator: ", ")))", .error)
    }

    /// `expectation`, `database`, `clean`, `behind`, `ahead`, `rootHash`, `objects`, `differences`.
    public var json: JSONValue {
        [
            "expectation": .string(drift.expectation),
            "database": .string(drift.database),
            "clean": .bool(drift.isClean),
            "behind": .integer(drift.distance.behind),
            "ahead": .integer(drift.distance.ahead),
            "rootHash": .string(drift.rootHash.description),
            "objects": .integer(drift.objectCount),
            "differences": .array(drift.differences.map(\.json)),
        ]
    }
}

extension Difference {
    /// `kind`, `object`, `partKind`, `part`, `property`, `direction`, `severity`, `expected`, `actual`.
    var json: JSONValue {
        [
            "kind": .string(object.kind.rawValue),
            "object": .string(object.identity),
            "partKind": .optional(part?.kind.rawValue),
            "part": .optional(part?.identity),
            "property": .optional(property),
            "direction": .string(direction.rawValue),
            "severity": .string(severity.rawValue),
            "expected": expected ?? .null,
            "actual": actual ?? .null,
        ]
    }
}

/// What `tidemark snapshot` shows.
public struct SnapshotReport: Report {
    let path: String
    let objects: Int
    let changed: Int
    let rootHash: String

    /// Makes a report.
    public init(path: String, objects: Int, changed: Int, rootHash: String) {
        self.path = path
        self.objects = objects
        self.changed = changed
        self.rootHash = rootHash
    }

    /// One line.
    public func text(on terminal: Terminal) -> String {
        let what = changed == 0 ? "unchanged" : "\(renderCount(changed, "file")) changed"
        return terminal.render(
            StyledText("\(path): \(renderCount(objects, "object")), \(what)", .success)) + "\n"
    }

    /// `path`, `objects`, `changedFiles`, `rootHash`.
    public var json: JSONValue {
        [
            "path": .string(path), "objects": .integer(objects), "changedFiles": .integer(changed),
            "rootHash": .string(rootHash),
        ]
    }
}
