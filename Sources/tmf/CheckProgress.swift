import TMFConformance

/// Shows the steps of a run, and ends a run that gets no answers.
actor CheckProgress {
    private let terminal: Terminal
    private let stepCount: Int?
    private let patience: Int
    private let timeouts: Int
    private var done = 0
    private var hasAnswers = false
    private var timeoutsInRow = 0
    private var stop: (@Sendable () -> Void)?

    init(terminal: Terminal, stepCount: Int?, patience: Int, timeouts: Int) {
        self.terminal = terminal
        self.stepCount = stepCount
        self.patience = patience
        self.timeouts = timeouts
    }

    /// A Boolean value that indicates whether so many requests had no answer that more make no sense.
    ///
    /// After the timeouts that end a run, one more request may try to clean up.
    var isHopeless: Bool { !hasAnswers && done >= patience || timeoutsInRow > timeouts }

    /// A Boolean value that indicates whether the run ended because of too many timeouts in a row.
    private(set) var isSilent = false

    /// Sets the function that ends the run.
    func setStop(_ stop: @escaping @Sendable () -> Void) {
        self.stop = stop
        if isHopeless || isSilent { stop() }
    }

    func noteAnswer() { timeoutsInRow = 0 }

    func noteTimeout() {
        timeoutsInRow += 1
        guard timeoutsInRow >= timeouts else { return }
        isSilent = true
        stop?()
    }

    func show(_ step: ConformanceReport.Step) {
        done += 1
        hasAnswers = hasAnswers || step.response != nil
        terminal.showProgress(CheckTable.line(for: step, number: done, of: stepCount))
        if isHopeless { stop?() }
    }
}
