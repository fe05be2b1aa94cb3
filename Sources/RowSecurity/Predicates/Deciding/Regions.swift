/// The values of a sort, cut at constants: NULL, the constants, and what is between and beside them.
///
/// The numbers are those of a `ValueSet`: 0 is NULL. With an order, odd numbers are what is between two constants and even ones
/// the constants; without one, the constants come first and all the rest is the last.
struct Regions: Sendable {
    let sort: Constant.Sort?
    let constants: [Constant]
    let isOrdered: Bool

    init(sort: Constant.Sort?, constants: Set<Constant>) {
        self.sort = sort
        isOrdered = sort.map(Constant.isOrdered) ?? false
        if isOrdered {
            self.constants = constants.sorted { $0.precedes($1) }
        } else {
            self.constants = constants.sorted { $0.text < $1.text }
        }
    }

    static let null = 0

    /// How many regions there are, NULL and the empty ones included.
    var count: Int { isOrdered ? 2 * constants.count + 2 : constants.count + 2 }

    /// The constant that is the whole region.
    func constant(_ region: Int) -> Constant? {
        guard region > 0 else { return nil }
        if isOrdered { return region % 2 == 0 ? constants[region / 2 - 1] : nil }
        return region <= constants.count ? constants[region - 1] : nil
    }

    /// The constants at the ends of a region between or beside constants.
    func bounds(_ region: Int) -> (low: Constant?, high: Constant?) {
        guard isOrdered, region % 2 == 1 else { return (nil, nil) }
        let index = region / 2
        return (
            index > 0 ? constants[index - 1] : nil,
            index < constants.count ? constants[index] : nil
        )
    }

    /// What values of two regions can be to each other.
    func outcomes(_ left: Int, _ right: Int) -> Outcomes {
        if left == Self.null || right == Self.null { return .null }
        if left != right {
            guard isOrdered else { return .different }
            return left < right ? .less : .greater
        }
        return constant(left) != nil ? .equal : [.less, .equal, .greater]
    }

    /// The regions that come out in one of some ways when compared with a constant.
    func regions(_ constant: Constant, _ outcomes: Outcomes) -> ValueSet {
        guard let point = (1..<count).first(where: { self.constant($0) == constant }) else {
            return ValueSet(below: count)
        }
        return ValueSet((0..<count).filter { outcomes.isSuperset(of: self.outcomes($0, point)) })
    }

    /// The regions that hold any value of a term.
    func inhabited(by term: Term) -> ValueSet {
        ValueSet(
            (0..<count).filter { region in
                if region == Self.null {
                    return !term.isNeverNull && !term.isColumnEverywhereNotNull
                }
                return isInhabited(region, isInteger: term.isInteger)
            })
    }

    private func isInhabited(_ region: Int, isInteger: Bool) -> Bool {
        if sort == .boolean { return constant(region) != nil }
        guard isInteger else { return true }
        if let constant = constant(region) { return constant.whole != nil }
        guard case (let low?, let high?) = bounds(region) else { return true }
        guard case .number(let first) = low.value, case .number(let last) = high.value else {
            return true
        }
        return first.nextWhole < last.units
    }
}

extension FixedNumber {
    /// The units of the smallest whole number above it.
    var nextWhole: Int128 {
        let below = units >= 0 ? units / Self.one : -((-units + Self.one - 1) / Self.one)
        return (below + 1) * Self.one
    }
}

extension Constant {
    /// The constant, when it is a whole number.
    var whole: Int128? {
        guard case .number(let number) = value, number.units % FixedNumber.one == 0 else {
            return nil
        }
        return number.units / FixedNumber.one
    }
}
