import Dispatch

/// An executor that runs the work of an actor on a separate queue, so that other tasks need not wait for a disk.
final class DatabaseExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "swift-tmforum.sqlite-store")

    func enqueue(_ job: consuming ExecutorJob) {
        // Safety: the job is run once, here.
        let job = UnownedJob(job)
        queue.async { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
