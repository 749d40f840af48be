/// What a step of expanding came to.
enum ExpansionStep {
    /// So much was taken and given; more is to come.
    case more(taken: Int, given: Int)
    /// The member or frame ended.
    case end(taken: Int, given: Int)
    case corrupt(String)
}
