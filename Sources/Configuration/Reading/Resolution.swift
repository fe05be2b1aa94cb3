import Findings

/// Finds the winning value of each key: flag, then environment, then file, then process, then default.
struct Resolution {
    let sections: Sections
    let overrides: Configuration.Overrides
    let process: [String: String]
    let selected: Sections.Environment?
    private(set) var values: [Configuration.Key: Configuration.Value] = [:]
    private(set) var origins: [Configuration.Key: Configuration.Origin] = [:]
    private(set) var findings: [Finding]

    init(
        _ sections: Sections, environmentName: String?, overrides: Configuration.Overrides,
        process: [String: String]
    ) {
        self.sections = sections
        self.overrides = overrides
        self.process = process
        findings = sections.findings
        let chosen = Self.choose(
            from: sections, named: environmentName ?? overrides[.env], process: process)
        selected = chosen.environment
        findings += chosen.findings
        for key in Configuration.Key.all where key != .environments { resolve(key) }
        findings.sort { left, right in
            let left = (left.location?.line ?? 0, left.location?.column ?? 0)
            let right = (right.location?.line ?? 0, right.location?.column ?? 0)
            return left < right
        }
    }

    /// The environment that a flag, or else the file's `env`, names.
    private static func choose(
        from sections: Sections, named flag: String?, process: [String: String]
    ) -> (environment: Sections.Environment?, findings: [Finding]) {
        var name = flag ?? ""
        var location: Location?
        if flag == nil, let entry = sections.top[.env], case .one(let piece) = entry.shape {
            location = Location(
                file: sections.place.file, line: piece.node.line, column: piece.node.column)
            // A variable that is not set is reported when the key itself is resolved.
            name = (try? piece.substitution.resolved(in: process)) ?? ""
        }
        if name.isEmpty { return (nil, []) }
        if let found = sections.environments.first(where: { $0.name == name }) {
            return (found, [])
        }
        let names = sections.environments.map(\.name)
        let remedy =
            nearestName(to: name, among: names).map { "did you mean `\($0)`?" }
            ?? (names.isEmpty
                ? "\(sections.place.file) names no environments"
                : "the environments are: \(names.joined(separator: ", "))")
        return (
            nil,
            [
                Finding(
                    rule: "config-unknown-environment", severity: .error,
                    message: "there is no environment `\(name)`", location: location,
                    remedy: remedy)
            ]
        )
    }

    private mutating func resolve(_ key: Configuration.Key) {
        if key.kind == .mapping { return merge(key) }
        if key.kind == .rules { return join(key) }
        if key.kind == .lint { return joinLint(key) }
        if let text = overrides[key] {
            origins[key] = .flag
            do {
                values[key] = try key.parse(text)
            } catch {
                findings.append(flagFinding(key, error, text: text))
            }
        } else if let entry = selected?.entries[key] {
            origins[key] = .environment(selected?.name ?? "", location(entry))
            values[key] = value(of: entry)
        } else if let entry = sections.top[key] {
            origins[key] = .file(location(entry))
            values[key] = value(of: entry)
        } else if key == .db, let url = process["DATABASE_URL"], !url.isEmpty {
            origins[key] = .processVariable("DATABASE_URL")
            values[key] = .text(url)
        } else {
            origins[key] = .byDefault
            values[key] = try? key.parse(key.defaultText)
        }
    }

    /// Joins the mappings of file, environment and flags, the later winning name by name.
    private mutating func merge(_ key: Configuration.Key) {
        var names: [String: Entry.Piece] = [:]
        origins[key] = .byDefault
        if let entry = sections.top[key], case .named(let pairs) = entry.shape {
            origins[key] = .file(location(entry))
            for (name, piece) in pairs { names[name] = piece }
        }
        if let environment = selected, let entry = environment.entries[key],
            case .named(let pairs) = entry.shape
        {
            origins[key] = .environment(environment.name, location(entry))
            for (name, piece) in pairs { names[name] = piece }
        }
        var texts: [String: Secret] = [:]
        for (name, piece) in names where overrides.variables[name] == nil {
            texts[name] = text(of: piece).map { Secret($0) }
        }
        if !overrides.variables.isEmpty { origins[key] = .flag }
        for (name, text) in overrides.variables { texts[name] = Secret(text) }
        values[key] = .mapping(texts)
    }

    /// Joins the rules of file and environment.
    private mutating func join(_ key: Configuration.Key) {
        var rules: [IgnoreRule] = []
        origins[key] = .byDefault
        for entry in [sections.top[key], selected?.entries[key]].compactMap(\.self) {
            guard case .rules(let more) = entry.shape else { continue }
            rules += more
            origins[key] = .file(location(entry))
        }
        values[key] = .rules(rules)
    }

    /// Joins the sections of file and environment, the later winning rule by rule.
    private mutating func joinLint(_ key: Configuration.Key) {
        var section = LintSection()
        origins[key] = .byDefault
        for entry in [sections.top[key], selected?.entries[key]].compactMap(\.self) {
            guard case .lint(let more) = entry.shape else { continue }
            section.rules.removeAll { old in more.rules.contains { $0.name == old.name } }
            section.rules += more.rules
            section.serverVersion = more.serverVersion ?? section.serverVersion
            origins[key] = .file(location(entry))
        }
        values[key] = .lint(section)
    }

    private mutating func value(of entry: Entry) -> Configuration.Value? {
        switch entry.shape {
        case .one(let piece):
            guard let text = text(of: piece) else { return nil }
            do {
                return try entry.key.parse(text)
            } catch {
                // What a variable holds may be a secret that went to the wrong key: not quoted.
                findings.append(
                    sections.place.error(error, of: entry.key, text: nil, in: piece.node))
                return nil
            }
        case .many(let pieces):
            return .list(pieces.compactMap { text(of: $0) })
        case .named, .rules, .lint:
            return nil
        }
    }

    private mutating func text(of piece: Entry.Piece) -> String? {
        do {
            return try piece.substitution.resolved(in: process)
        } catch {
            findings.append(
                sections.place.error(error, rule: "config-unset-variable", in: piece.node))
            return nil
        }
    }

    private func location(_ entry: Entry) -> Location {
        Location(file: sections.place.file, line: entry.line, column: entry.column)
    }

    private func flagFinding(
        _ key: Configuration.Key, _ failure: ValueFailure, text: String
    ) -> Finding {
        Finding(
            rule: "config-wrong-value", severity: .error,
            message: "`\(key.flag)` \(failure.message)" + quotation(of: text, for: key),
            remedy: failure.suggestion.map { "did you mean `\(key.flag) \($0)`?" })
    }
}
