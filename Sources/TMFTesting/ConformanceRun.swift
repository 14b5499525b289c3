import Synchronization
public import TMFConformance
public import TMFExchange

/// A run of a conformance kit that provides each request as a test case with its own issues.
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
/// The requests of a kit depend on one another, so they are sent in order and in one run. The run starts when the cases
/// are first requested, and takes place only once, regardless of the number of tests that use it.
public final class ConformanceRun: Sendable {
    private let makeReport: @Sendable () async -> ConformanceReport
    private let task = Mutex<Task<ConformanceReport, Never>?>(nil)

    /// Creates a run, without sending any requests yet.
    ///
    /// - Parameters:
    ///   - kit: The kit.
    ///   - basePath: The path of the API with a trailing slash, or `nil` for the path in the API definition.
    ///   - standard: The standard that the target is checked against.
    ///   - options: The limits and permissions of a run by the sound standard.
    ///   - target: The handler that answers the requests of the kit.
    public init(
        of kit: ConformanceKit, basePath: String? = nil, by standard: ConformanceStandard = .ctk,
        options: ConformanceOptions = ConformanceOptions(),
        against target: @escaping APIHandler
    ) {
        makeReport = { await kit.run(against: target, basePath: basePath, by: standard, options: options) }
    }

    /// The report of the run, which sends the requests if they have not been sent yet.
    ///
    /// If the waiting task is cancelled, the run is cancelled for all tasks that wait for it.
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

    /// A case for each request in order, and an additional one for the complete run if it did not finish.
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
