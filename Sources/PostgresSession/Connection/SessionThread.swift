#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A thread of its own for one session, on which libpq may block.
///
/// The cooperative pool has as many threads as cores; a blocking call there would stall every task. A task
/// may prefer this thread, too, so that what it does with the session costs no change of thread.
///
/// The thread begins with the first work. It ends when its session has gone and nothing is left to do;
/// later work begins another.
public final class SessionThread: SerialExecutor, TaskExecutor {
    private enum Work {
        case job(UnownedJob)
        case call(@Sendable () -> Void)
    }

    private struct Queue {
        var work: [Work] = []
        var isRunning = false
        var isStopped = false
    }

    private let queue = Monitor(Queue())
    private let threadID = Monitor<pthread_t?>(nil)

    /// Makes an executor without a thread yet.
    public init() {}

    /// Takes a job; called by the runtime.
    public func enqueue(_ job: consuming ExecutorJob) {
        add(.job(UnownedJob(job)))
    }

    /// Runs a call on the thread after everything that was enqueued before it.
    func call(_ body: @escaping @Sendable () -> Void) {
        add(.call(body))
    }

    /// Lets the thread end once its queue is empty.
    func stop() {
        queue.update { $0.isStopped = true }
    }

    /// Keeps the thread for another session after `stop()`.
    func keep() {
        queue.update(wake: false) { $0.isStopped = false }
    }

    /// Ends the process unless it is called on this thread; called by the runtime.
    public func checkIsolated() {
        let current = pthread_self()
        let isOwn = threadID.update(wake: false) { thread in
            thread.map { pthread_equal($0, current) != 0 } ?? false
        }
        precondition(isOwn, "not on the thread of this session")
    }

    private func add(_ work: Work) {
        let isFirst = queue.update { queue in
            queue.work.append(work)
            defer { queue.isRunning = true }
            return !queue.isRunning
        }
        if isFirst { startThread { self.run() } }
    }

    private func run() {
        let current = pthread_self()
        threadID.update(wake: false) { $0 = current }
        var work: [Work] = []
        while true {
            work.removeAll(keepingCapacity: true)
            // The two arrays change places, so that neither is allocated again.
            let isOver = queue.wait { queue -> Bool? in
                guard queue.work.isEmpty else {
                    swap(&work, &queue.work)
                    return false
                }
                guard queue.isStopped else { return nil }
                queue.isRunning = false
                return true
            }
            if isOver { return }
            for item in work {
                switch item {
                case .job(let job):
                    job.runSynchronously(
                        isolatedTo: asUnownedSerialExecutor(),
                        taskExecutor: asUnownedTaskExecutor())
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
