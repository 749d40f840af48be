internal import Foundation
internal import Locks

/// Looks again and again at what is published, as readers do who know nothing of runs, and holds it to what it may be.
final class Watcher: Sendable {
    private struct State {
        var isOn = true
        var versions: [Publication] = []
        var looks = 0
        var problems: [String] = []
    }

    private let workplace: Workplace
    private let state = Mutex(State())
    private let ended = DispatchGroup()

    /// Begins to look, in a thread of its own.
    init(_ workplace: Workplace) {
        self.workplace = workplace
        ended.enter()
        Thread.detachNewThread { [self] in
            while state.withLock({ $0.isOn }) {
                look()
                usleep(300)
            }
            ended.leave()
        }
    }

    /// From now on these versions, whole, are all that may be seen. Nobody may write at this moment.
    func allow(_ versions: [Publication]) { state.withLock { $0.versions = versions } }

    /// Stops looking; gives how often it looked, and what was wrong.
    func stop() -> (looks: Int, problems: [String]) {
        state.withLock { $0.isOn = false }
        ended.wait()
        return state.withLock { ($0.looks, $0.problems) }
    }

    private func look() {
        // What is allowed is taken before looking and after: a look that spans a change of it says nothing.
        let versions = state.withLock { $0.versions }
        guard let paths = versions.first?.contents.keys else { return }
        var problems: [String] = []
        for path in paths {
            do {
                guard let seen = try workplace.content(path) else { continue }
                if !versions.contains(where: { $0.contents[path] ?? .absent == seen }) {
                    problems.append("a reader saw \(path) as \(seen.summary), which is no whole version")
                }
            } catch {
                problems.append("a reader of \(path): \(error)")
            }
        }
        state.withLock {
            guard $0.versions == versions else { return }
            $0.looks += 1
            $0.problems += problems
        }
    }
}
