public import StageKit

/// How a harness calls a stage: what a run may do with it, in a test.
///
/// ```swift
/// let calls = Calls.randomBatches(seed: 7).outOfOrder(seed: 7).onThreads(4)
/// #expect(try harness.run(articles, calls).records == harness.run(articles).records)
/// ```
public struct Calls: Sendable {
    private var size: Int?
    private var sizesSeed: UInt64?
    private var orderSeed: UInt64?
    private(set) var threads = 1
    private(set) var timeout: TimeSpan?

    /// All documents in one batch, on one thread.
    public static let plain = Calls()

    /// Batches of so many documents; the last has what is left.
    public static func batches(of size: Int) -> Calls {
        var calls = Calls()
        calls.size = max(1, size)
        return calls
    }

    /// Batches of one to eight documents, the same for the same seed.
    public static func randomBatches(seed: UInt64) -> Calls {
        var calls = Calls()
        calls.sizesSeed = seed
        return calls
    }

    /// The same, but batches come in another order than that of the corpus: as in a run with several workers, where an
    /// aggregate or a sink prepares them as they come and then takes them in order.
    public func outOfOrder(seed: UInt64) -> Calls {
        var calls = self
        calls.orderSeed = seed
        return calls
    }

    /// The same, the stage being called by so many threads at the same time.
    public func onThreads(_ count: Int) -> Calls {
        var calls = self
        calls.threads = max(1, count)
        return calls
    }

    /// The same, each call bounded in time as by the policy `timeout`: documents that take longer are rejected by the code
    /// `timeout`, and ``StageKit/StageContext/isCancelled`` tells the stage.
    public func within(_ timeout: TimeSpan) -> Calls {
        var calls = self
        calls.timeout = timeout
        return calls
    }

    /// How so many documents are cut.
    func cut(_ count: Int) -> [Range<Int>] {
        var dice = Dice(sizesSeed ?? 0)
        var ranges: [Range<Int>] = []
        var start = 0
        while start < count {
            let length = sizesSeed == nil ? size ?? count : Int.random(in: 1...8, using: &dice)
            let end = min(count, start + length)
            ranges.append(start..<end)
            start = end
        }
        return ranges
    }

    /// In which order so many batches come.
    func order(_ count: Int) -> [Int] {
        guard let orderSeed else { return Array(0..<count) }
        var dice = Dice(orderSeed)
        return (0..<count).shuffled(using: &dice)
    }
}
