internal import Dispatch

/// Threads of their own for workers, who may block in reads and writes: on the shared pool of the concurrency runtime,
/// which has one thread a core, that would stop everything else.
final class WorkerThreads: TaskExecutor {
    private let queue = DispatchQueue(label: "galley.workers", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
