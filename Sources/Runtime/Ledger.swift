internal import Planning
internal import StageKit
internal import Store
internal import Locks

/// What one piece of work did at one stage.
struct Entry: Sendable {
    let stage: Int
    let batch: Int
    var tally = Tally()
    var time = Duration.zero
    /// Documents that the stage worked on: those that its conditions left out aren't among them.
    var tried = 0
    /// Documents that the stage couldn't process, whatever its policy does with them.
    var failures = Failures()
    /// Whether the batch was entered before, when it was prepared.
    var isConsuming = false
    /// What came and went, where the run is observed.
    var traffic = Traffic()

    init(stage: Int, batch: Int) {
        self.stage = stage
        self.batch = batch
    }

    var observation: Observation {
        Observation(stage: stage, batch: batch, taken: traffic.taken, given: traffic.given, tally: tally)
    }

    /// Does with the documents that the stage couldn't process what its policy says.
    mutating func settle(_ stage: PlannedStage) throws(RunError) {
        guard let first = tally.rejected.first else { return }
        failures = Failures(tally.rejected)
        switch stage.onError {
        case .quarantine: break
        case .skip:
            tally.filtered += tally.rejected.count
            tally.rejected = []
        case .fail: throw .document(stage: stage.id, locator: first.raw.locator, first.reason)
        }
    }
}

/// Keeps the account of a run.
final class Ledger: Sendable {
    private struct State {
        var accounts: [StageAccount]
        var drops: [(stage: Int, batch: Int, drop: Drop)] = []
    }

    private let state: Mutex<State>

    init(_ plan: Plan) {
        state = Mutex(State(accounts: plan.stages.map { StageAccount(stage: $0.id, type: $0.type.name) }))
    }

    /// Adds what a piece of work did.
    func add(_ entries: [Entry]) {
        state.withLock { state in
            for entry in entries {
                state.accounts[entry.stage].taken += entry.tally.taken
                state.accounts[entry.stage].added += entry.tally.extra
                state.accounts[entry.stage].given += entry.tally.given
                state.accounts[entry.stage].filtered += entry.tally.filtered
                state.accounts[entry.stage].quarantined += entry.tally.rejected.count
                state.accounts[entry.stage].known += entry.tally.known
                state.accounts[entry.stage].time += entry.time
                state.drops += entry.tally.drops.map { (entry.stage, entry.batch, $0) }
            }
        }
    }

    /// Takes over the account of a run that did the same.
    func takeOver(_ run: RunRecord) {
        state.withLock { state in
            for (place, stage) in run.stages.enumerated() where place < state.accounts.count {
                state.accounts[place].taken = stage.taken
                state.accounts[place].added = stage.added
                state.accounts[place].given = stage.given
                state.accounts[place].filtered = stage.filtered
                state.accounts[place].quarantined = stage.quarantined
                state.accounts[place].known = stage.taken
            }
        }
    }

    /// The account of every stage as it is now, in plan order.
    var accounts: [StageAccount] { state.withLock { $0.accounts } }

    /// What was filtered with a reason, in an order that doesn't depend on the workers.
    var drops: [(stage: String, drop: Drop)] {
        state.withLock { state in
            state.drops.sorted { ($0.stage, $0.batch, $0.drop.ordinal) < ($1.stage, $1.batch, $1.drop.ordinal) }
                .map { (state.accounts[$0.stage].stage, $0.drop) }
        }
    }

    /// The first thing that doesn't add up, in words; nil when everything does.
    func imbalance(in plan: Plan) -> String? {
        let accounts = accounts
        for (index, account) in accounts.enumerated() {
            guard account.isBalanced else {
                return "stage '\(account.stage)' took \(account.taken) documents and accounts for "
                    + "\(account.given + account.filtered + account.quarantined - account.added)"
            }
            let inputs = plan.stages[index].inputs
            let arrived = inputs.map { accounts[$0].given }
            let isComplete =
                switch plan.stages[index].combination {
                case .single: inputs.isEmpty || arrived == [account.taken]
                case .merge: arrived.reduce(0, +) == account.taken
                case .join: account.taken >= arrived.max() ?? 0 && account.taken <= arrived.reduce(0, +)
                }
            guard isComplete else {
                return "stage '\(account.stage)' took \(account.taken) documents of the "
                    + "\(arrived.map(String.init).joined(separator: " + ")) that were given to it"
            }
        }
        return nil
    }
}
