/// An SQL expression, as far as the meaning of predicates needs it.
///
/// Made by parsing what `pg_get_expr` prints under an empty search path; SQL written by hand is read too. What is not
/// understood is `opaque` and keeps its text.
public indirect enum Expression: Sendable, Hashable {
    /// A column.
    case column(ColumnName)
    /// A constant as it is written; its type is that of the cast around it.
    case literal(Literal)
    /// `x::type`, the type as `format_type` writes it.
    case cast(Expression, to: String)
    /// A call, the name as SQL has it: `lower`, `auth.uid`. What stands without parentheses, such as `CURRENT_USER`, is one too.
    case call(String, [Expression])
    /// A prefix operator.
    case prefix(String, Expression)
    /// An infix operator; one outside `pg_catalog` is `OPERATOR(schema.=)`.
    case infix(String, Expression, Expression)
    /// `NOT x`.
    case not(Expression)
    /// `x AND y AND …`.
    case all([Expression])
    /// `x OR y OR …`.
    case any([Expression])
    /// `x IS NULL` and its kin.
    case test(Expression, Test)
    /// `x IS DISTINCT FROM y`.
    case distinct(Expression, Expression)
    /// `x = ANY (array)` and the like.
    case quantified(Expression, String, Quantifier, Expression)
    /// `CASE`.
    case conditional(Conditional)
    /// `COALESCE(x, y, …)`.
    case coalesce([Expression])
    /// `NULLIF(x, y)`.
    case nullIf(Expression, Expression)
    /// `ARRAY[x, y, …]`.
    case array([Expression])
    /// `ROW(x, y, …)`.
    case row([Expression])
    /// `(SELECT x)`: a sub-select of one value that reads nothing.
    case select(Expression)
    /// A sub-select that reads something.
    case subquery(Subquery)
    /// What is not understood: words with one space between them.
    case opaque(String)
}

extension Expression {
    /// The name of a column, the parts as the catalog holds them.
    public struct ColumnName: Sendable, Hashable {
        /// The table or the alias in front of it.
        public var qualifier: String?
        /// The name.
        public var name: String

        /// Makes a name.
        public init(qualifier: String? = nil, _ name: String) {
            self.qualifier = qualifier
            self.name = name
        }
    }

    /// A constant without its type.
    public enum Literal: Sendable, Hashable {
        case null
        case boolean(Bool)
        /// Digits, with a point or an exponent where there is one.
        case number(String)
        /// What is between the quotes, with nothing escaped.
        case string(String)
    }

    /// A test that is never NULL.
    public enum Test: String, Sendable, Hashable {
        case isNull = "IS NULL"
        case isNotNull = "IS NOT NULL"
        case isTrue = "IS TRUE"
        case isNotTrue = "IS NOT TRUE"
        case isFalse = "IS FALSE"
        case isNotFalse = "IS NOT FALSE"
        case isUnknown = "IS UNKNOWN"
        case isNotUnknown = "IS NOT UNKNOWN"
    }

    /// How an operator goes over an array or the rows of a sub-select.
    public enum Quantifier: String, Sendable, Hashable {
        case any = "ANY"
        case all = "ALL"
    }

    /// `CASE operand WHEN condition THEN result … ELSE otherwise END`.
    public struct Conditional: Sendable, Hashable {
        /// One `WHEN … THEN …`.
        public struct Branch: Sendable, Hashable {
            /// What is tested, or compared with the operand.
            public var condition: Expression
            /// The value when it holds.
            public var result: Expression

            /// Makes a branch.
            public init(condition: Expression, result: Expression) {
                self.condition = condition
                self.result = result
            }
        }

        /// What the conditions are compared with; nil where they are conditions themselves.
        public var operand: Expression?
        /// The branches, in order.
        public var branches: [Branch]
        /// The value when none holds; NULL where nothing is written.
        public var otherwise: Expression

        /// Makes a conditional.
        public init(operand: Expression? = nil, branches: [Branch], otherwise: Expression) {
            self.operand = operand
            self.branches = branches
            self.otherwise = otherwise
        }
    }

    /// A sub-select: what is in front of its condition and behind it is text.
    public struct Subquery: Sendable, Hashable {
        /// What the sub-select is asked for.
        public enum Form: Sendable, Hashable {
            /// `EXISTS (…)`.
            case exists
            /// `(…)`, one value.
            case value
            /// `ARRAY(…)`.
            case array
            /// `x = ANY (…)`, which is also `x IN (…)`.
            case quantified(Expression, String, Quantifier)
        }

        /// What it is asked for.
        public var form: Form
        /// From SELECT up to WHERE; the whole text where there is no plain WHERE.
        public var head: String
        /// The condition.
        public var filter: Expression?
        /// What follows the condition.
        public var tail: String

        /// Makes a sub-select.
        public init(form: Form, head: String, filter: Expression? = nil, tail: String = "") {
            self.form = form
            self.head = head
            self.filter = filter
            self.tail = tail
        }
    }
}
