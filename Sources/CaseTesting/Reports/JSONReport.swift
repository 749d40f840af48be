internal import Diagnostics
public import JSON

/// Results for machines.
public enum JSONReport {
    /// Writes an object: `passed`, `failed` and `broken` count cases; `pipelines` has an object for each definition, with
    /// its `cases`, of which each has its `problems` as diagnostics.
    public static func write(_ results: [PipelineResult], to json: inout JSONWriter) {
        json.object { json in
            for verdict in [CaseResult.Verdict.passed, .failed, .broken] {
                json.member(verdict.rawValue, results.reduce(0) { $0 + $1.count(verdict) })
            }
            json.key("pipelines")
            json.array { json in for result in results { write(result, to: &json) } }
        }
    }

    private static func write(_ result: PipelineResult, to json: inout JSONWriter) {
        json.object { json in
            json.member("file", result.path)
            json.member("pipeline", result.pipeline)
            json.key("cases")
            json.array { json in
                for testCase in result.cases {
                    json.object { json in
                        json.member("name", testCase.name)
                        json.member("line", testCase.line)
                        json.member("verdict", testCase.verdict.rawValue)
                        json.key("problems")
                        JSONRenderer().write(testCase.problems, to: &json)
                    }
                }
            }
        }
    }
}

extension CaseResult {
    /// The line on which its name stands.
    var line: Int { location.range.map { location.file.position(at: $0.start).line } ?? 1 }
}
