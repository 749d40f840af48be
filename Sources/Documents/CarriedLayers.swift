/// What a document carries, open to be read.
///
/// Only whoever runs a stage can make it, and takes the stage's `Reads` out of it: the interface is hidden from plugins,
/// those of this package too, unless they import it by name.
public struct CarriedLayers: Sendable {
    @usableFromInline
    let store: LayerStore

    /// Opens what a document carries.
    @_spi(Engine) @inlinable
    public init(_ store: LayerStore) { self.store = store }
}

// What an author writes who hasn't met `Reads` yet finds the way here, in the compiler's words.

extension LayerSet {
    /// A stage isn't given what it doesn't name.
    @available(
        *, unavailable,
        message: "name what the stage reads, as in 'typealias Reads = Sentences': it is given that as 'layers'"
    )
    public init?(from store: LayerStore) { nil }
}

extension LayerStore {
    /// A stage isn't given what it doesn't name.
    @available(
        *, unavailable,
        message: "name what the stage reads, as in 'typealias Reads = Sentences': it is given that as 'layers'"
    )
    public func layer<L: Layer>(_ type: L.Type) -> L? { nil }
}

/// A layer that may be absent is a ``Maybe``, so that there is one way to say it.
@available(*, unavailable, message: "write 'Maybe<…>' for a layer that may be absent")
extension Optional: LayerSet where Wrapped: Layer {
    /// The layer, optional.
    public static var requirements: [LayerRequirement] { Maybe<Wrapped>.requirements }
    /// Takes the layer if it is there.
    public init?(from carried: CarriedLayers) { self = Maybe<Wrapped>(from: carried)?.layer }
    /// Adds the layer if there is one.
    public func add(to store: inout LayerStore) { Maybe(self).add(to: &store) }
}
