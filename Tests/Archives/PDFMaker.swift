/// Makes PDF documents of one line, so that tests need no other program.
public enum PDFMaker {
    /// A document of a line of plain letters, with a title and an author in its properties.
    public static func document(_ line: String, title: String, author: String) -> [UInt8] {
        let page = "BT /F1 12 Tf 72 700 Td (\(line)) Tj ET"
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            "<</Length \(page.utf8.count)>>stream\n\(page)\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", "<</Title(\(title))/Author(\(author))>>",
        ]
        var text = "%PDF-1.4\n"
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        text += "xref\n0 7\n0000000000 65535 f \n"
        for place in places { text += String("0000000000\(place)".suffix(10)) + " 00000 n \n" }
        text += "trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n\(start)\n%%EOF\n"
        return Array(text.utf8)
    }
}
