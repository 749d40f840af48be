public import JSON
public import StageKit

extension StagePolicies {
    /// Writes a JSON object of what is said, `retry` whole, with what is usual.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            if let retry {
                json.key("retry")
                json.object { json in
                    json.member("attempts", retry.attempts)
                    json.member("first", retry.first.optionText)
                    json.member("factor", retry.factor)
                    json.member("most", retry.most.optionText)
                    json.member("jitter", retry.jitter)
                    if let codes = retry.codes { json.member("on", codes) }
                }
            }
            if let timeout { json.member("timeout", timeout.optionText) }
            if let rate { json.member("rate", rate.text) }
            if let maximumFailures { json.member("maxFailures", maximumFailures.text) }
            if let jobs { json.member("jobs", jobs) }
        }
    }
}
