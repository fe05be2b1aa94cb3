import SchemaDiff

/// A text that grows block by block up to a number of bytes, and ends by counting what had no room.
struct MarkdownPage {
    /// What a block tells of, to be counted when it has no room.
    enum Content {
        case heading
        case findings(Int)
        case object(ObjectDrift)
    }

    let limit: Int
    private var text = ""
    private var size = 0
    private var isFull = false
    private var findings = 0
    private var objects = 0
    private var differences: [Difference] = []
    /// Room for the last line.
    private static let reserve = 300

    init(limit: Int) {
        self.limit = limit
    }

    /// Appends a block where it fits whole.
    ///
    /// Blocks come in the order of their weight: after the first that is left out, all that follow are.
    mutating func write(_ block: String, leavingOut content: Content = .heading) {
        let bytes = block.utf8.count
        guard size + bytes + Self.reserve <= limit, !isFull else {
            isFull = true
            switch content {
            case .heading: break
            case .findings(let count): findings += count
            case .object(let object):
                objects += 1
                differences += object.differences
            }
            return
        }
        text += block
        size += bytes
    }

    /// The text, with a last line for what is not in it.
    func finish() -> String {
        guard isFull else { return text }
        var rest: [String] = []
        if findings > 0 { rest.append(renderCount(findings, "more finding")) }
        if objects > 0 {
            rest.append(
                "\(renderCount(objects, "more object")) with "
                    + "\(renderCount(differences.count, "difference")) (\(renderSeverities(differences)))"
            )
        }
        return text
            + "\n… \(rest.joined(separator: " and ")), left out because GitHub takes no more here\n"
    }
}
