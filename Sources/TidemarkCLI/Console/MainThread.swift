import PostgresSession

/// Runs the program's tasks on the main thread, which otherwise would wait while others do it.
///
/// The runtime's own pool makes several threads, with memory of their own, before it runs anything: a
/// twentieth of what a run with nothing to do takes. Sessions have their threads in any case.
final class MainThread: TaskExecutor {
    private struct Queue {
        var jobs: [UnownedJob] = []
        var result: Int32?
    }

    private let queue = Monitor(Queue())

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.update { $0.jobs.append(job) }
    }

    /// Runs a task to its end; to be called once, on the main thread.
    func run(_ body: @escaping @Sendable () async -> Int32) -> Int32 {
        Task(executorPreference: self) {
            let result = await body()
            self.queue.update { $0.result = result }
        }
        var jobs: [UnownedJob] = []
        while true {
            jobs.removeAll(keepingCapacity: true)
            let result = queue.wait { queue -> Int32?? in
                if queue.jobs.isEmpty, queue.result == nil { return nil }
                swap(&jobs, &queue.jobs)
                return .some(queue.result)
            }
            if let result { return result }
            for job in jobs { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
        }
    }
}
