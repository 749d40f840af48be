extension YAMLNode {
    /// The texts in it that come from the environment, whole and the values alone, and what is shown in their place.
    package var secrets: [String: String] {
        var secrets = origin?.secrets ?? [:]
        if let text = scalar?.text, holdsSecret { secrets[text] = secrets[text] ?? displayText }
        for inner in (elements ?? []) + (pairs ?? []).map(\.value) {
            secrets.merge(inner.secrets) { first, _ in first }
        }
        return secrets
    }
}
