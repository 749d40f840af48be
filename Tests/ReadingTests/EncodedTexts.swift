import Foundation
import Testing

/// Texts of our own in old encodings, as base64, since nothing here writes those.
enum EncodedTexts {
    struct Sample: Sendable, CustomTestStringConvertible {
        let text: String
        let encoding: String
        let base64: String

        var testDescription: String { encoding }
        var bytes: [UInt8] { Array(Data(base64Encoded: base64) ?? Data()) }
    }

    private static let german = """
        Die Behörden in Österreich prüfen, ob die Brücke über den Fluß noch trägt. Für die Anwohner heißt das: warten.
        """
    private static let russian = """
        Правительство сообщило в понедельник, что мост через реку будет закрыт до весны, а паром заменит его на время.
        """
    private static let japanese = """
        政府は月曜日、港の橋を春まで閉鎖すると発表した。その間はフェリーが運航されるという。住民は不便になると話している。
        """
    private static let korean = """
        정부는 월요일에 항구의 다리를 봄까지 폐쇄한다고 발표했다. 그동안은 여객선이 다리를 대신한다. 주민들은 불편하다고 말했다.
        """
    private static let chinese = """
        政府星期一宣布，港口大桥将关闭至春天，在此期间由渡轮代替。居民们说，这样会很不方便，但是可以理解。
        """
    private static let polish = """
        Władze miasta ogłosiły w środę, że most będzie zamknięty aż do wiosny. Mieszkańcy mówią, że coś takiego śniło im się nieraz.
        """

    static let samples = [
        Sample(
            text: german, encoding: "windows-1252",
            base64: """
                RGllIEJlaPZyZGVuIGluINZzdGVycmVpY2ggcHL8ZmVuLCBvYiBkaWUgQnL8Y2tlIPxiZXIgZGVuIEZsdd8gbm9jaCB0cuRn\
                dC4gRvxyIGRpZSBBbndvaG5lciBoZWnfdCBkYXM6IHdhcnRlbi4=
                """),
        Sample(
            text: russian, encoding: "windows-1251",
            base64: """
                z/Dg4ujy5ev88fLi7iDx7u7h+ejr7iDiIO/u7eXk5ev87ejqLCD38u4g7O7x8iD35fDl5yDw5erzIOHz5OXyIOfg6vD78iDk\
                7iDi5fHt+ywg4CDv4PDu7CDn4Ozl7ejyIOXj7iDt4CDi8OXs/y4=
                """),
        Sample(
            text: russian, encoding: "koi8-r",
            base64: """
                8NLB18nUxczY09TXzyDTz8/C3cnMzyDXINDPzsXExczYzsnLLCDe1M8gzc/T1CDexdLF2iDSxcvVIMLVxMXUINrBy9LZ1CDE\
                zyDXxdPO2SwgwSDQwdLPzSDawc3FzsnUIMXHzyDOwSDX0sXN0S4=
                """),
        Sample(
            text: japanese, encoding: "shift_jis",
            base64: """
                kK2Ve4LNjI6XapP6gUGNYILMi7SC8I90gtyCxZXCjb2Ct4LpgsaUrZVcgrWCvYFCgruCzIrUgs2DdINGg4qBW4KqiV6NcYKz\
                guqC6YLGgqKCpIFCj1qWr4LNlXOV1oLJgsiC6YLGmGKCtYLEgqKC6YFC
                """),
        Sample(
            text: japanese, encoding: "euc-jp",
            base64: """
                wK/J3KTPt+7Ny8b8oaK5waTOtrak8r3VpN6kx8rEur+kuaTrpMjIr8m9pLekv6GjpL2kzrTWpM+l1aWnpeqhvKSssb+50qS1\
                pOyk66TIpKSkpqGjvbvMsaTPydTK2KTLpMqk66TIz8Okt6TGpKSk66Gj
                """),
        Sample(
            text: korean, encoding: "euc-kr",
            base64: """
                waS6zrTCIL/5v+TAz7+hIMfXsbjAxyC02biuuKYgur2x7sH2IMbzvOLH0bTZsO0gud/HpcfftNkuILHXtb++yMC6IL+psLS8\
                scDMILTZuK64piC0673Fx9G02S4gwda5zrXpwLogutLG7cfPtNmw7SC4u8fftNku
                """),
        Sample(
            text: chinese, encoding: "gb18030",
            base64: """
                1f64rtDHxtrSu9D7sryjrLjbv9q088fFvau52LHV1sG0uszso6zU2rTLxtq85NPJtsnC1rT6zOaho77Tw/HDx8u1o6zV4tH5\
                u+G63LK7t72x46OstavKx7/J0tTA7b3ioaM=
                """),
        Sample(
            text: polish, encoding: "iso-8859-2",
            base64: """
                V7NhZHplIG1pYXN0YSBvZ7Nvc2mzeSB3ILZyb2TqLCC/ZSBtb3N0IGLqZHppZSB6YW1rbmnqdHkgYb8gZG8gd2lvc255LiBN\
                aWVzemth8WN5IG3zd2mxLCC/ZSBjb7YgdGFraWVnbyC2bmmzbyBpbSBzaeogbmllcmF6Lg==
                """),
        Sample(
            text: polish, encoding: "windows-1250",
            base64: """
                V7NhZHplIG1pYXN0YSBvZ7Nvc2mzeSB3IJxyb2TqLCC/ZSBtb3N0IGLqZHppZSB6YW1rbmnqdHkgYb8gZG8gd2lvc255LiBN\
                aWVzemth8WN5IG3zd2m5LCC/ZSBjb5wgdGFraWVnbyCcbmmzbyBpbSBzaeogbmllcmF6Lg==
                """),
    ]

    /// What the tests need of other texts.
    static let utf8 = [german, russian, japanese, korean, chinese, polish]
}
