/// What a proof found: figures, and where the program did not keep what it guarantees.
public struct Proof: Sendable {
    /// What was proven.
    public let name: String
    /// The seed from which it can be had again.
    public let seed: UInt64
    /// Counts, in the order in which they came up.
    public private(set) var figures: [(name: String, count: Int)] = []
    /// What went wrong, each with what is needed to have it again.
    public private(set) var failures: [String] = []

    /// A proof that has not begun.
    public init(_ name: String, seed: UInt64) {
        self.name = name
        self.seed = seed
    }

    /// Adds to a figure.
    public mutating func count(_ name: String, _ number: Int = 1) {
        if let place = figures.firstIndex(where: { $0.name == name }) {
            figures[place].count += number
        } else {
            figures.append((name, number))
        }
    }

    /// A figure; 0 where nothing was counted.
    public func figure(_ name: String) -> Int { figures.first { $0.name == name }?.count ?? 0 }

    /// Something that the program should not have done.
    public mutating func fail(_ message: String, at context: String) { failures.append("\(context): \(message)") }

    /// Something that has to be.
    public mutating func expect(_ holds: Bool, _ message: @autoclosure () -> String, at context: String) {
        if !holds { fail(message(), at: context) }
    }

    /// A line with the figures, and one for each failure.
    public var report: String {
        let counts = figures.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
        let head = "\(failures.isEmpty ? "holds" : "FAILS")  \(name) (seed \(seed)): \(counts)"
        let shown = failures.prefix(20).map { "       \($0)" }
        return ([head] + shown + (failures.count > 20 ? ["       and \(failures.count - 20) more"] : []))
            .joined(separator: "\n")
    }
}
