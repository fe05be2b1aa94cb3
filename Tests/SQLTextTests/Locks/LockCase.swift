@testable import SQLText

/// A statement, what it locks, and where it can be run.
struct LockCase: CustomStringConvertible {
    var statement: String
    /// The locks that the text tells.
    var locks: [PredictedLock]
    /// Relations that the server locks too although the text does not name them.
    var others: Set<String> = []
    /// The first major version that knows the statement.
    var since = 0

    var description: String { statement }

    /// Cases of the form `statement => Mode relation, …; also relation, …; since version`, each on
    /// one line or with the arrow on a second one; `nothing` for no lock.
    static func parse(_ text: String) -> [Self] {
        var cases: [Self] = []
        var statement = ""
        for line in text.split(separator: "\n") {
            let halves = line.split(separator: "=> ", maxSplits: 1)
            if halves.count == 1, !line.contains("=>") {
                statement = String(line)
                continue
            }
            if halves.count == 2, !halves[0].allSatisfy(\.isWhitespace) {
                statement = String(halves[0].dropLast())
            }
            cases.append(Self(statement, expectation: halves.last ?? ""))
        }
        return cases
    }

    private init(_ statement: String, expectation: Substring) {
        self.statement = statement
        locks = []
        for part in expectation.split(separator: "; ") {
            if part.hasPrefix("also ") {
                others = Set(part.dropFirst(5).split(separator: ", ").map(String.init))
            } else if part.hasPrefix("since ") {
                since = Int(part.dropFirst(6)) ?? 0
            } else if part != "nothing" {
                locks = part.split(separator: ", ").compactMap { item in
                    guard let space = item.firstIndex(of: " "),
                        let mode = LockMode(rawValue: item[..<space] + "Lock")
                    else { return nil }
                    let relation = item[item.index(after: space)...]
                    return PredictedLock(relation: String(relation), mode: mode)
                }
            }
        }
    }
}
