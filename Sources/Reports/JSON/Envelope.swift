public import JSONText

/// The version of the JSON that commands print; it grows when a key changes its meaning or goes away.
public let jsonSchemaVersion = 1

/// What a command prints with `--format json`: one object that begins with `schemaVersion` and `command`.
///
/// The command's own keys follow in their order; `docs/json.md` lists them and what may change.
public func renderEnvelope(command: String, _ result: JSONObject) -> JSONValue {
    let head: [JSONObject.Member] = [
        .init(key: "schemaVersion", value: .integer(jsonSchemaVersion)),
        .init(key: "command", value: .string(command)),
    ]
    return .object(JSONObject(head + result.members))
}

/// `renderEnvelope` for a result; one that is not an object becomes the key `result`.
public func renderEnvelope(command: String, _ result: some JSONRepresentable) -> JSONValue {
    guard case .object(let object) = result.json else {
        return renderEnvelope(
            command: command, JSONObject([.init(key: "result", value: result.json)]))
    }
    return renderEnvelope(command: command, object)
}
