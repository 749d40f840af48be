internal import Files

/// The bytes of a file, expanded where it is compressed, with the place of each; a damaged part can be passed over.
///
/// Web archives compress every record by itself, so that each can be found and read without those before it. Members
/// follow each other as if they were one: nothing keeps a record from going on in the next.
final class ExpandedStream {
    private enum Mode {
        case unknown, plain, gzip, zstd
    }

    /// So much of a compressed file lies in memory when a member begins, so that most are there as a whole.
    private static let ahead = 1 << 18
    private static let chunk = 1 << 18
    /// A member of more expanded bytes is expanded piece by piece.
    private static let wholeMember = 1 << 20
    /// No text is that much longer than what it was compressed to; the first gigabyte is free.
    private static let greatestRatio = 250
    private static let freeBytes = 1 << 30

    private let input: ByteInput
    private let stored = ByteBuffer(capacity: 1 << 19)
    private let expanded = ByteBuffer(capacity: 1 << 18)
    private var mode = Mode.unknown
    private var isInputAtEnd = false
    private let gzip = GzipMember()
    private let zstd = ZstdFrame()
    private var isInMember = false
    /// The place in the file of the first byte of ``stored``.
    private var storedPlace = 0
    /// How many expanded bytes came before the first of ``expanded``, and how many there were at all.
    private var taken = 0
    private var total = 0
    /// Where members begin: expanded bytes before, place in the file. No two begin with the same byte.
    private var members: [(start: Int, place: Int)] = []
    private var damage: StreamDamage?

    init(_ input: ByteInput) { self.input = input }

    /// The bytes that weren't taken; valid until the stream is asked for anything else.
    var bytes: UnsafeRawBufferPointer { expanded.bytes }

    /// Takes the next bytes.
    func take(_ count: Int) {
        let count = min(count, expanded.count)
        expanded.take(count)
        taken += count
        if members.count > 1, members[1].start <= taken { members.removeFirst(member(at: taken) ?? 0) }
    }

    /// Gives memory back that something great needed.
    func giveBack() { expanded.shrink(to: Self.wholeMember) }

    /// The place of a byte that wasn't taken.
    func place(of offset: Int = 0) -> StreamPlace {
        guard let member = member(at: taken + offset).map({ members[$0] }) else {
            return StreamPlace(member: nil, offset: taken + offset)
        }
        return StreamPlace(member: member.place, offset: taken + offset - member.start)
    }

    /// Whether a member begins with a byte that wasn't taken.
    func isMemberStart(_ offset: Int) -> Bool {
        member(at: taken + offset).map { members[$0].start == taken + offset } ?? false
    }

    /// Which member an expanded byte is in. There may be a million of a few bytes each.
    private func member(at byte: Int) -> Int? {
        var (low, high) = (0, members.count)
        while low < high {
            let middle = (low + high) / 2
            if members[middle].start <= byte { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : low - 1
    }

    /// Has so many bytes ready if there are as many.
    /// - Returns: Whether there are.
    /// - Throws: ``StreamDamage``, each time until ``passOverDamage()``; what came before it stays to be taken.
    func need(_ count: Int) throws(StreamDamage) -> Bool {
        while expanded.count < count {
            if let damage { throw damage }
            do throws(StreamDamage) {
                guard try more(atLeast: count - expanded.count) else { return false }
            } catch {
                damage = error
                throw error
            }
        }
        return true
    }

    /// Drops what wasn't taken, and goes to the next member behind one that is damaged.
    /// - Returns: False when there is none.
    func passOverDamage() -> Bool {
        guard let damage, damage.mayGoOn else { return false }
        take(expanded.count)
        isInMember = false
        // What the damaged member began with isn't looked at again.
        advance(1)
        while true {
            if findMember() {
                self.damage = nil
                return true
            }
            advance(max(0, stored.count - 3))
            guard (try? read()) == true else {
                advance(stored.count)
                self.damage = StreamDamage(what: damage.what, mayGoOn: false)
                return false
            }
        }
    }

    private func advance(_ count: Int) {
        let count = min(count, stored.count)
        stored.take(count)
        storedPlace += count
    }

    /// Reads more of what is stored; false at the end.
    private func read() throws(StreamDamage) -> Bool {
        guard !isInputAtEnd else { return false }
        do throws(ByteStream.Failure) {
            let room = stored.room(atLeast: Self.chunk)
            let count = try input.read(into: room)
            stored.add(count)
            isInputAtEnd = count == 0
            return count > 0
        } catch {
            throw StreamDamage(what: error, mayGoOn: false)
        }
    }

    /// Expands more; false at the end.
    private func more(atLeast count: Int) throws(StreamDamage) -> Bool {
        switch mode {
        case .unknown:
            while stored.count < 4, try read() {}
            mode = Self.mode(stored.bytes)
            return try more(atLeast: count)
        case .plain: return try readPlain(atLeast: count)
        case .gzip, .zstd:
            if !isInMember, try !beginMember() { return false }
            return isInMember ? try expand() : true
        }
    }

    private static func mode(_ start: UnsafeRawBufferPointer) -> Mode {
        if start.count >= 2, start[0] == 0x1F, start[1] == 0x8B { return .gzip }
        return start.count >= 4 && (isZstd(start) || isSkippable(start)) ? .zstd : .plain
    }

    private static func isZstd(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes[0] == 0x28 && bytes[1] == 0xB5 && bytes[2] == 0x2F && bytes[3] == 0xFD
    }

    private static func isSkippable(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes[0] & 0xF0 == 0x50 && bytes[1] == 0x2A && bytes[2] == 0x4D && bytes[3] == 0x18
    }

    private func readPlain(atLeast count: Int) throws(StreamDamage) -> Bool {
        if stored.count > 0 {
            let rest = stored.bytes
            expanded.room(atLeast: rest.count).copyMemory(from: rest)
            expanded.add(rest.count)
            advance(rest.count)
            return true
        }
        do throws(ByteStream.Failure) {
            let read = try input.read(into: expanded.room(atLeast: max(Self.chunk, min(count, 1 << 22))))
            expanded.add(read)
            return read > 0
        } catch {
            throw StreamDamage(what: error, mayGoOn: false)
        }
    }

    /// Comes to the next member; a small one is expanded at once.
    /// - Returns: False at the end.
    private func beginMember() throws(StreamDamage) -> Bool {
        while stored.count < Self.ahead, try read() {}
        if mode == .gzip {
            // Zeros that pad the last block of a tape.
            while let zeros = leadingZeros(), zeros > 0 {
                advance(zeros)
                if stored.count < Self.ahead { _ = try read() }
            }
        } else {
            while stored.count >= 8, Self.isSkippable(stored.bytes) { try passOverFrame() }
        }
        guard stored.count > 0 else { return false }
        // One that turned out to hold nothing is forgotten.
        if members.last?.start == total { members.removeLast() }
        members.append((total, storedPlace))
        guard mode == .gzip else {
            zstd.begin()
            isInMember = true
            return true
        }
        if let (read, given) = gzip.expandWhole(stored.bytes, into: expanded.room(atLeast: Self.wholeMember)) {
            advance(read)
            expanded.add(given)
            total += given
            try checkRatio()
        } else {
            gzip.begin()
            isInMember = true
        }
        return true
    }

    private func leadingZeros() -> Int? {
        stored.bytes.first == 0 ? stored.bytes.firstIndex { $0 != 0 } ?? stored.count : nil
    }

    /// Passes over a frame that holds none of the content; that of a dictionary is loaded.
    private func passOverFrame() throws(StreamDamage) {
        let start = stored.bytes
        let size = (4..<8).reduce(0) { $0 | Int(start[$1]) << (($1 - 4) * 8) }
        let isDictionary = start[0] == 0x5D && storedPlace == 0
        advance(8)
        if isDictionary, size <= 1 << 26 {
            while stored.count < size, try read() {}
            guard stored.count >= size else { throw StreamDamage(what: .expansion(.truncated), mayGoOn: false) }
            guard zstd.load(dictionary: UnsafeRawBufferPointer(rebasing: stored.bytes[..<size])) else {
                throw StreamDamage(what: .expansion(.corrupt("its dictionary can't be read")), mayGoOn: false)
            }
        }
        var rest = size
        while rest > 0 {
            let step = min(rest, stored.count)
            advance(step)
            rest -= step
            if rest > 0, try !read() { throw StreamDamage(what: .expansion(.truncated), mayGoOn: false) }
        }
        while stored.count < Self.ahead, try read() {}
    }

    private func expand() throws(StreamDamage) -> Bool {
        let room = expanded.room(atLeast: Self.chunk)
        while true {
            let step = mode == .gzip ? gzip.step(stored.bytes, into: room) : zstd.step(stored.bytes, into: room)
            switch step {
            case .corrupt(let what): throw StreamDamage(what: .expansion(.corrupt(what)), mayGoOn: true)
            case .end(let read, let given):
                isInMember = false
                return try add(read, given)
            case .more(let read, let given):
                if given > 0 { return try add(read, given) }
                advance(read)
                // What is left wasn't enough for a step; the end of the file in a member breaks it off.
                if try !self.read() { throw StreamDamage(what: .expansion(.truncated), mayGoOn: true) }
            }
        }
    }

    private func add(_ read: Int, _ given: Int) throws(StreamDamage) -> Bool {
        advance(read)
        expanded.add(given)
        total += given
        try checkRatio()
        return true
    }

    private func checkRatio() throws(StreamDamage) {
        guard total > Self.freeBytes, total / Self.greatestRatio > storedPlace else { return }
        throw StreamDamage(what: .expansion(.tooLarge), mayGoOn: false)
    }

    /// Comes to what looks like the beginning of a member and expands as one; false when there is none in memory.
    private func findMember() -> Bool {
        while stored.count >= 4 {
            let bytes = stored.bytes
            guard let found = bytes.indices.dropLast(3).first(where: { isMember(at: $0, bytes) }) else { return false }
            advance(found)
            if probe() { return true }
            advance(1)
        }
        return false
    }

    private func isMember(at place: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
        mode == .gzip
            ? bytes[place] == 0x1F && bytes[place + 1] == 0x8B && bytes[place + 2] == 8 && bytes[place + 3] & 0xE0 == 0
            : Self.isZstd(UnsafeRawBufferPointer(rebasing: bytes[place...]))
    }

    /// Whether something comes of the first bytes.
    private func probe() -> Bool {
        // Of gzip something comes soon, or it is none: a name in its header may go on without an end. Zstandard gives a
        // block as a whole.
        let most = mode == .gzip ? 1 << 12 : 1 << 18
        while stored.count < most, (try? read()) == true {}
        if mode == .gzip { gzip.begin() } else { zstd.begin() }
        let start = UnsafeRawBufferPointer(rebasing: stored.bytes.prefix(most))
        return withUnsafeTemporaryAllocation(byteCount: 256, alignment: 16) { room in
            switch mode == .gzip ? gzip.step(start, into: room) : zstd.step(start, into: room) {
            case .corrupt: false
            case .end: true
            case .more(_, let given): given > 0
            }
        }
    }
}
