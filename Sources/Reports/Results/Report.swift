public import JSONText

/// The result of a command, for people and for programs.
public protocol Report: JSONRepresentable {
    /// The text for people; it ends with a line end unless it is empty.
    func text(on terminal: Terminal) -> String
}

/// Joins lines that are there.
func lines(_ lines: [String]) -> String {
    lines.map { $0 + "\n" }.joined()
}
