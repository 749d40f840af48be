import TestSupport
import Testing

@testable import Files

/// Who looks at a lock neither makes nor keeps one.
@Suite struct LockFileTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private var path: FilePath { FilePath(folder.path + "/lock") }

    @Test func aLockIsHeldAsLongAsItsOwnerIsThere() throws {
        #expect(LockFile.isHeld(path) == nil)
        #expect(try folder.names().isEmpty)
        do {
            let lock = try LockFile(path, busy: "is held", help: "wait")
            #expect(LockFile.isHeld(path) == true)
            #expect(LockFile.isHeld(path) == true)
            _ = consume lock
        }
        #expect(LockFile.isHeld(path) == false)
        // Nothing of the look is left.
        _ = try LockFile(path, busy: "is held", help: "wait")
        #expect(try folder.bytes("lock").isEmpty)
    }
}
