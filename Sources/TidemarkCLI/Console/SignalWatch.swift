import Glibc
import Migrations

/// Turns SIGINT, SIGTERM and SIGHUP into an orderly end.
///
/// A handler puts the signal into a pipe, and a thread takes it out, where anything may be called. Blocking
/// the signals in every thread is no way: the main thread waits inside the runtime with none blocked.
/// While a run is under way it is asked to stop, and the server to cancel its statement; a second signal
/// ends the process at once. Otherwise there is nothing to clean up, and only to be said that it ended.
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
        // Under nohup it is ignored, and stays so.
        var inherited = sigaction()
        unsafe sigaction(SIGHUP, nil, &inherited)
        if !isIgnored(inherited) { unsafe sigaction(SIGHUP, &action, nil) }
        // A closed pipe is told by write(), not by a signal that would end a migration half-way.
        signal(SIGPIPE, SIG_IGN)
    }

    private static func isIgnored(_ action: sigaction) -> Bool {
        unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// Starts the thread that waits.
    ///
    /// - Parameter farewell: says how the command ended when nothing else will; given the signal and whether
    ///   a run was under way.
    static func start(
        _ interruption: Interruption, farewell: @escaping @Sendable (Int32, Bool) -> Void
    ) {
        let box = unsafe Unmanaged.passRetained(Watch(interruption, farewell))
        var thread = pthread_t()
        unsafe pthread_create(
            &thread, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                let watch = unsafe Unmanaged<Watch>.fromOpaque(argument).takeRetainedValue()
                SignalWatch.wait(watch)
                return nil
            }, unsafe box.toOpaque())
        pthread_detach(thread)
    }

    /// What the thread is given.
    private final class Watch: Sendable {
        let interruption: Interruption
        let farewell: @Sendable (Int32, Bool) -> Void

        init(_ interruption: Interruption, _ farewell: @escaping @Sendable (Int32, Bool) -> Void) {
            self.interruption = interruption
            self.farewell = farewell
        }
    }

    private static func wait(_ watch: Watch) {
        let first = next()
        guard watch.interruption.isWatching else {
            watch.farewell(first, false)
            _exit(128 + first)
        }
        // Again and again, as a request that comes between two statements hits none.
        while true {
            watch.interruption.interrupt(signal: first)
            var wanted = unsafe pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
            if unsafe poll(&wanted, 1, 100) > 0 {
                watch.farewell(first, true)
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
