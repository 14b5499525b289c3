/// The formats in which reports are written.
@nonexhaustive
public enum ConformanceReportFormat: String, Sendable, Hashable, CaseIterable {
    /// Plain text for a terminal or a log: a line for each request, what failed beneath it, and the totals.
    case text
    /// The whole report as JSON, one object.
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
    /// The JSON that Newman, the runner of the published kits, exports, for what reads `run.failures` or `run.stats`.
    ///
    /// What breaks a rule that only warns is no failure there; its assertion has a member `warning` in place of `error`.
    /// An execution whose assertions are not all listed has a member `assertionsOmitted` as ``json`` has it. `failures` list
    /// the first 100 of one name and request, and tell in one more how many there are beside these; `stats` count everything.
    case newman
    /// JUnit XML as Jenkins and GitLab read it: a suite for each kit, a test case for each assertion.
    ///
    /// Assertions that are not listed are one case for each name. The properties of a suite have the totals.
    case junit
    /// Markdown with the tables that certifications are filed with, what failed first.
    case markdown
    /// A page in one file that needs neither network nor scripts, for reading on a screen, a phone or on paper.
    case html
}
