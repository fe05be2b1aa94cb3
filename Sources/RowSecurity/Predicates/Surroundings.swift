/// What the meaning of a predicate depends on besides its text, in one of two databases.
///
/// The texts must be deparsed under an empty `search_path`, as `Catalog` has them: a bare name is then one of `pg_catalog`.
public struct Surroundings: Sendable {
    /// The columns of the table by name; one that is missing is taken to hold any value, NULL too.
    public var columns: [String: Column]
    /// The labels of enumerations by the name of the type as the server writes it.
    public var enumerations: [String: [String]]
    /// What is known of a function or of an operator outside `pg_catalog` (`OPERATOR(public.=)`), by its name as the
    /// server writes it; nil where nothing is known.
    public var function: @Sendable (String) -> FunctionDefinition?
    /// What a table or view that a sub-select reads lets the reader see, as a text that changes whenever that may have
    /// changed; nil where nothing is known.
    public var relation: @Sendable (String) -> String?

    /// Makes surroundings; without arguments, of nothing.
    public init(
        columns: [String: Column] = [:], enumerations: [String: [String]] = [:],
        function: @escaping @Sendable (String) -> FunctionDefinition? = { _ in nil },
        relation: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.columns = columns
        self.enumerations = enumerations
        self.function = function
        self.relation = relation
    }

    /// A column, as far as comparisons depend on it.
    public struct Column: Sendable, Hashable {
        /// The type as `format_type` writes it.
        public var type: String
        /// Whether it can never be NULL.
        public var isNotNull: Bool
        /// Whether different texts can be equal: a collation that is not deterministic.
        public var equatesTexts: Bool
        /// Whether its value follows from other columns.
        public var isGenerated: Bool

        /// Makes a column.
        public init(
            type: String, isNotNull: Bool = false, equatesTexts: Bool = false,
            isGenerated: Bool = false
        ) {
            self.type = type
            self.isNotNull = isNotNull
            self.equatesTexts = equatesTexts
            self.isGenerated = isGenerated
        }
    }
}

/// What a function is at one moment.
public struct FunctionDefinition: Sendable, Hashable {
    /// How much a function may differ between two calls with the same arguments.
    public enum Volatility: Sendable, Hashable {
        /// Never.
        case immutable
        /// Not within one statement.
        case stable
        /// At any time.
        case volatile
    }

    /// A text that changes whenever its results may: of its body, security, settings, and of what it calls.
    public var fingerprint: String
    /// How much it may differ between calls.
    public var volatility: Volatility
    /// Whether it is NULL as soon as an argument is.
    public var isStrict: Bool
    /// Whether it gives a row rather than one value: IS NULL and IS NOT NULL can then both be false.
    public var returnsRow: Bool

    /// Makes a definition.
    public init(
        fingerprint: String, volatility: Volatility, isStrict: Bool = false,
        returnsRow: Bool = false
    ) {
        self.fingerprint = fingerprint
        self.volatility = volatility
        self.isStrict = isStrict
        self.returnsRow = returnsRow
    }
}
