extension Widening {
    /// Compares what passes before and after a change.
    ///
    /// Nothing is read; the time is bounded, and beyond it the answer is `undecided`.
    public static func compare(
        _ old: Combination, _ new: Combination,
        before: Surroundings = Surroundings(), after: Surroundings = Surroundings()
    ) -> Widening {
        var lowering = Lowering(old: before, new: after)
        guard
            let sides = try? (
                old: PolicyTruths(old, .old, &lowering), new: PolicyTruths(new, .new, &lowering)
            )
        else { return Widening(widening: .undecided, narrowing: .undecided) }
        lowering.vocabulary.separateClaims()
        let doubts = lowering.vocabulary.doubts.sorted { "\($0)" < "\($1)" }
        let question = Question(
            lowering.vocabulary, claims: sides.old.claims.union(sides.new.claims))
        return Widening(
            widening: question.answer(passes: sides.new, not: sides.old),
            narrowing: question.answer(passes: sides.old, not: sides.new), doubts: doubts)
    }

    /// Compares two predicates.
    public static func compare(
        _ old: Expression, _ new: Expression,
        before: Surroundings = Surroundings(), after: Surroundings = Surroundings()
    ) -> Widening {
        compare(Combination(old), Combination(new), before: before, after: after)
    }
}

/// When the policies of one side are true.
struct PolicyTruths {
    struct Policy {
        let name: String
        let isTrue: Requirement<Claim>
    }

    let permissive: [Policy]
    let restrictive: [Policy]
    let whole: Requirement<Claim>

    init(_ combination: Combination, _ side: Side, _ lowering: inout Lowering) throws {
        var permissive: [Policy] = []
        var restrictive: [Policy] = []
        var whole = Requirement<Claim>.constant(true)
        for layer in combination.layers {
            var some = Requirement<Claim>.constant(false)
            for policy in layer.permissive {
                let isTrue = try lowering.truth(of: policy.predicate, side).isTrue
                permissive.append(Policy(name: policy.name, isTrue: isTrue))
                some = some || isTrue
            }
            whole = whole && some
            for policy in layer.restrictive {
                let isTrue = try lowering.truth(of: policy.predicate, side).isTrue
                restrictive.append(Policy(name: policy.name, isTrue: isTrue))
                whole = whole && isTrue
            }
        }
        self.permissive = permissive
        self.restrictive = restrictive
        self.whole = whole
    }

    /// All claims in it.
    var claims: Set<Claim> {
        var found: Set<Claim> = []
        whole.forEachLeaf { found.insert($0) }
        for policy in permissive + restrictive { policy.isTrue.forEachLeaf { found.insert($0) } }
        return found
    }
}
