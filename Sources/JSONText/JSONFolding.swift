extension JSONValue {
    /// Renders the value with each object and array on one line where it fits into `width` columns of bytes, and else
    /// with a member or an element per line; the outermost value is always opened.
    public func renderFolded(width: Int) -> String {
        var text = ""
        append(to: &text, indentation: 0, column: width, width: width)
        return text
    }

    private func append(to text: inout String, indentation: Int, column: Int, width: Int) {
        let flat = renderSpaced()
        if column + flat.utf8.count <= width { return text += flat }
        let inner = String(repeating: "  ", count: indentation + 1)
        let outer = String(repeating: "  ", count: indentation)
        switch self {
        case .array(let elements) where !elements.isEmpty:
            text += "["
            for (index, element) in elements.enumerated() {
                text += (index > 0 ? ",\n" : "\n") + inner
                element.append(
                    to: &text, indentation: indentation + 1, column: inner.utf8.count + 1,
                    width: width)
            }
            text += "\n" + outer + "]"
        case .object(let object) where !object.members.isEmpty:
            text += "{"
            for (index, member) in object.members.enumerated() {
                let key = JSONValue.string(member.key).render() + ": "
                text += (index > 0 ? ",\n" : "\n") + inner + key
                member.value.append(
                    to: &text, indentation: indentation + 1,
                    column: inner.utf8.count + key.utf8.count + 1, width: width)
            }
            text += "\n" + outer + "}"
        default: text += flat
        }
    }

    /// On one line, with a space behind each comma and colon.
    private func renderSpaced() -> String {
        switch self {
        case .array(let elements) where !elements.isEmpty:
            "[" + elements.map { $0.renderSpaced() }.joined(separator: ", ") + "]"
        case .object(let object) where !object.members.isEmpty:
            "{"
                + object.members.map {
                    JSONValue.string($0.key).render() + ": " + $0.value.renderSpaced()
                }.joined(separator: ", ") + "}"
        default: render()
        }
    }
}
