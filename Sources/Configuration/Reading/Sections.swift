import Findings

/// `tidemark.yml` cut into sections and checked as far as can be without choosing an environment.
///
/// Unselected environments are checked too, except that their variables need not be set.
struct Sections {
    /// One environment of the file.
    struct Environment {
        var name: String
        var entries: [Configuration.Key: Entry] = [:]
    }

    let place: FindingPlace
    var top: [Configuration.Key: Entry] = [:]
    var environments: [Environment] = []
    var findings: [Finding] = []

    init(_ bytes: [UInt8], file: String) {
        place = FindingPlace(file: file)
        let document = parseYAML(bytes)
        for problem in document.problems {
            findings.append(
                place.error(
                    problem.code.rawValue, problem.message, line: problem.line,
                    column: problem.column, remedy: problem.remedy))
        }
        guard let root = document.root, !root.isNull else { return }
        guard case .mapping(let pairs) = root.content else {
            findings.append(
                place.error(
                    "config-wrong-type", "the file needs keys with values, not \(root.kindInWords)",
                    line: root.line, column: root.column, remedy: "write `key: value` lines"))
            return
        }
        for pair in pairs {
            guard let key = key(of: pair) else { continue }
            if key == .environments {
                readEnvironments(pair)
            } else if let entry = entry(key, pair) {
                top[key] = entry
            }
        }
    }

    private mutating func readEnvironments(_ pair: YAMLPair) {
        if pair.value.isNull { return }
        guard case .mapping(let sections) = pair.value.content else {
            return wrongType(.environments, pair.value)
        }
        for section in sections {
            var environment = Environment(name: section.key)
            if case .mapping(let pairs) = section.value.content {
                for pair in pairs {
                    guard let key = key(of: pair) else { continue }
                    guard key.isPerEnvironment else {
                        findings.append(
                            place.error(
                                "config-unknown-key",
                                "`\(key)` cannot be set inside an environment", line: pair.line,
                                column: pair.column, remedy: "move it to the top of the file"))
                        continue
                    }
                    if let entry = entry(key, pair) { environment.entries[key] = entry }
                }
            } else if !section.value.isNull {
                findings.append(
                    place.error(
                        "config-wrong-type",
                        "the environment `\(section.key)` needs keys with values, not "
                            + section.value.kindInWords,
                        line: section.value.line, column: section.value.column))
            }
            environments.append(environment)
        }
    }

    private mutating func key(of pair: YAMLPair) -> Configuration.Key? {
        if let key = Configuration.Key.named(pair.key) { return key }
        let names = Configuration.Key.all.map(\.name)
        let nearest =
            Configuration.Key.synonyms[pair.key.lowercased()]?.name
            ?? nearestName(to: pair.key, among: names)
        findings.append(
            place.error(
                "config-unknown-key",
                pair.key.count <= 60 && isQuotable(pair.key)
                    ? "`\(pair.key)` is not a key" : "this is not a key", line: pair.line,
                column: pair.column,
                remedy: nearest.map { "did you mean `\($0)`?" }
                    ?? "docs/configuration.md lists the keys"))
        return nil
    }

    private mutating func entry(_ key: Configuration.Key, _ pair: YAMLPair) -> Entry? {
        let before = findings.count
        let shape: Entry.Shape
        switch (key.kind, pair.value.content) {
        case (.list, .sequence(let items)):
            shape = .many(items.compactMap { piece(key, $0) })
        case (.rules, .sequence(let items)):
            shape = .rules(ignoreRules(key, items))
        case (.lint, .mapping(let pairs)):
            shape = .lint(lintSection(key, pairs))
        case (.mapping, .mapping(let pairs)):
            shape = .named(
                pairs.compactMap { pair in piece(key, pair.value).map { (pair.key, $0) } })
        case (.list, .scalar) where pair.value.isNull, (.mapping, .scalar) where pair.value.isNull,
            (.rules, .scalar) where pair.value.isNull, (.lint, .scalar) where pair.value.isNull:
            return nil
        case (.mapping, _), (.rules, _), (.lint, _), (_, .sequence), (_, .mapping):
            wrongType(key, pair.value)
            return nil
        case (_, .scalar):
            guard !pair.value.isNull else {
                findings.append(
                    place.error(
                        "config-no-value", "`\(key)` has no value", line: pair.line,
                        column: pair.column,
                        remedy: "write a value, or leave the line out for the default"))
                return nil
            }
            guard let piece = piece(key, pair.value) else { return nil }
            shape = .one(piece)
        }
        guard findings.count == before else { return nil }
        return Entry(key: key, shape: shape, line: pair.line, column: pair.column)
    }

    /// A scalar with its placeholders cut out, and its type checked when it has none.
    private mutating func piece(_ key: Configuration.Key, _ node: YAMLNode) -> Entry.Piece? {
        guard let text = node.text, !node.isNull else {
            findings.append(
                place.error(
                    "config-wrong-type", "`\(key)` needs texts, not \(node.kindInWords)",
                    line: node.line, column: node.column,
                    remedy: node.isNull ? "write \"\" for an empty text" : nil))
            return nil
        }
        do {
            let substitution = try Substitution(text)
            let piece = Entry.Piece(substitution: substitution, node: node)
            if key.kind == .connection, hasLiteralPassword(substitution) {
                findings.append(passwordFinding(node))
            }
            if substitution.isConstant, key.kind != .mapping {
                _ = try key.parse(try substitution.resolved(in: [:]))
            }
            return piece
        } catch let failure as Substitution.Failure {
            findings.append(place.error(failure, rule: "config-bad-placeholder", in: node))
        } catch let failure as ValueFailure {
            findings.append(place.error(failure, of: key, text: text, in: node))
        } catch {}
        return nil
    }

    mutating func wrongType(_ key: Configuration.Key, _ node: YAMLNode) {
        findings.append(
            place.error(
                "config-wrong-type", "`\(key)` needs \(key.kind.inWords), not \(node.kindInWords)",
                line: node.line, column: node.column, remedy: "for example `\(key): \(key.example)`"
            ))
    }

    private func passwordFinding(_ node: YAMLNode) -> Finding {
        Finding(
            rule: "password-in-config", severity: .warning,
            message: "a password is written in the file",
            location: Location(file: place.file, line: node.line, column: node.column),
            remedy: "take it from ${VARIABLE}, ~/.pgpass or a service file, and change the password"
        )
    }
}
