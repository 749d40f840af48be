/// A page as its parser is given it: tags by their names alone, and a sign for each text. What the signs stand for, and
/// what is read of the tags' attributes, stays in the page; so the parser, which decides about elements only, copies none
/// of it.
///
/// What only the parser can tell stays in the markup as it is: texts and attributes with references to characters, short
/// texts, white space.
struct SkimmedPage {
    /// What the parser is given.
    var markup: [UInt8] = []
    /// Where in the page the texts stand, by the numbers of their signs.
    var texts: [Place] = []
    /// Elements with attributes that are read, as they stand in the markup.
    var elements: [Element] = []
    /// The attributes of all elements.
    var attributes: [PageAttribute] = []

    /// Start tags and texts, and what may be one in a part of the page that is left to the parser as it is.
    var pieces = 0
    /// End tags.
    var ends = 0

    /// Bytes of the page.
    struct Place {
        let lower: Int32
        let upper: Int32
    }

    /// An element with attributes.
    struct Element {
        /// Where its name starts in the markup.
        let name: Int32
        /// After its last attribute; its first one comes after the last one of the element before.
        let upper: Int32
    }

    /// The attributes of an element by where its name starts in the markup.
    ///
    /// - Parameter next: The element that is most likely asked for, for a parser's elements are in order but for a few.
    func attributes(ofElementAt name: Int, next: inout Int) -> Range<Int> {
        if next >= elements.count || Int(elements[next].name) != name {
            // Where it would stand.
            var (low, high) = (0, elements.count)
            if next < elements.count, name < Int(elements[next].name) {
                if next == 0 || name > Int(elements[next - 1].name) { return 0..<0 }
                high = next
            } else {
                low = min(next, high)
            }
            while low < high {
                let middle = (low + high) / 2
                if Int(elements[middle].name) < name { low = middle + 1 } else { high = middle }
            }
            guard low < elements.count, Int(elements[low].name) == name else { return 0..<0 }
            next = low
        }
        let lower = next > 0 ? Int(elements[next - 1].upper) : 0
        next += 1
        return lower..<Int(elements[next - 1].upper)
    }
}

/// An attribute that readers look at, and where its value stands.
struct PageAttribute {
    let name: HTMLAttribute
    let lower: Int32
    let upper: Int32
}
