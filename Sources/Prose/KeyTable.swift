internal import Documents

/// Numbers keys in the order of first appearance: an open-addressing table for words of one document.
///
/// Keys are good hashes already. What is made of a text by strangers is given a seed that depends on the whole of it, so
/// that nobody can write words whose keys fall into one place; the numbers are the same whatever the seed. Zero stands
/// for an empty slot; a key that is zero counts as one.
struct KeyTable: Sendable {
    private struct Slot: Sendable {
        var key: UInt64 = 0
        var number: Int32 = 0
    }

    private var slots: [Slot]
    private let seed: UInt64
    private(set) var count = 0

    init(capacity: Int, seed: UInt64 = 0) {
        self.seed = seed
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = [Slot](repeating: Slot(), count: size)
    }

    /// The number of a key, a new one when it hasn't been seen.
    mutating func number(of key: UInt64) -> Int {
        let key = key == 0 ? 1 : key
        var place = place(of: key)
        if slots[place].key == key { return Int(slots[place].number) }
        if count * 2 >= slots.count {
            grow()
            place = self.place(of: key)
        }
        slots[place] = Slot(key: key, number: Int32(count))
        count += 1
        return count - 1
    }

    /// The number of a key that has been seen, or nil.
    func find(_ key: UInt64) -> Int? {
        let key = key == 0 ? 1 : key
        let slot = slots[place(of: key)]
        return slot.key == key ? Int(slot.number) : nil
    }

    /// Where a key is, or would be.
    @inline(__always)
    private func place(of key: UInt64) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: ((key ^ seed) &* 0x9E37_79B9_7F4A_7C15) &>> 32) & mask
        while slots[place].key != 0, slots[place].key != key { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        for slot in old where slot.key != 0 { slots[place(of: slot.key)] = slot }
    }

    /// A seed that depends on every byte of a text; linear.
    static func seed(for text: String) -> UInt64 { Digest(of: text).low }
}
