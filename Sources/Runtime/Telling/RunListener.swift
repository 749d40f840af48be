/// Is told what happens in a run while it goes on.
///
/// A run without listeners makes no events.
public protocol RunListener: Sendable {
    /// Something has happened. Workers call it one at a time, in the order of the events' offsets, and wait for it: it
    /// should take little time. It keeps no documents alive, for events hold none.
    func hear(_ event: RunEvent)
}
