/// What lock a change of a storage parameter needs, as the server's `reloptions.c` has it.
enum StorageParameter {
    /// The mode for a parameter without its `toast.`; one that is not known takes the strongest.
    static func mode(ofChanging name: String) -> LockMode {
        mild.contains(name) || name.hasPrefix("autovacuum_")
            ? .shareUpdateExclusive : .accessExclusive
    }

    /// Those that only later writes, vacuums and plans heed; all others change what is read.
    private static let mild: Set<String> = [
        "fillfactor", "toast_tuple_target", "parallel_workers", "vacuum_index_cleanup",
        "vacuum_truncate", "vacuum_max_eager_freeze_failure_rate", "log_autovacuum_min_duration",
        "deduplicate_items",
    ]
}
