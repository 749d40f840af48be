internal import Foundation

/// What a dry-run says of each stage, compared with what the run then does.
struct ForecastCheck {
    private struct Plan: Decodable {
        let stages: [Stage]
        struct Stage: Decodable {
            let stage: String
            let forecast: Forecast
        }
        struct Forecast: Decodable {
            let `in`, known, leftOut, work: Int
            let exact: Bool
        }
    }

    private struct Run: Decodable {
        let stages: [Stage]
        struct Stage: Decodable {
            let stage: String
            let `in`, known: Int
        }
    }

    private let plan: Plan

    /// Reads what a dry-run printed; nil where it failed.
    init?(_ ending: Ending) {
        guard let plan = try? JSONDecoder().decode(Plan.self, from: Data(ending.output.utf8)) else { return nil }
        self.plan = plan
    }

    /// What a run did otherwise.
    func problems(of ending: Ending) -> [String] {
        guard let run = try? JSONDecoder().decode(Run.self, from: Data(ending.output.utf8)) else {
            return ["no account"]
        }
        var problems: [String] = []
        for (said, did) in zip(plan.stages, run.stages) {
            let (forecast, work) = (said.forecast, did.in - did.known - said.forecast.leftOut)
            let isRight =
                forecast.exact
                ? (did.in, did.known, work) == (forecast.in, forecast.known, forecast.work)
                : did.in <= forecast.in && work <= forecast.work
            if isRight { continue }
            problems.append(
                "the plan says of \(said.stage) in \(forecast.in), known \(forecast.known), work \(forecast.work)"
                    + "\(forecast.exact ? "" : " at most"), and the run in \(did.in), known \(did.known)")
        }
        return problems
    }
}
