import Foundation
import TMFConformance
import TMForum

/// Runs conformance kits against a server, or against the service of the library.
struct CheckCommand {
    /// The number of unanswered requests after which the check gives up on a server that has never answered.
    private static let patience = 3
    /// The number of timeouts in a row after which the check gives up on a server that has answered before.
    private static let timeouts = 5

    var options: CheckOptions
    var terminal: Terminal
    /// Lets the current request finish when the task is cancelled.
    var shield = RequestShield()
    /// This program, which also runs in a second process that sends the requests.
    var program = Bundle.main.executableURL

    func run() async -> ExitStatus {
        var command = self
        // Nothing else may be mixed with a report on the standard output.
        if options.reports.contains(where: \.file.isStandardOutput) {
            command.terminal = Terminal(usingStandardError: true)
        }
        return await command.runKits()
    }

    private func runKits() async -> ExitStatus {
        let plan: CheckPlan
        do throws(CheckPlan.Failure) {
            plan = try CheckPlan(options)
        } catch { return failed(error.description, error.status) }
        do throws(OutputFile.Failure) {
            for report in options.reports { try report.file.check() }
        } catch { return failed(error.description, .couldNotRun) }
        for note in plan.notes { terminal.printError("tmf: \(note)") }

        if let server = plan.server {
            let client = HTTPClient(server: server, timeout: options.timeout ?? .seconds(30))
            let process = HTTPProcess(program: program)
            return await run(plan) { try await process.respond(to: $0, by: client) }
        }
        switch options.store ?? .memory {
        case .memory:
            let service = APIService(store: InMemoryStore())
            return await run(plan) { await service.respond(to: $0) }
        case .file(let directory):
            do throws(StoreError) {
                let store = try FileStore(at: directory)
                let service = APIService(store: store)
                let status = await run(plan) { await service.respond(to: $0) }
                do { try await store.close() } catch { return storeFailed(directory, error) }
                return status
            } catch {
                return storeFailed(directory, error)
            }
        }
    }

    private func failed(_ message: String, _ status: ExitStatus) -> ExitStatus {
        terminal.printError("tmf: \(message)")
        return status
    }

    private func storeFailed(_ directory: String, _ error: any Error) -> ExitStatus {
        failed("\(directory): \(error)", StoreCommand.status(of: error))
    }

    // MARK: - Running

    private func run(
        _ plan: CheckPlan, target: @escaping APIHandler
    ) async -> ExitStatus {
        var reports: [ConformanceReport] = []
        var isGivenUp = false
        for kit in plan.kits {
            for standard in options.standards
            where !Task.isCancelled && !isGivenUp && reports.allSatisfy({ $0.hasAnswers }) {
                let run = KitRun(
                    kit: kit, standard: standard, base: plan.base(of: kit), isReadOnly: options.isReadOnly,
                    headers: plan.headers)
                let (report, isSilent) = await report(of: run, target: target)
                reports.append(report)
                isGivenUp = isSilent
            }
        }
        terminal.print(CheckTable.totals(of: reports))
        var status = status(of: reports)
        let isComplete = reports.count == plan.kits.count * options.standards.count && reports.allSatisfy(\.isComplete)
        if Task.isCancelled, !isComplete { status = failed("interrupted; the reports are incomplete", .interrupted) }
        if isGivenUp, status != .couldNotRun {
            terminal.printError(
                "tmf: gave up on the server after \(Self.timeouts) timeouts in a row; the reports are incomplete")
        }
        if status == .couldNotRun {
            let error = reports.last?.printedSteps.last?.requestError ?? "no request was sent"
            terminal.printError("tmf: no request got an answer: \(error)")
        }
        for file in options.reports {
            do throws(OutputFile.Failure) {
                try file.write(reports, to: terminal)
            } catch { status = failed(error.description, .couldNotRun) }
        }
        return status
    }

    /// Performs a run, and tells whether it gave up because the server stopped answering.
    private func report(
        of run: KitRun, target: @escaping APIHandler
    ) async -> (ConformanceReport, isSilent: Bool) {
        terminal.print(run.title)
        let shield = shield
        // The run ends early when this task is cancelled: by the user, or because the server does not answer.
        let progress = CheckProgress(
            terminal: terminal, stepCount: run.stepCount, patience: Self.patience, timeouts: Self.timeouts)
        let task = Task {
            await run.report(
                against: { request in
                    if await progress.isHopeless { throw CancellationError() }
                    do {
                        let response = try await shield.run { try await target(request) }
                        await progress.noteAnswer()
                        return response
                    } catch let error as HTTPClientError where error.code == .timeout {
                        await progress.noteTimeout()
                        throw error
                    }
                },
                onStep: { await progress.show($0) })
        }
        let report = await withTaskCancellationHandler {
            await progress.setStop { task.cancel() }
            return await task.value
        } onCancel: {
            task.cancel()
        }
        terminal.endProgress()
        if options.isVerbose { terminal.print(CheckTable.assertions(of: report)) }
        if report.verdict == .failed || options.failOn == .warning && report.warnings > 0 {
            terminal.print(report.text())
        }
        return (report, await progress.isSilent)
    }

    private func status(of reports: [ConformanceReport]) -> ExitStatus {
        guard !reports.isEmpty, reports.allSatisfy(\.hasAnswers) else { return .couldNotRun }
        let isGood =
            switch options.failOn {
            case .error: reports.allSatisfy { $0.verdict == .passed }
            case .warning: reports.allSatisfy { $0.verdict == .passed && $0.warnings == 0 }
            case .never: true
            }
        return isGood ? .success : .failure
    }
}

extension ConformanceReport {
    /// A Boolean value that indicates whether any request got a response.
    var hasAnswers: Bool { steps.contains { $0.response != nil } }
}
