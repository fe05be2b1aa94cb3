import ArgumentParser

/// The commands by name and alias.
enum CommandNames {
    static let all: [String] = TidemarkCommand.configuration.subcommands.flatMap { command in
        [command._commandName] + command.configuration.aliases
    }

    /// Sees that the first argument, and the one after `help`, is a command.
    ///
    /// - Throws: `UnknownCommand`.
    static func check(_ arguments: [String]) throws {
        var words = arguments[...]
        if words.first == "help" { words = words.dropFirst() }
        guard let word = words.first, !word.hasPrefix("-"), word != "help", named(word) == nil
        else {
            return
        }
        throw UnknownCommand(name: word, suggestion: suggestion(for: word, among: all))
    }

    /// The command of a name or an alias.
    static func named(_ word: String) -> (any ParsableCommand.Type)? {
        TidemarkCommand.configuration.subcommands.first {
            $0._commandName == word || $0.configuration.aliases.contains(word)
        }
    }

    /// The command that was meant, going by its arguments; nil where there is none.
    static func command(of arguments: [String]) -> (any ParsableCommand.Type)? {
        let words = arguments.filter { !$0.hasPrefix("-") }
        guard let place = words.firstIndex(where: { named($0) != nil }),
            let found = named(words[place])
        else { return nil }
        let within = found.configuration.subcommands
        guard !within.isEmpty, place + 1 < words.count else { return found }
        return within.first { $0._commandName == words[place + 1] } ?? found
    }

    /// The name of a command as it is typed: with its group before it.
    static func title(of command: any ParsableCommand.Type) -> String {
        (command as? any DatabaseCommand.Type)?.title ?? command._commandName
    }

    /// The nearest name, where it is near: one that begins so, or at most two slips away.
    static func suggestion(for word: String, among names: [String]) -> String? {
        let typed = word.lowercased()
        if typed.count > 1, let longer = names.first(where: { $0.hasPrefix(typed) }) {
            return longer
        }
        let nearest = names.map { ($0, distance(typed, $0)) }.min { $0.1 < $1.1 }
        guard let nearest, nearest.1 <= min(2, max(1, word.count / 2)) else { return nil }
        return nearest.0
    }

    /// How many letters have to be added, dropped, changed or swapped with their neighbour.
    private static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left)
        let right = Array(right)
        var rows = [Array(0...right.count)]
        for (i, letter) in left.enumerated() {
            var row = [i + 1]
            for (j, other) in right.enumerated() {
                var best = min(
                    rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (letter == other ? 0 : 1))
                if i > 0, j > 0, letter == right[j - 1], left[i - 1] == other {
                    best = min(best, rows[i - 1][j - 1] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}

/// A command that there is not.
struct UnknownCommand: Error {
    let name: String
    let suggestion: String?
}
