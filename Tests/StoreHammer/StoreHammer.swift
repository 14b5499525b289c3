import TMFJSON
import TMFStore

/// Commits to a file store under load until it is killed, and tells of every acknowledged commit.
///
/// The arguments are the directory and a number that tells this run from others, or `hold` to only keep the store open. A line is
/// `sequence key=value …`; the values of one line were committed together.
@main
struct StoreHammer {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { return }
        let store = try FileStore(
            at: arguments[1], options: StoreOptions(history: 200),
            maintenance: FileStoreMaintenance(segmentSize: 16_384, compactionThreshold: 60_000, feedSize: 400_000))
        Acknowledgement.print("open")
        guard arguments[2] != "hold" else {
            Acknowledgement.waitForever()
            return
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<4 {
                group.addTask { try await hammer(store, run: arguments[2], worker: worker) }
            }
            try await group.waitForAll()
        }
    }

    /// Creates and replaces one resource, and two that belong together, over and over.
    private static func hammer(_ store: FileStore, run: String, worker: Int) async throws {
        for number in 0... {
            let value = "\(run).\(worker).\(number)"
            let names = number % 3 == 0 ? ["left\(worker)", "right\(worker)"] : ["single\(worker).\(number % 20)"]
            var changes: [StoreChange] = []
            for name in names {
                let key = ResourceKey("hammer", name)
                let document = try JSONDocument(
                    parsing: #"{"value":"\#(value)","pad":"\#(String(repeating: "p", count: number % 400))"}"#)
                let exists = try await store.resource(for: key) != nil
                changes.append(exists ? .replace(key, document, revision: nil) : .create(key, document))
            }
            let commit = try await store.commit(changes)
            Acknowledgement.print("\(commit.sequence) \(names.map { "\($0)=\(value)" }.joined(separator: " "))")
            if worker == 0, number % 150 == 149 { try await store.compact() }
        }
    }
}
