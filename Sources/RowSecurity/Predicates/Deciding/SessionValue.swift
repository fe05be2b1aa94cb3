extension Expression {
    /// The path in the claims of the session, where the expression is a value of one: `auth.uid()`,
    /// `auth.jwt() ->> 'role'`, `current_setting('app.tenant', true)`.
    var claimPath: [String]? {
        switch self {
        case .call("auth.uid", let arguments) where arguments.isEmpty: return ["", "sub"]
        case .call("auth.role", let arguments) where arguments.isEmpty: return ["", "role"]
        case .call("auth.email", let arguments) where arguments.isEmpty: return ["", "email"]
        case .call("auth.jwt", let arguments) where arguments.isEmpty: return [""]
        case .call("current_setting", let arguments):
            guard let name = arguments.first?.constantText else { return nil }
            if name == "request.jwt.claims" { return [""] }
            let claim = "request.jwt.claim."
            return name.hasPrefix(claim) ? ["", String(name.dropFirst(claim.count))] : [name]
        case .infix("->", let inner, let key), .infix("->>", let inner, let key):
            guard let path = inner.claimPath, let name = key.constantText else { return nil }
            return path + [name]
        case .infix("#>>", let inner, .array(let keys)):
            let names = keys.compactMap(\.constantText)
            guard let path = inner.claimPath, names.count == keys.count else { return nil }
            return path + names
        case .conditional(let choice):
            // `NULLIF(x, '')`.
            guard choice.branches.count == 1, choice.branches[0].result == .literal(.null),
                case .infix("=", choice.otherwise, let empty) = choice.branches[0].condition,
                empty.constantText == ""
            else { return nil }
            return choice.otherwise.claimPath
        case .cast(let inner, let type)
        where Canonicalization.keepsNulls(type) || type.hasPrefix("json"):
            return inner.claimPath
        default: return nil
        }
    }

    /// The text of a text constant.
    private var constantText: String? {
        switch self {
        case .literal(.string(let text)), .cast(.literal(.string(let text)), "text"): text
        default: nil
        }
    }
}
