import Catalog

extension Creation {
    /// All statements as one script for people, each object under a heading; what is not made stands at its end.
    public var script: String {
        var text = """
            -- Run by \(owner), who is a superuser, in an empty database of a server that has the roles.

            SET check_function_bodies = off;
            SET client_min_messages = warning;
            SELECT pg_catalog.set_config('search_path', '', false);

            """
        var heading: String?
        for statement in statements {
            let name = statement.element.object.description
            if name != heading { text += "\n-- \(Creation.commented(name))\n\n" }
            heading = name
            text += statement.sql + ";\n"
        }
        guard !omissions.isEmpty else { return text }
        text += "\n-- Not made by any statement:\n"
        for omission in omissions {
            text += "-- \(Creation.commented(omission.description))\n"
        }
        return text
    }

    /// A text that stays in its comment: a name may hold line ends.
    private static func commented(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
