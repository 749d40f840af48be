import Foundation
import TestSupport
import Testing

/// What `galley cache` shows and removes, and that runs publish the same after it.
@Suite struct CacheCommandTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func run(_ output: String, _ arguments: String...) throws -> Program.Result {
        try Program.run(
            ["run", "Pipelines/digest.yaml", "--allow-quarantine", "--set", "output=\(folder.path)/\(output)"]
                + arguments)
    }

    private func cache(_ output: String, _ arguments: String...) throws -> Program.Result {
        try Program.run(["cache"] + arguments + ["--state", "\(folder.path)/\(output)/.galley"])
    }

    private func shown(_ output: String) throws -> [String: Any] {
        let result = try cache(output, "--format", "json")
        #expect(result.code == 0, "\(result.messages)")
        return try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    }

    /// All that is published and recorded, with the folder's name left out of it.
    private func outcome(_ output: String) throws -> [String: Data] {
        try EndToEndTests.outcome(in: folder.path + "/" + output)
    }

    @Test func theCacheIsShown() throws {
        #expect(try cache("a").code == 66)
        _ = try run("a")
        let text = try cache("a").output
        #expect(text.contains(" on disk, in 1 chunk\nwritten by run 1\n46 documents of 'digest'\n"))
        let json = try shown("a")
        #expect(json["chunks"] as? Int == 1 && json["oldestRun"] as? Int == 1 && json["newestRun"] as? Int == 1)
        let size = try FileManager.default.attributesOfItem(atPath: folder.path + "/a/.galley/cache.db")[.size]
        #expect(json["bytes"] as? Int == size as? Int)
        let pipelines = json["pipelines"] as? [[String: Any]]
        #expect(pipelines?.first?["pipeline"] as? String == "digest" && pipelines?.first?["documents"] as? Int == 46)
    }

    @Test(arguments: [
        [], ["--to", "0"], ["--to", "100 kB"], ["--older-than", "0"], ["--older-than", "1"], ["--all"],
    ])
    func afterPruningRunsPublishTheSameBytes(arguments: [String]) throws {
        _ = try run("a")
        _ = try run("a", "--set", "sentences=2")
        let pruned = try Program.run(["cache", "prune"] + arguments + ["--state", "\(folder.path)/a/.galley"])
        #expect(pruned.code == 0 && pruned.output.hasPrefix("removed results of "), "\(pruned.messages)")
        // Nothing has changed, then everything is done again with what is left.
        #expect(try run("a", "--set", "sentences=2").output.contains("nothing has changed since run 2"))
        let again = try run("a", "--set", "sentences=3")
        #expect(again.code == 0 && !again.output.contains("nothing has changed"))
        _ = try run("b", "--set", "sentences=3")
        #expect(try outcome("a") == outcome("b"))
        if arguments == ["--all"] { #expect(!again.output.contains("known")) }
    }

    @Test func aRunKeepsTheCacheInItsLimit() throws {
        _ = try run("a", "--cache-limit", "0")
        #expect(try shown("a")["chunks"] as? Int == 0)
        _ = try run("a", "--set", "sentences=2")
        #expect(try shown("a")["chunks"] as? Int == 1)
        _ = try run("a", "--set", "sentences=1", "--cache-limit", "90 kB")
        #expect(try shown("a")["chunks"] as? Int == 0)
        _ = try run("b", "--set", "sentences=1")
        #expect(try outcome("a") == outcome("b"))
        #expect(try run("a", "--cache-limit", "much").code == 64)
    }

    @Test func whatIsInUseIsLeftAlone() throws {
        _ = try run("a")
        let held = try Program.start(
            ["-c", "exec 9>\"$0\"; flock 9; echo held; cat", folder.path + "/a/.galley/lock"],
            executable: URL(fileURLWithPath: "/bin/bash"))
        #expect(held.output.availableData == Data("held\n".utf8))
        for command in [["cache", "prune"], ["quarantine", "drop", "--all"]] {
            let result = try Program.run(command + ["--state", "\(folder.path)/a/.galley"])
            #expect(result.code == 73, "\(command): \(result.messages)")
            #expect(result.messages.contains("another run is using this state folder"))
        }
        try held.input.close()
        _ = held.wait()
        #expect(try shown("a")["chunks"] as? Int == 1)
        #expect(try cache("a", "prune").code == 0)
    }

    /// Damage is told, whoever finds it, and with it what to do.
    @Test func whatIsDamagedIsTold() throws {
        _ = try run("a")
        let before = try outcome("a")
        let garbage = [UInt8](repeating: 7, count: 5000)
        try folder.add("a/.galley/cache.db", garbage)
        let shown = try cache("a")
        #expect(shown.code == 74 && shown.messages.contains("'galley cache prune --all' removes it"))
        let next = try run("a", "--set", "sentences=2")
        #expect(next.output.contains("the results of earlier runs were damaged; what they held is worked out anew"))
        #expect(try !run("a").output.contains("damaged; what they held"))
        #expect(try outcome("a") == before)
        try folder.add("a/.galley/cache.db", garbage)
        #expect(try cache("a", "prune").output == "the results were damaged: all of them are removed\n")
        try folder.add("a/.galley/state.db", garbage)
        let pruned = try cache("a", "prune")
        #expect(pruned.code == 74 && pruned.messages.contains("state.db.damaged-1, and nothing was removed"))
        #expect(try run("a").code == 0)
        #expect(try outcome("a") == before)
    }

    @Test func whatContradictsItselfIsRefused() throws {
        _ = try run("a")
        #expect(try cache("a", "prune", "--all", "--to", "1 MB").code == 64)
        #expect(try cache("a", "prune", "--to", "much").code == 64)
        #expect(try cache("nothing", "prune").code == 66)
        #expect(!folder.has("nothing"))
    }
}
