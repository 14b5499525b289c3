import TMFStore
import Testing

@Suite("Stores on read-only media")
struct ReadOnlyTests {
    @Test("A store on a read-only medium can be looked at, unless it is in use", arguments: [true, false])
    func readOnlyMedium(_ hasLock: Bool) async throws {
        let disk = SimulatedDisk()
        let store = try FaultWorkload.open(disk)
        try await store.commit([.create(ResourceKey("things", "0"), FaultWorkload.document(0))])
        disk.set { $0.isReadOnly = true }
        let error = #expect(throws: StoreError.self) { try FileStore.verify(FaultWorkload.directory, fileSystem: disk) }
        #expect(error?.code == .locked)
        disk.set { $0.isReadOnly = false }
        try await store.close()
        if !hasLock { try disk.remove(FaultWorkload.directory + "/lock") }
        disk.set { $0.isReadOnly = true }
        let files = disk.files
        let report = try FileStore.verify(FaultWorkload.directory, fileSystem: disk)
        #expect(report.isReadOnly && report.damages == [] && report.resources == 1)
        #expect(report.description.contains("read-only"))
        let refusal = #expect(throws: StoreError.self) {
            try FileStore.repair(FaultWorkload.directory, fileSystem: disk)
        }
        #expect(refusal?.code == .unavailable)
        #expect(disk.files == files)
        disk.set { $0.isReadOnly = false }
        #expect(try FileStore.verify(FaultWorkload.directory, fileSystem: disk).isReadOnly == false)
    }
}
