import Dispatch

/// Runs the work of an actor on a queue of its own, so that the tasks of others need not wait for a disk.
final class DatabaseExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "swift-tmforum.sqlite-store")

    func enqueue(_ job: consuming ExecutorJob) {
        // Safety: the job is run once, here.
        let job = UnownedJob(job)
        queue.async { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
