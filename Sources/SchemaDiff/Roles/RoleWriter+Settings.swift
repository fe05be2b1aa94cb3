import Catalog
import JSONText
import SQLText

extension RoleWriter {
    /// Settings with the role that sessions or a function are to have.
    func settings(
        _ settings: JSONObject, of kind: ObjectKind?, _ place: String
    ) -> JSONObject {
        // `none` is the role that logged in.
        guard let role = settings["role"]?.string, role != "none" else { return settings }
        let spelled = quoteIdentifier(role)
        if let other = ask(spelled) { return settings.with("role", .string(bare(other))) }
        guard kind == .function || kind == .procedure else {
            note(spelled, "SET role of \(place)")
            return settings.without("role")
        }
        note(spelled, "not SET role of \(place), which stays")
        return settings
    }
}

extension JSONObject {
    var isEmpty: Bool { members.isEmpty }

    func without(_ key: String) -> JSONObject {
        JSONObject(members.filter { $0.key != key })
    }

    func with(_ key: String, _ value: JSONValue) -> JSONObject {
        var object = self
        object[key] = value
        return object
    }
}
