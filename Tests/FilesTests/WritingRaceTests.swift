import Foundation
import Locks
import TestSupport
import Testing

@testable import Files

/// Runs that write the same folder at the same time, one that removes it, and readers.
@Suite struct WritingRaceTests {
    private static let files = 40

    private let folder: ScratchFolder
    private let end = ContinuousClock.now + .milliseconds(1200)

    init() throws { folder = try ScratchFolder() }

    /// Publishes again and again; gives how often.
    private func publish(_ writer: Int) throws -> Int {
        var published = 0
        while ContinuousClock.now < end {
            // In each other's way, they are refused; that is all that may happen.
            guard var new = try unlessLocked({ () throws(FileError) in try AtomicFolder(folder("out")) }) else {
                continue
            }
            for number in 0..<Self.files { try new.write(Array("\(writer) \(published)".utf8), to: "\(number)") }
            try new.commit()
            published += 1
        }
        return published
    }

    @Sendable private func remove() throws -> Int {
        var removed = 0
        while ContinuousClock.now < end {
            usleep(3000)
            if try unlessLocked({ () throws(FileError) in try AtomicFolder.remove(folder("out")) }) != nil {
                removed += 1
            }
        }
        return removed
    }

    private struct NotWhole: Error, CustomStringConvertible { let description: String }

    private func unlessLocked<Result>(_ body: () throws(FileError) -> Result) throws -> Result? {
        do throws(FileError) {
            return try body()
        } catch {
            guard error.reason == "another run is writing here" else { throw error }
            return nil
        }
    }

    /// Reads through one opened folder; gives how often what was read had stood in its place all the while.
    @Sendable private func watch() throws -> Int {
        var seen = 0
        while ContinuousClock.now < end {
            guard let files = try OpenFolder.read(folder("out").text) else { continue }
            seen += 1
            let texts = Set(files.filter { $0.key != AtomicFolder.marker }.values)
            guard files.count == Self.files + 1, texts.count == 1 else {
                throw NotWhole(description: "\(files.count) files of \(texts.count) versions")
            }
        }
        return seen
    }

    @Test(.timeLimit(.minutes(20))) func readersSeeOneWholeFolderOrNone() throws {
        let work: [@Sendable () throws -> Int] = [{ try publish(1) }, { try publish(2) }, remove, watch]
        let counts = Mutex([Int](repeating: 0, count: work.count))
        let failures = Mutex<[String]>([])
        let ended = DispatchGroup()
        for (index, work) in work.enumerated() {
            ended.enter()
            // A thread each, however few cores there are.
            Thread.detachNewThread {
                do {
                    let count = try work()
                    counts.withLock { $0[index] = count }
                } catch {
                    failures.withLock { $0.append("\(index): \(error)") }
                }
                ended.leave()
            }
        }
        ended.wait()
        #expect(failures.withLock { $0 } == [])
        let (published, seen) = counts.withLock { ($0[0] + $0[1], $0[3]) }
        #expect(published > 0 && seen > 0, "\(published) published, \(seen) seen")
        try AtomicFolder.remove(folder("out"))
        #expect(try folder.names().isEmpty)
    }
}
