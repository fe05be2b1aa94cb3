/// Whether the tests that take minutes are asked for: `TIDEMARK_LONG=1`, as `scripts/test --long` sets it.
public var isLongRun: Bool { testEnvironment("TIDEMARK_LONG").values.first?.isEmpty == false }

/// The seed of tests that draw by lot: `TIDEMARK_SEED`, else 1, so that a run is like the one before.
public var testSeed: UInt64 {
    testEnvironment("TIDEMARK_SEED").values.first.flatMap { UInt64($0) } ?? 1
}

/// Random numbers that are the same for the same seed, everywhere (SplitMix64).
public struct TestRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts at a seed.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var number = state
        number = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
        number = (number ^ (number >> 27)) &* 0x94D0_49BB_1331_11EB
        return number ^ (number >> 31)
    }
}
