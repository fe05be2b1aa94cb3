extension LockCase {
    /// Statements that run in no transaction block.
    static let concurrent = parse(
        """
        create index concurrently on plain (a) => ShareUpdateExclusive plain
        create unique index concurrently if not exists ii on only plain (id)
            => ShareUpdateExclusive plain
        drop index concurrently plain_a => ShareUpdateExclusive plain_a; also plain
        drop index concurrently if exists public.plain_a
            => ShareUpdateExclusive public.plain_a; also plain
        reindex table concurrently plain => ShareUpdateExclusive plain
        reindex (concurrently, verbose) table plain => ShareUpdateExclusive plain
        reindex index concurrently plain_a => ShareUpdateExclusive plain_a; also plain
        reindex (concurrently on) index plain_a => ShareUpdateExclusive plain_a; also plain
        reindex table log => Share log
        vacuum plain => ShareUpdateExclusive plain
        vacuum verbose analyze plain (a) => ShareUpdateExclusive plain
        vacuum (full off, analyze) plain => ShareUpdateExclusive plain
        vacuum (freeze, full 'false') plain => ShareUpdateExclusive plain
        vacuum full plain => AccessExclusive plain
        vacuum full freeze verbose plain => AccessExclusive plain
        vacuum (verbose, full) plain => AccessExclusive plain
        vacuum (full on) plain => AccessExclusive plain
        vacuum only plain => ShareUpdateExclusive plain; since 18
        alter table queue detach partition queue_1 concurrently
            => ShareUpdateExclusive queue, AccessExclusive queue_1
        """)
}
