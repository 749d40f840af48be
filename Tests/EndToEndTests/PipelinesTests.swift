import Foundation
import TestSupport
import Testing

/// Every definition that ships checks, plans what it then does, and publishes the same bytes whatever the workers.
@Suite struct PipelinesTests {
    static let names = ["branches", "clean", "digest"]

    @Test func allDefinitionsThatShipAreTested() throws {
        let shipped = try FileManager.default.contentsOfDirectory(atPath: Program.project + "/Pipelines")
        #expect(shipped.sorted() == Self.names.map { $0 + ".yaml" })
    }

    @Test(arguments: names) func itChecksWithoutAWarning(name: String) throws {
        let result = try Program.run(["check", "Pipelines/\(name).yaml"])
        #expect(result.code == 0)
        #expect(result.messages.isEmpty)
    }

    @Test(arguments: names) func workersDontChangeAByte(name: String) throws {
        let one = try SeedsRun(name, "--jobs", "1")
        let published = try outcome(in: one.folder.path)
        #expect(!published.isEmpty)
        for jobs in ["2", "8"] {
            let other = try SeedsRun(name, "--jobs", jobs)
            #expect(other.result.code == one.result.code)
            #expect(try outcome(in: other.folder.path) == published, "--jobs \(jobs)")
        }
    }

    @Test(arguments: names) func aSecondRunReplacesTheFirst(name: String) throws {
        let run = try SeedsRun(name)
        let first = try outcome(in: run.folder.path)
        let again = try Program.run(["run", "Pipelines/\(name).yaml", "--set", "output=\(run.path(""))"])
        #expect(again.code == run.result.code)
        #expect(try outcome(in: run.folder.path) == first)
    }

    @Test(arguments: names) func thePlanCountsWhatTheRunReads(name: String) throws {
        let folder = try ScratchFolder()
        let output = ["--set", "output=\(folder.path)/out", "--format", "json"]
        let plan = try Program.run(["plan", "Pipelines/\(name).yaml"] + output)
        #expect(plan.code == 0)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
        let run = try Program.run(["run", "Pipelines/\(name).yaml"] + output)
        let planned = try #require(try object(plan)["stages"] as? [[String: Any]])
        let done = try object(run)
        let accounts = try #require(done["stages"] as? [[String: Any]])
        #expect(planned.compactMap { $0["stage"] as? String } == accounts.compactMap { $0["stage"] as? String })
        for (stage, account) in zip(planned, accounts) where stage["documents"] != nil {
            #expect(stage["documents"] as? Int == account["in"] as? Int)
        }
        let promised = planned.flatMap { $0["artifacts"] as? [String] ?? [] }
        #expect(promised == done["artifacts"] as? [String])
        for artifact in promised { #expect(FileManager.default.fileExists(atPath: artifact)) }
    }

    @Test(arguments: names) func theAccountBalances(name: String) throws {
        let stages = try #require(try object(SeedsRun(name, "--format", "json").result)["stages"] as? [[String: Any]])
        for stage in stages {
            let number = { (name: String) in stage[name] as? Int ?? -1 }
            #expect(number("in") > 0)
            #expect(
                number("in") + number("added") == number("out") + number("filtered") + number("quarantined"),
                "\(stage["stage"] ?? "")")
        }
    }

    private func object(_ result: Program.Result) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    }
}
