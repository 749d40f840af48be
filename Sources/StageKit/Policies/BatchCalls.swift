internal import Documents

/// The calls of a stage that takes many articles at a time. Such a stage keeps the `timeout` of an article itself.
extension DocumentPolicy? {
    func process<S: BatchTransform>(
        _ stage: S, _ articles: [Article]
    ) throws -> [Result<BatchAnswer, any Error>] {
        if articles.isEmpty { return [] }
        guard let policy = self else { return try stage.process(articles, within: nil) }
        return try policy.process(stage, articles)
    }
}

extension DocumentPolicy {
    /// Goes through articles together, or one by one where each has a turn of its own; what fails is then tried again by
    /// itself.
    fileprivate func process<S: BatchTransform>(
        _ stage: S, _ articles: [Article]
    ) throws -> [Result<BatchAnswer, any Error>] {
        var results: [Result<BatchAnswer, any Error>] = []
        if hasTurns {
            for article in articles { results += [try inTurn { try stage.process([article], within: timeout) }[0]] }
        } else {
            results = try stage.process(articles, within: timeout)
        }
        for (index, article) in articles.enumerated() {
            guard case .failure = results[index] else { continue }
            results[index] = Result {
                try attempt(article, first: results[index]) {
                    try stage.process([article], within: timeout)[0].get()
                }
            }
        }
        return results
    }
}
