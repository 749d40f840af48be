/// Numbers keys in the order of first appearance: an open-addressing table for words of one document.
///
/// Keys are good hashes already, so that they are neither hashed again nor seeded: the numbers are the same in every run.
/// Zero stands for an empty slot; a key that is zero counts as one.
struct KeyTable: Sendable {
    private var keys: [UInt64]
    private var numbers: [Int32]
    private(set) var count = 0

    init(capacity: Int) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        keys = [UInt64](repeating: 0, count: size)
        numbers = [Int32](repeating: 0, count: size)
    }

    /// The number of a key, a new one when it hasn't been seen.
    mutating func number(of key: UInt64) -> Int {
        if count * 2 >= keys.count { grow() }
        let key = key == 0 ? 1 : key
        let slot = slot(of: key)
        if keys[slot] == key { return Int(numbers[slot]) }
        keys[slot] = key
        numbers[slot] = Int32(count)
        count += 1
        return count - 1
    }

    /// The number of a key that has been seen, or nil.
    func find(_ key: UInt64) -> Int? {
        let key = key == 0 ? 1 : key
        let slot = slot(of: key)
        return keys[slot] == key ? Int(numbers[slot]) : nil
    }

    private func slot(of key: UInt64) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: key) & mask
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let old = self
        keys = [UInt64](repeating: 0, count: old.keys.count * 2)
        numbers = [Int32](repeating: 0, count: old.keys.count * 2)
        for (key, number) in zip(old.keys, old.numbers) where key != 0 {
            let slot = slot(of: key)
            keys[slot] = key
            numbers[slot] = number
        }
    }
}
