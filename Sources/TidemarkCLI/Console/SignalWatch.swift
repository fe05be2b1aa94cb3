import Glibc
import Migrations

/// Turns SIGINT and SIGTERM into an orderly end.
///
/// The signals are blocked in every thread and taken by one that waits for them, where anything may be
/// called. While a run is under way it is asked to stop, and the server to cancel its statement; a
/// second signal ends the process at once. Otherwise there is nothing to clean up.
enum SignalWatch {
    /// Blocks the signals; before any other thread is started, as threads inherit the mask.
    static func block() {
        var set = sigset()
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
        // A closed pipe is told by write(), not by a signal that would end a migration half-way.
        signal(SIGPIPE, SIG_IGN)
    }

    /// Starts the thread that waits.
    static func start(_ interruption: Interruption) {
        let box = unsafe Unmanaged.passRetained(interruption)
        var thread = pthread_t()
        unsafe pthread_create(
            &thread, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                let interruption = unsafe Unmanaged<Interruption>.fromOpaque(argument)
                    .takeRetainedValue()
                SignalWatch.wait(interruption)
                return nil
            }, unsafe box.toOpaque())
        pthread_detach(thread)
    }

    private static func wait(_ interruption: Interruption) {
        var set = sigset()
        var signal: Int32 = 0
        while unsafe sigwait(&set, &signal) != 0 {}
        let first = signal
        guard interruption.isWatching else { _exit(128 + first) }
        // Again and again, as a request that comes between two statements hits none.
        var pause = timespec(tv_sec: 0, tv_nsec: 100_000_000)
        while true {
            interruption.interrupt(signal: first)
            if unsafe sigtimedwait(&set, nil, &pause) > 0 {
                _ = unsafe write(2, "stopped at once; look: tidemark status\n", 39)
                _exit(3)
            }
        }
    }

    private static func sigset() -> sigset_t {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        unsafe sigaddset(&set, SIGINT)
        unsafe sigaddset(&set, SIGTERM)
        return set
    }
}
