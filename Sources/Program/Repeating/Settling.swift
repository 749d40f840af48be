/// Tells when a change is over: when two looks in a row are the same, and not as before.
struct Settling<Look: Equatable> {
    private let before: Look
    private var last: Look?

    /// - Parameter before: How it was.
    init(before: Look) { self.before = before }

    /// Takes a look; true when what is seen is a change that is over.
    mutating func isSettled(_ look: Look) -> Bool {
        defer { last = look }
        return look != before && look == last
    }
}
