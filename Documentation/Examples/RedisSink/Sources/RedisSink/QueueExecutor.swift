import Dispatch

/// An executor that runs the work of an actor on a separate queue, so that other tasks need not wait for a server.
final class QueueExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "redis-sink")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
