internal import Runtime

/// The account of a run as a table that one can add up.
struct AccountTable {
    let lines: [String]

    init(_ accounts: [StageAccount]) {
        let hasAdded = accounts.contains { $0.added > 0 }
        let hasKnown = accounts.contains { $0.known > 0 }
        var table = Table(
            ["stage", "stage type", "in"] + (hasAdded ? ["added"] : []) + ["out", "filtered", "quarantined"]
                + (hasKnown ? ["known"] : []) + ["time"],
            leftColumns: 2)
        for account in accounts {
            table.add(
                [account.stage, account.type, Figures.count(account.taken)]
                    + (hasAdded ? [Figures.count(account.added)] : [])
                    + [account.given, account.filtered, account.quarantined].map(Figures.count)
                    + (hasKnown ? [Figures.count(account.known)] : [])
                    + [Figures.time(account.time.seconds)])
        }
        lines = table.lines
    }
}
