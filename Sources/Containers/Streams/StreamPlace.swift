/// Where a byte is in a file that may be compressed: what one needs to find it again.
struct StreamPlace: Equatable {
    /// Where the compressed member begins, in the file; nil where the file isn't compressed.
    let member: Int?
    /// How many expanded bytes of the member, or bytes of the file, come before.
    let offset: Int

    /// `4711` in a plain file and at the beginning of a member, `4711+250` inside of one.
    var text: String {
        guard let member else { return "\(offset)" }
        return offset == 0 ? "\(member)" : "\(member)+\(offset)"
    }
}
