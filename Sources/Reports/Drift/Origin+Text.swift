import Catalog
import JSONText
import SchemaDiff

extension Difference {
    /// Who made it: `made by 01_orders, statement 2 (sql/01_orders.sql:8)`.
    ///
    /// With `table` before it where the statement made the object that the difference is on; nil where no statement is
    /// known.
    var originWords: String? {
        guard let origin else { return nil }
        let statement = origin.statement
        var words = "made by \(statement.migration), statement \(statement.number)"
        if let place = statement.place { words += " (\(place))" }
        let isOwn = origin.element == ElementName(object, part)
        return isOwn ? words : "\(origin.element.object.kind.words) \(words)"
    }

    /// The same with the first line of the statement.
    var originSentence: String? {
        guard let words = originWords, let text = origin?.statement.text else { return nil }
        return text.isEmpty ? words : "\(words): \(text)"
    }
}

extension Origin {
    /// `made`, `version`, `name`, `file`, `line`, `statement`, `text`.
    var json: JSONValue {
        [
            "made": .string(element.description),
            "version": .string(statement.version),
            "name": .string(statement.name),
            "file": .optional(statement.file),
            "line": .optional(statement.line),
            "statement": .integer(statement.number),
            "text": .string(statement.text),
        ]
    }
}

extension Origin.Statement {
    /// `sql/01_orders.sql:8`, as far as it is known.
    fileprivate var place: String? {
        file.map { file in file + (line.map { ":\($0)" } ?? "") }
    }
}
