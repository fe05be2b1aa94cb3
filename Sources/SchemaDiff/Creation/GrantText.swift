/// What a list of grants says of one grantee from one grantor.
package struct GrantText: Hashable {
    /// Who has the privileges, as SQL has the name.
    package var grantee: String
    /// Who gave them; nil is the owner.
    package var grantor: String?
    /// Those without grant option.
    package var privileges: [String]
    /// Those with it.
    package var grantable: [String]

    /// All that a catalog's entry says of a grantee, by grantor.
    package static func parse(to grantee: String, _ text: String) -> [GrantText] {
        NameScanner.pieces(text, between: "; ").map { GrantText(to: grantee, $0) }
    }

    /// Parses what one grantor gave.
    package init(to grantee: String, _ text: String) {
        self.grantee = grantee
        let (list, by) = NameScanner.split(text, at: " BY ") ?? (text, "")
        grantor = by.isEmpty ? nil : by
        let mark = " WITH GRANT OPTION"
        let all = NameScanner.pieces(list, between: ", ").filter { !$0.isEmpty }
        privileges = all.filter { !$0.hasSuffix(mark) }
        grantable = all.filter { $0.hasSuffix(mark) }.map { String($0.dropLast(mark.count)) }
    }

    func statements(on target: GrantTarget) -> [String] {
        func grant(_ privileges: [String], _ option: String) -> [String] {
            guard !privileges.isEmpty else { return [] }
            let list = privileges.map { $0 + (target.column.map { " (\($0))" } ?? "") }
            return [
                "GRANT \(list.joined(separator: ", ")) ON \(target.object) TO \(grantee)\(option)"
            ]
        }
        let statements = grant(privileges, "") + grant(grantable, " WITH GRANT OPTION")
        guard let grantor, !statements.isEmpty else { return statements }
        // Nobody may grant in another's name (manual, GRANT).
        return ["SET SESSION AUTHORIZATION \(grantor)"] + statements
            + ["RESET SESSION AUTHORIZATION"]
    }
}
