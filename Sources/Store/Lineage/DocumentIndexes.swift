/// How documents are found by a part of what they are called: indexes of the table of documents, on expressions that
/// queries must repeat to the letter.
enum DocumentIndexes {
    /// The first eight hexadecimal digits of an identity as it is shown. Its halves are stored with the least byte first.
    static func digits(_ column: String) -> String {
        (5...8).reversed().map { "hex(substr(\(column), \($0), 1))" }.joined(separator: " || ")
    }

    /// The last component of a path: what is left without the part that ends with the last slash.
    static let name = "replace(locator, rtrim(locator, replace(locator, '/', '')), '')"

    /// Makes the indexes. The one of whole identities is of no use beside that of their digits.
    static let migration = """
        DROP INDEX documents_by_id;
        CREATE INDEX documents_by_digits ON documents (\(digits("id")));
        CREATE INDEX documents_by_name ON documents (\(name));
        ALTER TABLE documents ADD COLUMN since INTEGER;
        """

    /// The version of the tables that has them.
    static let version = 4
}
