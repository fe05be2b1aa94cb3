/// The predicates of several policies as the server combines them: rows pass for which at least one permissive policy is
/// true and every restrictive one.
public struct Combination: Sendable, Hashable {
    /// One predicate with the name of its policy.
    public struct Policy: Sendable, Hashable {
        /// The name that results say.
        public var name: String
        /// USING or WITH CHECK.
        public var predicate: Expression

        /// Makes a policy.
        public init(name: String, predicate: Expression) {
            self.name = name
            self.predicate = predicate
        }

        /// Makes a policy of what the server deparsed.
        public init(name: String, parsing text: String) {
            self.init(name: name, predicate: Expression(parsing: text))
        }
    }

    /// The policies for one command; what must pass several, such as an UPDATE that reads, has several layers.
    public struct Layer: Sendable, Hashable {
        /// The permissive policies that have a predicate; without any, nothing passes.
        public var permissive: [Policy]
        /// The restrictive policies that have a predicate.
        public var restrictive: [Policy]

        /// Makes a layer.
        public init(permissive: [Policy], restrictive: [Policy] = []) {
            self.permissive = permissive
            self.restrictive = restrictive
        }
    }

    /// What a row must pass, each; without any, everything passes.
    public var layers: [Layer]

    /// Makes a combination.
    public init(layers: [Layer]) {
        self.layers = layers
    }

    /// The policies for one command.
    public init(permissive: [Policy], restrictive: [Policy] = []) {
        layers = [Layer(permissive: permissive, restrictive: restrictive)]
    }

    /// One predicate alone.
    public init(_ predicate: Expression) {
        self.init(permissive: [Policy(name: "", predicate: predicate)])
    }

    /// Every row passes, as without row-level security.
    public static let everything = Combination(layers: [])
    /// No row passes, as without a permissive policy.
    public static let nothing = Combination(permissive: [])

    /// What passes both.
    public func and(_ other: Combination) -> Combination {
        Combination(layers: layers + other.layers)
    }

    /// The whole as one expression.
    public var predicate: Expression {
        func joined(_ parts: [Expression], _ join: ([Expression]) -> Expression) -> Expression {
            parts.count == 1 ? parts[0] : join(parts)
        }
        let parts = layers.flatMap { layer in
            [joined(layer.permissive.map(\.predicate)) { .any($0) }]
                + layer.restrictive.map(\.predicate)
        }
        return joined(parts) { .all($0) }
    }
}
