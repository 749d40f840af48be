internal import CommandLineKit
internal import Planning
internal import Runtime

/// Tells how far a run is: on a terminal a line a stage, drawn again and again; elsewhere a plain line now and then.
struct Progress {
    private let plan: Plan
    private let isLive: Bool
    private let width: Int
    private let start = ContinuousClock.now
    private var drawn = 0
    private var lastPlain = ContinuousClock.now
    private var plainInterval = Duration.seconds(5)

    /// Prepares to tell, on standard error; nil when nothing is to be shown.
    init?(_ plan: Plan, _ mode: ProgressMode) {
        guard mode != .never else { return nil }
        self.plan = plan
        isLive = mode == .auto && Terminal.isTerminal(.error)
        width = Terminal.width(of: .error)
    }

    /// How often to call ``show(_:)``.
    var interval: Duration { isLive ? .milliseconds(100) : .milliseconds(500) }

    /// Shows how far the run is now.
    mutating func show(_ run: Run) {
        if isLive { draw(run.accounts, run.waiting) } else { say(run.accounts) }
    }

    /// Clears what was drawn, before something else is written.
    mutating func clear() {
        guard drawn > 0 else { return }
        Output.messages.write("\u{1B}[\(drawn)A\u{1B}[J")
        drawn = 0
    }

    private mutating func draw(_ accounts: [StageAccount], _ waiting: [Int]) {
        let seconds = (ContinuousClock.now - start).seconds
        var table = Table(["stage", "documents", "a second", "waiting", "quarantined"], leftColumns: 1)
        for (account, waits) in zip(accounts, waiting) {
            table.add([
                account.stage, Figures.count(account.given),
                Figures.count(seconds > 0 ? Int(Double(account.given) / seconds) : 0), waits > 0 ? "\(waits)" : "",
                account.quarantined > 0 ? Figures.count(account.quarantined) : "",
            ])
        }
        let lines = table.lines.map { String($0.prefix(max(20, width - 1))) }
        clear()
        Output.messages.write(lines.map { $0 + "\n" }.joined())
        drawn = lines.count
    }

    /// Less and less often: a log of a night of work stays short.
    private mutating func say(_ accounts: [StageAccount]) {
        guard ContinuousClock.now - lastPlain >= plainInterval else { return }
        lastPlain = .now
        plainInterval = min(plainInterval * 2, .seconds(300))
        let read = zip(plan.stages, accounts).filter { $0.0.type.shape == .source }.reduce(0) { $0 + $1.1.taken }
        let published = zip(plan.stages, accounts).filter { $0.0.type.shape == .sink }.map(\.1.given).min() ?? 0
        let quarantined = accounts.reduce(0) { $0 + $1.quarantined }
        Output.messages.line(
            "\(Figures.time((ContinuousClock.now - start).seconds)): \(Figures.count(read)) documents read, "
                + "\(Figures.count(published)) through, \(Figures.count(quarantined)) quarantined")
    }
}
