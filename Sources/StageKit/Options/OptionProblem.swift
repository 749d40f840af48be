/// A value of an option that can't be, or, as a warning, that is unwise.
public struct OptionProblem: Error, Sendable, Equatable {
    /// Which part of an option's value is meant.
    public enum Place: Sendable, Hashable {
        /// The whole value.
        case value
        /// An element of a list, from 0.
        case element(Int)
        /// An entry of a map: its key.
        case key(String)
        /// An entry of a map: its value.
        case entry(String)
    }

    /// The option as written in a definition, for example `minimum-length`.
    public let option: String
    /// The part that is meant.
    public let place: Place
    /// Whether a run is possible all the same.
    public let isWarning: Bool
    /// What is wrong, continuing the sentence "option 'x' …".
    public let message: String
    /// The way out, when there is one to tell.
    public let help: String?

    /// Makes an error.
    public init(_ option: String, at place: Place = .value, _ message: String, help: String? = nil) {
        self.init(option, at: place, isWarning: false, message, help)
    }

    /// Makes a warning.
    public static func warning(
        _ option: String, at place: Place = .value, _ message: String, help: String? = nil
    ) -> OptionProblem {
        OptionProblem(option, at: place, isWarning: true, message, help)
    }

    private init(_ option: String, at place: Place, isWarning: Bool, _ message: String, _ help: String?) {
        self.option = option
        self.place = place
        self.isWarning = isWarning
        self.message = message
        self.help = help
    }
}
