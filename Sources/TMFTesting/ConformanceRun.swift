import Synchronization
public import TMFConformance
public import TMFExchange

/// A run of a conformance kit whose requests are test cases, each with the issues of its own.
///
/// ```swift
/// @Suite struct Certification {
///     static let service = APIService(store: InMemoryStore())
///     static let run = ConformanceRun(of: .customerV4) { await service.respond(to: $0) }
///
///     @Test(arguments: await run.cases)
///     func request(_ request: ConformanceRun.Case) {
///         request.verify()
///     }
/// }
/// ```
///
/// The requests of a kit build on one another, so that they are sent in one go and in order: when the cases are first
/// asked for, and once only, however many tests ask.
public final class ConformanceRun: Sendable {
    private let makeReport: @Sendable () async -> ConformanceReport
    private let task = Mutex<Task<ConformanceReport, Never>?>(nil)

    /// Creates a run; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - kit: The kit.
    ///   - basePath: The path of the API with a slash at its end, or `nil` for the one of the API definition.
    ///   - standard: By what the target is judged.
    ///   - options: The limits and permissions of a run by the sound standard.
    ///   - target: The handler that answers the requests of the kit.
    public init(
        of kit: ConformanceKit, basePath: String? = nil, by standard: ConformanceStandard = .ctk,
        options: ConformanceOptions = ConformanceOptions(),
        against target: @escaping APIHandler
    ) {
        makeReport = { await kit.run(against: target, basePath: basePath, by: standard, options: options) }
    }

    /// The report, for which the requests are sent if they are not yet.
    ///
    /// If the task that waits is cancelled, so is the run, for all who wait.
    public var report: ConformanceReport {
        get async {
            let task = task.withLock { task in
                let running = task ?? Task { [makeReport] in await makeReport() }
                task = running
                return running
            }
            return await withTaskCancellationHandler {
                await task.value
            } onCancel: {
                task.cancel()
            }
        }
    }

    /// A case for each request in order, and one more for the entire run if it did not finish.
    public var cases: [Case] {
        get async {
            let report = await report
            let problems = Dictionary(grouping: report.problems, by: \.position)
            var cases = report.steps.enumerated().map { position, step in
                Case(id: position + 1, step: step, problems: problems[position] ?? [])
            }
            if let problems = problems[nil] { cases.append(Case(id: cases.count + 1, step: nil, problems: problems)) }
            return cases
        }
    }
}
