/// A run that found nothing changed since another one, and so did nothing.
enum UnchangedRun {
    /// The column of the other run's number, in the table of runs.
    static let migration = "ALTER TABLE runs ADD COLUMN unchanged INTEGER;"

    /// The version of the tables that has it.
    static let version = 6
}
