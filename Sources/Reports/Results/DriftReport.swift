public import Catalog
public import JSONText
public import SchemaDiff

/// What `tidemark drift` shows.
public struct DriftReport: Report {
    let drift: Drift
    let sides: [ObjectSides]

    /// Makes a report.
    ///
    /// - Parameter sides: both sides of the objects that differ, as far as they are known; JSON names the lines of the
    ///   snapshot with them.
    public init(_ drift: Drift, sides: [ObjectSides] = []) {
        self.drift = drift
        self.sides = sides
    }

    /// A tree by object, what is not compared, and the sum.
    public func text(on terminal: Terminal) -> String {
        var text = renderTree(drift.differences, on: terminal)
        text += drift.findings.map { renderFinding($0, on: terminal) }.joined()
        text += renderRemarks(ignored: drift.ignored, drift.census, on: terminal)
        return text + terminal.render(StyledText(drift.sum, drift.isClean ? .success : .error))
            + "\n"
    }

    /// `expectation`, `database`, `clean`, `behind`, `ahead`, `rootHash`, `objects`, `severities`, `differences`,
    /// `ignored`, `findings`, `notCompared`.
    public var json: JSONValue {
        [
            "expectation": .string(drift.expectation),
            "database": .string(drift.database),
            "clean": .bool(drift.isClean),
            "behind": .integer(drift.distance.behind),
            "ahead": .integer(drift.distance.ahead),
            "rootHash": .string(drift.rootHash.description),
            "objects": .integer(drift.objectCount),
            "severities": severitiesJSON(drift.differences),
            "differences": differencesJSON(drift.differences, sides),
            "ignored": differencesJSON(drift.ignored, []),
            "findings": .list(drift.findings),
            "notCompared": drift.census.json,
        ]
    }
}

extension Drift {
    /// One line: what it came to, how many of which severity, and how far the mark is away.
    var sum: String {
        var sum =
            isClean
            ? "no drift: \(renderCount(objectCount, "object")) as \(expectation) has them"
            : "drifted from \(expectation): \(renderDifferences(differences))"
        if renderingCount > 0 { sum += "; \(renderRenderings(renderingCount))" }
        if !distance.isNone { sum += "; \(distance.words)" }
        return sum
    }
}

extension Drift.Distance {
    /// `the database is 2 migrations behind and 1 ahead of the snapshot`.
    var words: String {
        let parts = [(behind, "behind"), (ahead, "ahead of")].filter { $0.0 > 0 }
        let counted = parts.enumerated().map { index, part in
            (index == 0 ? renderCount(part.0, "migration") : renderNumber(part.0)) + " " + part.1
        }
        return "the database is \(counted.joined(separator: " and ")) the snapshot"
    }
}

/// `5 differences on 2 objects (2 security, 3 breaking)`.
func renderDifferences(_ differences: [Difference]) -> String {
    let objects = Set(differences.map(\.object)).count
    return
        "\(renderCount(differences.count, "difference")) on \(renderCount(objects, "object")) "
        + "(\(renderSeverities(differences)))"
}

/// `2 differences are version renderings`.
private func renderRenderings(_ count: Int) -> String {
    count == 1
        ? "1 difference is a version rendering"
        : "\(renderNumber(count)) differences are version renderings"
}

/// What was left out of the comparison, a line each; nothing where all was compared.
func renderRemarks(
    ignored: [Difference], _ census: Census, on terminal: Terminal
) -> String {
    var remarks = census.entries.map { "not compared: \($0.sentence)" }
    if !ignored.isEmpty { remarks.append(renderIgnored(ignored)) }
    return remarks.map { terminal.render($0, .faint) + "\n" }.joined()
}

/// `2 differences are accepted by ignore rules`.
func renderIgnored(_ ignored: [Difference]) -> String {
    let verb = ignored.count == 1 ? "is" : "are"
    return "\(renderCount(ignored.count, "difference")) \(verb) accepted by ignore rules"
}

extension Census.Entry {
    /// `3 large objects (data, not schema)`.
    var sentence: String {
        (count.map { renderNumber($0) + " " } ?? "") + "\(what) (\(reason))"
    }
}

extension Census: JSONRepresentable {
    /// A list of `what`, `count`, `reason`.
    public var json: JSONValue {
        .array(
            entries.map {
                [
                    "what": .string($0.what), "count": .optional($0.count),
                    "reason": .string($0.reason),
                ]
            })
    }
}
