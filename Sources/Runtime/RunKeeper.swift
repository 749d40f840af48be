internal import Files
internal import Planning
internal import StageKit
internal import Store

/// Writes down in the state folder that a run began and how it ended.
struct RunKeeper: Sendable {
    /// The run's number in its state folder.
    let number: Int
    /// The state database, held as long as this is.
    let state: StateDatabase
    private let begun: RunRecord

    /// Takes the state folder and writes down that a run begins.
    /// - Throws: ``RunError/state(_:help:)``.
    init(_ plan: Plan, _ options: RunOptions, started: Double) throws(RunError) {
        var record = RunRecord(
            pipeline: plan.name, version: options.version, jobs: options.jobs, started: started)
        // A run that keeps no results leaves those that another build kept.
        if options.keepsResults { record.program = options.program }
        record.shape = plan.shape
        record.stages = plan.stages.map {
            RunRecord.Stage(id: $0.id, type: $0.type.name, configuration: $0.configurationDigest)
        }
        for (place, stage) in plan.stages.enumerated() { record.stages[place].version = stage.type.version }
        do throws(StateError) {
            state = try StateDatabase(folder: FilePath(plan.state.text))
        } catch {
            throw .state(error.description, help: error.help)
        }
        do throws(DatabaseError) {
            number = try state.begin(record)
        } catch {
            throw .state("the run can't be written down: \(error)", help: nil)
        }
        record.number = number
        begun = record
    }

    /// Where the database was put that was found damaged; nil when it was sound.
    var damaged: String? { state.damaged?.text }

    /// Writes down how the run ended.
    /// - Throws: ``RunError/records(_:)``.
    func finish(_ report: RunReport, reason: String?, story: RunStory) throws(RunError) {
        var record = begun
        record.outcome =
            switch report.outcome {
            case .done: .done
            case .drained, .stopped: .interrupted
            case .failed: .failed
            }
        record.reason = reason
        record.story = story
        record.seconds = report.time.seconds
        record.read = report.read
        record.quarantined = report.quarantined
        record.unchangedSince = report.unchangedSince
        record.artifacts = report.artifacts.map { $0.path.text + ($0.isFolder ? "/" : "") }
        for (place, account) in report.accounts.enumerated() {
            record.stages[place].taken = account.taken
            record.stages[place].added = account.added
            record.stages[place].given = account.given
            record.stages[place].filtered = account.filtered
            record.stages[place].quarantined = account.quarantined
            record.stages[place].known = account.known
            record.stages[place].seconds = account.time.seconds
        }
        do throws(DatabaseError) { try state.finish(record) } catch {
            throw .records("the run can't be written down: \(error)")
        }
    }
}
