import JSONText
import PostgresSession
import SQLText

/// The access list that was rendered last.
struct LastGrants {
    var value: [UInt8] = []
    var owner = ""
    var form = ValueForm.text
    /// Nil where it is the default.
    var rendered: [UInt8]?
}

extension RowReader {
    /// Writes the value of a property, unless it is the default.
    func write(
        _ value: Span<UInt8>, _ place: Int, _ row: Row, _ writer: inout PropertyWriter
    ) {
        let form = layout.properties[place].form
        switch form {
        case .text: writer.put(layout.properties[place].key) { appendJSONString(value, to: &$0) }
        case .flag:
            guard value.count == 1, value[0] == UInt8(ascii: "t") else { return }
            writer.put(layout.properties[place].key) { $0.append(contentsOf: "true".utf8) }
        case .number:
            let text = string(value)
            // Whatever the server's way of writing it, the same as after a snapshot was read back.
            let number = Int(text).map { JSONValue.integer($0) } ?? .double(Double(text) ?? 0)
            writer.put(layout.properties[place].key) {
                $0.append(contentsOf: number.encoded())
            }
        case .list, .set:
            var elements = arrayElements(value)
            guard !elements.isEmpty else { return }
            if form == .set { elements.sort { $0.lexicographicallyPrecedes($1) } }
            if layout.properties[place].name == "unseen" { unseen += elements.count }
            writer.put(layout.properties[place].key) { appendJSONArray(elements, to: &$0) }
        case .lines:
            writer.put(layout.properties[place].key) { appendLines(value, to: &$0) }
        case .deparsed:
            let text = canonicalExpression(value, serverVersion: serverVersion)
            writer.put(layout.properties[place].key) { appendLines(text.span, to: &$0) }
        case .query:
            let text = canonicalQuery(value, serverVersion: serverVersion)
            writer.put(layout.properties[place].key) { appendLines(text.span, to: &$0) }
        case .grants, .entries: writeGrants(value, place, row, &writer)
        case .constraint:
            let definition = constraintDefinition(
                canonicalExpression(value, serverVersion: serverVersion).span)
            writer.put(layout.properties[place].key) {
                appendLines(Array(definition.utf8).span, to: &$0)
            }
        case .index:
            let text = canonicalExpression(value, serverVersion: serverVersion)
            writer.put(IndexText(text.span))
        case .options, .secrets, .withheld, .pairs, .deparsedPairs, .definitions, .routine:
            writeRare(value, layout.properties[place], &writer)
        }
    }

    private func writeRare(
        _ value: Span<UInt8>, _ property: RowLayout.Property, _ writer: inout PropertyWriter
    ) {
        switch property.form {
        case .options: _ = writer.putOptions(property.key, arrayElements(value)) { _ in true }
        case .secrets(let kind):
            withheld += writer.putOptions(property.key, arrayElements(value), kind.shows)
        case .withheld:
            withheld += 1
            writer.put(property.key) { $0.append(contentsOf: "\"set\"".utf8) }
        case .pairs: writer.putMap(property.key, pairs(arrayElements(value)))
        case .deparsedPairs:
            let elements = arrayElements(value).map {
                canonicalExpression($0.span, serverVersion: serverVersion)
            }
            writer.putMap(property.key, pairs(elements))
        case .definitions: writer.putMap(property.key, definitions(array(value)))
        case .routine:
            guard let name = routineName(value) else { return }
            writer.put(property.key) { appendJSONString(name.span, to: &$0) }
        default: break
        }
    }

    private func writeGrants(
        _ value: Span<UInt8>, _ place: Int, _ row: Row, _ writer: inout PropertyWriter
    ) {
        let form = layout.properties[place].form
        let owner = layout.owner.flatMap { row[$0] } ?? ""
        let list = array(value)
        if list != lastGrants.value || owner != lastGrants.owner || form != lastGrants.form {
            let rendered = render(list, form, owner: owner)
            lastGrants = LastGrants(value: list, owner: owner, form: form, rendered: rendered)
        }
        guard let rendered = lastGrants.rendered else { return }
        writer.put(layout.properties[place].key) { $0.append(contentsOf: rendered) }
    }

    private func render(_ list: [UInt8], _ form: ValueForm, owner: String) -> [UInt8]? {
        let letter: UInt8
        let hasDefault: Bool
        switch form {
        case .grants(let of): (letter, hasDefault) = (of, true)
        case .entries(let of): (letter, hasDefault) = (of, false)
        default: return nil
        }
        let grants = renderGrants(
            list.span, kind: Character(Unicode.Scalar(letter)), owner: owner,
            knowsMaintain: serverVersion >= 170_000, hasDefault: hasDefault)
        guard let grants else { return nil }
        var bytes: [UInt8] = []
        appendJSONObject(grants.map { ($0.grantee, $0.privileges) }, to: &bytes)
        return bytes
    }
}
