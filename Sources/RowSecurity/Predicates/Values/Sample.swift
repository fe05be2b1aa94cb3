/// Values of a sort that are no constant of a predicate.
struct Sample {
    let sort: Constant.Sort
    /// The constants between which they lie.
    let low: Constant?
    let high: Constant?
    /// The constants that they are not, where there is no order.
    let taken: [Constant]
    let isInteger: Bool

    /// The value in a place of an ascending row of `count`; nil where there is no room.
    func value(_ place: Int, of count: Int) -> Constant? {
        switch sort {
        case .boolean, .label: return nil
        case .number, .single, .double, .day, .moment: return number(place, of: count)
        case .text("uuid"): return identifier(place)
        case .text: return text(place, of: count)
        }
    }

    private func number(_ place: Int, of count: Int) -> Constant? {
        func units(_ constant: Constant?) -> Int128? {
            guard case .number(let number)? = constant?.value else { return nil }
            return number.units
        }
        let isWhole = isInteger || sort == .day
        let step: Int128
        switch sort {
        // Days apart, so that they read well.
        case .moment: step = FixedNumber.one * 86_400_000_000
        default: step = FixedNumber.one
        }
        let steps = Int128(place)
        var value: Int128
        switch (units(low), units(high)) {
        case (nil, nil): value = steps * step
        case (let low?, nil): value = whole(low) + steps * step
        case (nil, let high?): value = whole(high) - Int128(count - place + 1) * step
        case (let low?, let high?):
            value = whole(low) + steps * step
            if value >= high || whole(low) + Int128(count) * step >= high {
                value = low + (high - low) * steps / Int128(count + 1)
                if isWhole || isMoment {
                    value = FixedNumber(units: low + FixedNumber.one * (steps - 1)).nextWhole
                }
            }
            guard value > low, value < high else { return nil }
        }
        let number = FixedNumber(units: value)
        let digits = sort == .single ? 6 : sort == .double ? 15 : 30
        guard number.significantDigits <= digits else { return nil }
        let constant = Constant(sort, .number(number))
        return low.map { $0.precedes(constant) } ?? true
            && high.map { constant.precedes($0) } ?? true
            ? constant : nil
    }

    private var isMoment: Bool {
        if case .moment = sort { return true }
        return false
    }

    /// The whole number at or below.
    private func whole(_ units: Int128) -> Int128 {
        isMoment ? units : FixedNumber(units: units).nextWhole - FixedNumber.one
    }

    private func identifier(_ place: Int) -> Constant? {
        for start in ["00000000-0000-4000-8000-00000000000", "ffffffff-ffff-4fff-bfff-fffffffffff"]
        where place < 10 {
            let constant = Constant(sort, .text(Array((start + String(place)).utf8)))
            let isAbove = low.map { $0.precedes(constant) } ?? true
            if isAbove, high.map({ constant.precedes($0) }) ?? true { return constant }
        }
        return nil
    }

    private func text(_ place: Int, of count: Int) -> Constant? {
        func isTaken(_ text: String) -> Bool {
            taken.contains { $0.value == .text(Array(text.utf8)) }
        }
        var free: [String] = count == 1 && !isTaken("other") ? ["other"] : []
        for letter in "abcdefghijklmnopqrstuvwxyz" where free.count < count {
            if !isTaken(String(letter)) { free.append(String(letter)) }
        }
        return place <= free.count
            ? Constant(sort, .text(Array(free[place - 1].utf8))) : nil
    }

    /// The sort of the values of a type; nil where no value is made up.
    static func sort(ofType type: String) -> Constant.Sort? {
        switch type {
        case "integer", "bigint", "smallint", "numeric": .number
        case "real": .single
        case "double precision": .double
        case "boolean": .boolean
        case "date": .day
        case "timestamp with time zone": .moment(isZoned: true)
        case "timestamp without time zone": .moment(isZoned: false)
        case "text": .text(type: "text")
        case "uuid", "name": .text(type: type)
        default: type.hasPrefix("character varying") ? .text(type: "text") : nil
        }
    }

    /// The type of a value of the session whose function every installation has.
    static func type(ofClaim text: String) -> String? {
        switch text {
        case "auth.uid()": "uuid"
        case "auth.role()", "auth.email()": "text"
        default: nil
        }
    }

    /// Whether a column of the type can hold the value.
    static func fits(_ constant: Constant, _ type: String) -> Bool {
        let limits = type.split(separator: "(").dropFirst().first?
            .prefix { $0 != ")" }.split(separator: ",").compactMap { Int($0) }
        let bare = String(type.prefix { $0 != "(" })
        switch (constant.sort, constant.value) {
        case (.number, .number(let number)):
            guard bare != "numeric" else {
                guard let limits, let digits = limits.first else { return type == "numeric" }
                let scale = limits.count > 1 ? limits[1] : 0
                guard scale >= 0, digits > scale, let whole = constant.whole else { return false }
                return String(whole.magnitude).count <= digits - scale
            }
            guard number.units % FixedNumber.one == 0, let whole = constant.whole else {
                return false
            }
            switch bare {
            case "smallint": return Int16(exactly: whole) != nil
            case "integer": return Int32(exactly: whole) != nil
            case "bigint": return Int64(exactly: whole) != nil
            default: return false
            }
        case (.text("text"), .text(let bytes)):
            guard bare == "character varying", let limit = limits?.first else {
                return type == "text" || type == "character varying"
            }
            return String(decoding: bytes, as: UTF8.self).unicodeScalars.count <= limit
        case (.text("bpchar"), .text(let bytes)):
            return bare == "character" && bytes.count <= limits?.first ?? 1
        case (.text("name"), .text(let bytes)): return type == "name" && bytes.count < 64
        case (.label(let label), _): return label == type
        case (let sort, _): return self.sort(ofType: type) == sort
        }
    }
}
