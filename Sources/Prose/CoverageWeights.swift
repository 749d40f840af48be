/// The weights of ``CoverageModel``, written by `Benchmarks/train-summaries.py`; the order is that of the features.
enum CoverageWeights {
    /// A word's log odds of standing in a summary: a constant, then a weight a feature.
    static let words: [Double] = [
        -2.13094, 0.52886, 1.23874, 0.87327, 0.71086, 1.09046, -0.07639, 0.01338,
        0.27788, 1.21139, 0.08185, -0.48011, 0.24139, -0.07267, -0.61492,
    ]

    /// What a sentence adds to a summary under way: a weight a feature.
    static let sentences: [Double] = [
        -0.17425, 1.22154, 0.60721, -7.41237, 0.06635, 1.74334, 0.84843, 0.30882,
        -0.36834, 2.53519, 0.78310, 0.08144, -0.54593, 0.04979, -0.26278, 0.12467,
        6.94025,
    ]
}
