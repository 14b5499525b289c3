import TMForum

/// Verifies, repairs, exports or imports the files of a store.
struct StoreCommand {
    /// The number of resources per read or write.
    private static let batchSize = 1_000

    var options: StoreCommandOptions
    var terminal: Terminal

    func run() async -> ExitStatus {
        do {
            switch options.action {
            case .verify: return verify(try FileStore.verify(options.directory))
            case .repair: return repair(try FileStore.repair(options.directory))
            case .export: try await export()
            case .import: try await importResources()
            }
            return .success
        } catch let error as InputFile.Failure {
            terminal.printError("tmf: \(error)")
            return .noInput
        } catch let error as ResourceFile.Failure {
            terminal.printError("tmf: \(options.file): \(error)")
            return .dataError
        } catch {
            terminal.printError("tmf: \(options.directory): \(error)")
            return Self.status(of: error)
        }
    }

    /// The exit status for an error of the store.
    static func status(of error: any Error) -> ExitStatus {
        switch (error as? StoreError)?.code {
        case .corrupted, .duplicateID: .dataError
        case .locked: .temporaryFailure
        case .full: .cannotCreate
        default: .noInput
        }
    }

    private func verify(_ report: RecoveryReport) -> ExitStatus {
        terminal.print(report.description)
        return report.damages.isEmpty ? .success : .dataError
    }

    private func repair(_ repair: FileStore.Repair) -> ExitStatus {
        terminal.print(repair.report.description)
        terminal.print(
            repair.oldFiles.map { directory in
                """
                repaired; the old files are in \(directory)
                the resources named above may be missing, older than they were, or back although they were deleted
                """
            } ?? "the store is not damaged; nothing was changed")
        return .success
    }

    // MARK: - NDJSON

    private func export() async throws {
        // Opening a store changes its directory, and an export must not.
        let store = try FileStore.read(options.directory)
        let chosen = options.collection.map { [CollectionName(rawValue: $0)] }
        for collection in chosen ?? store.collections {
            var query = ResourceQuery(page: Page(limit: Self.batchSize))
            while true {
                let page = try await store.resources(in: collection, matching: query)
                if page.resources.isEmpty { break }
                terminal.print(page.resources.map { StoreLine.text(of: $0) }.joined(separator: "\n"))
                query.page.offset += page.resources.count
            }
        }
    }

    private func importResources() async throws {
        let lines = try StoreLine.resources(
            in: try ResourceFile.documents(in: try InputFile.bytes(of: options.file)), collection: options.collection)
        let store = try FileStore(at: options.directory, durability: .none, options: StoreOptions(indexes: .none))
        var imported = 0
        do {
            while imported < lines.count {
                let batch = lines[imported..<min(imported + Self.batchSize, lines.count)]
                try await store.commit(batch.map { .create($0.key, $0.document) })
                imported += batch.count
            }
        } catch {
            terminal.printError("tmf: imported \(imported) of \(lines.count) resources")
            try? await store.close()
            throw error
        }
        try await store.close()
        terminal.print("imported \(imported) resources")
    }
}
