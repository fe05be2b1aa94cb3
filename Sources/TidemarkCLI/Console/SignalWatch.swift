import Glibc
import Migrations

/// Turns SIGINT and SIGTERM into an orderly end.
///
/// A handler puts the signal into a pipe, and a thread takes it out, where anything may be called. Blocking
/// the signals in every thread is no way: the main thread waits inside the runtime with none blocked.
/// While a run is under way it is asked to stop, and the server to cancel its statement; a second signal
/// ends the process at once. Otherwise there is nothing to clean up.
enum SignalWatch {
    /// Both ends of the pipe; written before the handler is installed, and only read from then on.
    private nonisolated(unsafe) static var readEnd: Int32 = -1
    private nonisolated(unsafe) static var writeEnd: Int32 = -1

    /// Catches the signals from here on; `start` says what happens then.
    static func catchSignals() {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        unsafe readEnd = ends[0]
        unsafe writeEnd = ends[1]
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { number in
            // Only what the manual page signal-safety allows.
            let before = errno
            var byte = UInt8(truncatingIfNeeded: number)
            _ = unsafe write(SignalWatch.writeEnd, &byte, 1)
            errno = before
        }
        action.sa_flags = SA_RESTART
        unsafe sigaction(SIGINT, &action, nil)
        unsafe sigaction(SIGTERM, &action, nil)
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
        let first = next()
        guard interruption.isWatching else { _exit(128 + first) }
        // Again and again, as a request that comes between two statements hits none.
        while true {
            interruption.interrupt(signal: first)
            var wanted = unsafe pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
            if unsafe poll(&wanted, 1, 100) > 0 {
                _ = unsafe write(2, "stopped at once; look: tidemark status\n", 39)
                _exit(3)
            }
        }
    }

    /// Waits for a signal.
    private static func next() -> Int32 {
        var byte: UInt8 = 0
        while unsafe read(readEnd, &byte, 1) != 1 {}
        return Int32(byte)
    }
}
