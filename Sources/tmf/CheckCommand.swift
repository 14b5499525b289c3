import TMFConformance
import TMForum

/// Runs conformance kits against the service of the library.
struct CheckCommand {
    var options: CheckOptions
    var terminal: Terminal

    func run() async -> ExitStatus {
        switch options.store {
        case .memory: return await run { InMemoryStore() }
        case .file(let directory):
            do throws(StoreError) {
                let store = try FileStore(at: directory)
                let status = await run { store }
                do { try await store.close() } catch { return failed(directory, error) }
                return status
            } catch {
                return failed(directory, error)
            }
        }
    }

    private func failed(_ directory: String, _ error: any Error) -> ExitStatus {
        terminal.printError("tmf: \(directory): \(error)")
        return StoreCommand.status(of: error)
    }

    private func run(makeStore: () -> some ResourceStore) async -> ExitStatus {
        var reports: [ConformanceReport] = []
        for kit in options.kit.kits {
            let service = TMFService(store: makeStore())
            terminal.print("\(kit.name): \(kit.steps.count) requests")
            var done = 0
            let report = await kit.run(
                against: { await service.respond(to: $0) },
                onStep: { step in
                    done += 1
                    terminal.showProgress(CheckTable.line(for: step, number: done, of: kit.steps.count))
                }
            )
            terminal.endProgress()
            if options.isVerbose { terminal.print(CheckTable.assertions(of: report)) }
            if report.verdict == .failed { terminal.print(report.text()) }
            reports.append(report)
        }
        terminal.print(CheckTable.totals(of: reports))
        return reports.allSatisfy { $0.verdict == .passed } ? .success : .failure
    }
}
