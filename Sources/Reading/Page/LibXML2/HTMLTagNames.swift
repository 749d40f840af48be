/// Numbers for the names of elements, since libxml2 gives names: the same that MyHTML has.
enum HTMLTagNames {
    /// In the order of their numbers; the first is 4.
    private static let known = """
        a abbr acronym address annotation-xml applet area article aside audio b base basefont bdi bdo bgsound big
        blink blockquote body br button canvas caption center cite code col colgroup command comment datalist dd del
        details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2
        h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen label legend li link
        listing main map mark marquee menu menuitem meta meter mtext nav nobr noembed noframes noscript object ol
        optgroup option output p param plaintext pre progress q rb rp rt rtc ruby s samp script section select small
        source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time
        title tr track tt u ul var video wbr xmp altglyph altglyphdef altglyphitem animate animatecolor
        animatemotion animatetransform circle clippath color-profile cursor defs desc ellipse feblend fecolormatrix
        fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap fedistantlight
        fedropshadow feflood fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge femergenode femorphology
        feoffset fepointlight fespecularlighting fespotlight fetile feturbulence filter font-face font-face-format
        font-face-name font-face-src font-face-uri foreignobject g glyph glyphref hkern line lineargradient marker
        mask metadata missing-glyph mpath path pattern polygon polyline radialgradient rect set stop switch symbol
        text textpath tref tspan use view vkern math maction maligngroup malignmark menclose merror mfenced mfrac
        mglyph mi mlabeledtr mlongdiv mmultiscripts mn mo mover mpadded mphantom mroot mrow ms mscarries mscarry
        msgroup msline mspace msqrt msrow mstack mstyle msub msup msubsup
        """

    private static let numbers: [String: Int] = {
        let names = known.split { $0 == " " || $0 == "\n" }
        return Dictionary(uniqueKeysWithValues: names.enumerated().map { (String($1), $0 + 4) })
    }()

    /// A name that isn't known has a number above those that are, and shares it with a few.
    private static let firstUnknown = 256

    /// The number of a name in lower case.
    static func tag(_ name: UnsafeBufferPointer<UInt8>) -> HTMLTag {
        if let number = numbers[String(decoding: name, as: UTF8.self)] { return HTMLTag(number: number) }
        return HTMLTag(number: firstUnknown + Int(name.reduce(AttributeNames.seed, AttributeNames.step) & 0xFF))
    }
}
