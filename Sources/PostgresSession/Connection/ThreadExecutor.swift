#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A serial executor with a thread of its own, on which libpq may block.
///
/// The cooperative pool has as many threads as cores; a blocking call there would stall every task.
/// The thread ends after `stop()`, which the session calls when it goes.
final class ThreadExecutor: SerialExecutor {
    private enum Work {
        case job(UnownedJob)
        case call(@Sendable () -> Void)
    }

    private struct Queue {
        var work: [Work] = []
        var isStopped = false
    }

    private let queue = Monitor(Queue())
    private let threadID = Monitor<pthread_t?>(nil)

    init() {
        startThread { self.run() }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.update { $0.work.append(.job(job)) }
    }

    /// Runs a call on the thread after everything that was enqueued before it.
    func call(_ body: @escaping @Sendable () -> Void) {
        queue.update { $0.work.append(.call(body)) }
    }

    /// Lets the thread end once its queue is empty.
    func stop() {
        queue.update { $0.isStopped = true }
    }

    func checkIsolated() {
        let current = pthread_self()
        let isOwn = threadID.update(wake: false) { thread in
            thread.map { pthread_equal($0, current) != 0 } ?? false
        }
        precondition(isOwn, "not on the thread of this session")
    }

    private func run() {
        let current = pthread_self()
        threadID.update(wake: false) { $0 = current }
        var work: [Work] = []
        while true {
            work.removeAll(keepingCapacity: true)
            // The two arrays change places, so that neither is allocated again.
            let isStopped = queue.wait { queue -> Bool? in
                if queue.work.isEmpty { return queue.isStopped ? true : nil }
                swap(&work, &queue.work)
                return false
            }
            if isStopped { return }
            for item in work {
                switch item {
                case .job(let job): job.runSynchronously(on: asUnownedSerialExecutor())
                case .call(let body): body()
                }
            }
        }
    }
}

/// Starts a detached thread that takes no signals, so that SIGINT and SIGTERM reach the program's
/// own handlers.
package func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Start {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var blocked = sigset_t()
    var previous = sigset_t()
    sigfillset(&blocked)
    for fault in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT] { sigdelset(&blocked, fault) }
    pthread_sigmask(SIG_SETMASK, &blocked, &previous)
    defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }

    let start = Unmanaged.passRetained(Start(body)).toOpaque()
    #if canImport(Darwin)
        var thread: pthread_t?
        let failure = pthread_create(
            &thread, nil,
            { start in
                Unmanaged<Start>.fromOpaque(start).takeRetainedValue().body()
                return nil
            }, start)
        precondition(failure == 0, "cannot start a thread: error \(failure)")
        if let thread { pthread_detach(thread) }
    #else
        var thread = pthread_t()
        let failure = pthread_create(
            &thread, nil,
            { start in
                if let start { Unmanaged<Start>.fromOpaque(start).takeRetainedValue().body() }
                return nil
            }, start)
        precondition(failure == 0, "cannot start a thread: error \(failure)")
        pthread_detach(thread)
    #endif
}
