/// The formats of a conformance report.
@nonexhaustive
public enum ConformanceReportFormat: String, Sendable, Hashable, CaseIterable {
    /// Plain text for a terminal or a log: a line for each request, followed by its failures, and the totals.
    case text
    /// The complete report as a JSON object.
    ///
    /// It has the members `title`, `verdict` (`passed` or `failed`) and `reports`, an array. Each report has
    ///
    /// - `kit`, `standard` (`ctk` or `sound`), `verdict`, `basePath`, `startedAt` if it is known, `isComplete`, `notes`;
    /// - `totals`: `requests`, `requestsFailed`, `scriptsFailed`, `assertions`, `assertionsFailed`, `warnings`,
    ///   `milliseconds`, `bytes`, and `assertionsOmitted` if not all are listed;
    /// - `steps`, each with `number`, `folder`, `name`, `description`, `url`, `milliseconds`, `request` (`method`,
    ///   `target`, `headers`, `body`), `response` (`status`, `headers`, `body`) or `null`, `requestError` and
    ///   `scriptError` if there was one, `assertions`, and `assertionsOmitted` if not all are listed: objects with `name`
    ///   and the numbers `passed`, `failed` and `warned` of those that are not.
    ///
    /// Headers are an array of objects with `name` and `value`. A body has `bytes`, its true length, `text` and `isCut`;
    /// it is `null` if it is empty. An assertion has `name` and `outcome` (`passed`, `failed` or `warned`), and where they
    /// are known `message`, `pointer`, `expected`, `got` and `rule` (`id`, `title`, `severity`, `clause`).
    case json
    /// The JSON that Newman, the runner of the published kits, exports, for tools that read `run.failures` or
    /// `run.stats`.
    ///
    /// A violation with the severity of a warning is not a failure in this format; its assertion has a member `warning`
    /// instead of `error`. An execution whose assertions are not all listed has a member `assertionsOmitted` in the
    /// form of ``json``. `failures` lists the first 100 with the same name and request, followed by an entry with the
    /// number of further ones; `stats` counts everything.
    case newman
    /// JUnit XML in the form that Jenkins and GitLab read: a suite for each kit, a test case for each assertion.
    ///
    /// Assertions that are not listed form one case for each name. The properties of a suite contain the totals.
    case junit
    /// Markdown with the tables that certification requires, failures first.
    case markdown
    /// A self-contained HTML page that needs neither network nor scripts, for reading on a screen, a phone or paper.
    case html
}
