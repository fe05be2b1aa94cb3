import Proving
import Testing

/// The table of hazards that the rules were written from, row by row.
struct HazardTableTests {
    static let rows: [Int: [String]] = [
        1: ["require-concurrent-index-creation"],
        2: ["concurrently-in-transaction"],
        3: ["concurrent-index-if-not-exists", "concurrent-index-short-lock-timeout"],
        4: ["require-concurrent-index-deletion", "require-concurrent-reindex"],
        // Harmless, as LintHarmlessTests shows: 5, 12, and 13 at UTC.
        5: [],
        6: ["add-column-volatile-default"],
        7: ["add-column-auto-increment", "add-column-generated-stored"],
        8: ["adding-required-field"],
        9: ["add-column-check", "add-column-unique", "add-column-references"],
        10: ["adding-not-nullable-field"],
        11: ["changing-column-type"],
        12: [],
        13: ["changing-timestamp-to-timestamptz"],
        14: ["changing-column-collation"],
        15: ["constraint-missing-not-valid"],
        16: ["adding-foreign-key-constraint"],
        17: ["create-table-references"],
        18: ["drop-foreign-key"],
        19: ["adding-unique-constraint", "adding-primary-key"],
        20: ["adding-exclusion-constraint"],
        21: ["lock-held-through-scan"],
        22: ["require-lock-timeout"],
        23: ["ban-drop-table", "ban-drop-column", "ban-drop-schema"],
        24: ["renaming-table", "renaming-column", "renaming-schema", "renaming-enum-value"],
        25: ["ban-truncate", "ban-truncate-cascade"],
        26: ["require-where"],
        27: ["attach-partition-scan"],
        28: ["create-partition-of"],
        29: ["require-concurrent-partition-detach"],
        30: ["index-on-partitioned-table", "concurrent-index-on-partitioned-table"],
        31: [
            "set-logged-unlogged", "set-tablespace", "set-access-method", "ban-cluster",
            "ban-vacuum-full",
        ],
        32: ["require-concurrent-refresh"],
        33: ["adding-trigger", "ban-disable-trigger"],
        34: [
            "enable-rls-without-policy", "policy-without-rls", "disable-row-level-security",
            "drop-policy",
        ],
        35: ["replace-view-loses-options"],
        36: ["adding-domain-constraint"],
        37: ["enum-value-used-in-transaction", "require-enum-value-ordering"],
        38: [
            "prefer-jsonb", "prefer-timestamptz", "ban-char-field", "prefer-text-field",
            "prefer-identity", "prefer-bigint-primary-key",
        ],
        39: ["unindexed-foreign-key", "merge-alter-table"],
        40: ["transaction-nesting", "commit-in-do-block"],
        41: ["if-not-exists-hides-drift"],
        42: [
            "identifier-too-long", "require-table-schema", "table-without-primary-key",
            "replica-identity-full", "ban-drop-extension", "ban-drop-cascade",
        ],
    ]

    @Test func everyRowHasItsRulesAndEveryRuleItsRow() {
        #expect(Self.rows.keys.sorted() == Array(1...42))
        #expect(Self.rows.values.flatMap(\.self).sorted() == LintRule.all.map(\.id).sorted())
    }
}
