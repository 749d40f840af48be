internal import Documents
internal import JSON

/// What a page says about its article, by the sources that pages fill for search engines and social sites.
struct PageMetadata {
    var metadata = ArticleMetadata()
    init(_ tree: HTMLTree, _ survey: PageSurvey, address: String) {
        if let index = tree.first(.h1) { metadata.title = tree.innerText(of: index) }
    }
}
