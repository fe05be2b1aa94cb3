/// A constant whose value is understood, so that two of one sort are known to be equal or not.
struct Constant: Hashable, Sendable {
    /// What can be compared with each other.
    enum Sort: Hashable, Sendable {
        case boolean
        /// `integer` and its kin, and `numeric`.
        case number
        case single, double
        case day
        case moment(isZoned: Bool)
        /// Text and what is compared by its text, by the name of the type.
        case text(type: String)
        case label(type: String)
    }

    enum Value: Hashable, Sendable {
        case boolean(Bool)
        case number(FixedNumber)
        /// The bytes, since Swift takes different Unicode spellings for the same.
        case text([UInt8])
    }

    let sort: Sort
    let value: Value
    /// Whether its type holds integers only, and with it the type of what it is compared with.
    let isInteger: Bool

    init(_ sort: Sort, _ value: Value, isInteger: Bool = false) {
        self.sort = sort
        self.value = value
        self.isInteger = isInteger
    }

    static func == (left: Constant, right: Constant) -> Bool {
        left.sort == right.sort && left.value == right.value
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(sort)
        hasher.combine(value)
    }

    /// What a constant in canonical form stands for; nil where that is not understood.
    init?(_ expression: Expression, in surroundings: Surroundings) {
        switch expression {
        case .literal(.boolean(let value)): self.init(.boolean, .boolean(value))
        case .literal(.number(let digits)):
            guard let number = FixedNumber(digits) else { return nil }
            self.init(.number, .number(number), isInteger: !digits.contains("."))
        case .cast(.literal(.number(let digits)), let type):
            guard let number = FixedNumber(digits) else { return nil }
            // Decimals of so many digits are different floating-point numbers.
            switch type {
            case "numeric": self.init(.number, .number(number))
            case "double precision" where number.significantDigits <= 15:
                self.init(.double, .number(number))
            case "real" where number.significantDigits <= 6: self.init(.single, .number(number))
            default: return nil
            }
        case .cast(.literal(.string(let text)), let type):
            self.init(text: text, type: type, in: surroundings)
        default: return nil
        }
    }

    private init?(text: String, type: String, in surroundings: Surroundings) {
        switch type {
        case "text", "character varying":
            self.init(.text(type: "text"), .text(Array(text.utf8)))
        case "name", "\"char\"": self.init(.text(type: type), .text(Array(text.utf8)))
        case "bpchar":
            self.init(.text(type: type), .text(Array(withoutTrailingSpaces(text).utf8)))
        case "uuid":
            guard isCanonicalUUID(text) else { return nil }
            self.init(.text(type: type), .text(Array(text.utf8)))
        case "date":
            guard let day = day(of: text) else { return nil }
            self.init(.day, .number(day), isInteger: true)
        case "timestamp with time zone", "timestamp without time zone":
            let isZoned = type == "timestamp with time zone"
            guard let moment = moment(of: text, isZoned: isZoned) else { return nil }
            self.init(.moment(isZoned: isZoned), .number(moment), isInteger: true)
        default:
            guard surroundings.enumerations[type]?.contains(text) == true else { return nil }
            self.init(.label(type: type), .text(Array(text.utf8)))
        }
    }

    /// Whether constants of the sort have an order that is known.
    static func isOrdered(_ sort: Sort) -> Bool {
        switch sort {
        case .boolean, .number, .single, .double, .day, .moment: true
        case .text(let type): type == "uuid"
        case .label: false
        }
    }

    /// Whether it comes before one of the same ordered sort.
    func precedes(_ other: Constant) -> Bool {
        switch (value, other.value) {
        case (.boolean(let left), .boolean(let right)): !left && right
        case (.number(let left), .number(let right)): left < right
        case (.text(let left), .text(let right)): left.lexicographicallyPrecedes(right)
        default: false
        }
    }

    /// The constant as SQL, with its type where that says more.
    var text: String {
        switch value {
        case .boolean(let value): return value ? "true" : "false"
        case .number(let number):
            switch sort {
            case .day: return quoted(dayText(number), "date")
            case .moment(let isZoned):
                let type = isZoned ? "timestamp with time zone" : "timestamp without time zone"
                return quoted(momentText(number, isZoned: isZoned), type)
            default: return number.text
            }
        case .text(let bytes):
            let text = String(decoding: bytes, as: UTF8.self)
            return switch sort {
            case .text("text"): Expression.Literal.string(text).description
            case .text(let type), .label(let type): quoted(text, type)
            default: Expression.Literal.string(text).description
            }
        }
    }

    private func quoted(_ text: String, _ type: String) -> String {
        Expression.Literal.string(text).description + "::" + type
    }
}
