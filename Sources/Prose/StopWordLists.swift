/// The lists behind ``StopWords``: closed classes of each language, class by class, compiled for Galley.
enum StopWordLists {
    static let english = """
        a an the this that these those such same other another each every either neither both all any some no none few many \
        much more most less least several enough own
        i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers \
        herself it its itself they them their theirs themselves one ones oneself who whom whose which what whoever whatever \
        someone somebody something anyone anybody anything everyone everybody everything nobody nothing
        of in on at by for to from with without within into onto upon over under above below beneath between among amid through \
        throughout during before after since until till against across along alongside around about behind beside besides \
        beyond near toward towards off out up down per via despite except unlike like
        and or but nor so yet if unless because although though while whereas whether as than when whenever where wherever \
        why how that once
        am is are was were be been being have has had having do does did done doing will would shall should can could may \
        might must ought cannot not
        isn't aren't wasn't weren't haven't hasn't hadn't don't doesn't didn't won't wouldn't shan't shouldn't can't \
        couldn't mustn't needn't ain't i'm i've i'll i'd you're you've you'll you'd he's he'll he'd she's she'll she'd it's \
        it'll it'd we're we've we'll we'd they're they've they'll they'd that's there's here's who's what's where's let's
        also just only even still already ever never always often sometimes too very quite rather almost nearly again then \
        now here there thus hence therefore however meanwhile instead perhaps maybe soon later ago away back else far \
        further yes yeah
        two three four five six seven eight nine ten first second third last next
        said say says saying told tell tells telling asked added according get gets got getting go goes going went gone make \
        makes made making come comes came take takes took taken
        mr mrs ms dr sir
        """
    static let german = """
        der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines dieser diese dieses \
        diesen diesem jener jene jenes jenen jenem jeder jede jedes jeden jedem alle allen aller alles viele vielen vieler \
        mehrere einige einigen einiger manche mancher manches andere anderen anderer anderes anderem solche solcher solches \
        beide beiden wenige weniger mehr etwas nichts selbst selber
        ich mich mir mein meine meinen meinem meiner meines du dich dir dein deine deinen deinem deiner er ihn ihm sein \
        seine seinen seinem seiner seines sie ihr ihre ihren ihrem ihrer ihres es wir uns unser unsere unseren unserem \
        unserer euch euer eure ihnen sich man wer wen wem wessen was welche welcher welches welchen welchem jemand niemand \
        einander
        in im ins an am ans auf aus bei beim bis durch für gegen hinter mit nach neben ohne seit über um unter von vom vor \
        wegen während zu zum zur zwischen trotz laut gegenüber innerhalb außerhalb statt ab samt
        und oder aber denn sondern doch wenn weil dass daß ob obwohl als wie damit sodass indem nachdem bevor ehe falls \
        sowie sowohl weder noch entweder zwar je desto
        bin bist ist sind seid war waren warst wäre wären gewesen sei seien habe hast hat haben habt hatte hatten hätte \
        hätten gehabt werde wirst wird werden werdet wurde wurden würde würden geworden worden kann können konnte konnten \
        könnte könnten muss müssen musste mussten müsste soll sollen sollte sollten will wollen wollte wollten darf dürfen \
        durfte dürfte mag mögen möchte möchten lassen lässt ließ
        nicht auch nur noch schon sehr so dann da dort hier nun jetzt immer nie wieder bereits etwa rund fast ganz gar eben \
        wohl mal einmal zudem dabei dazu davon daran darauf dafür dagegen dadurch darüber darum daher deshalb jedoch \
        allerdings außerdem wo wann warum wieso wohin woher heute gestern morgen ja nein
        zwei drei vier fünf sechs sieben acht neun zehn erste ersten erster erstes zweite zweiten letzte letzten
        sagte sagt sagen sagten erklärte teilte hieß heißt gibt gab geht ging kommt kam macht machte gemacht
        herr herrn frau
        """
    static let french = """
        le la les l un une des du de d au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs \
        quel quelle quels quelles chaque quelque quelques plusieurs tout toute tous toutes aucun aucune même mêmes autre \
        autres tel telle tels telles certains certaines
        je j me m moi tu te t toi il elle on nous vous ils elles lui eux se s soi y en qui que qu quoi dont où lequel laquelle \
        lesquels lesquelles duquel auquel celui celle ceux celles cela ceci ça c rien personne quelqu un
        à dans par pour sur sous avec sans chez vers entre contre depuis pendant avant après devant derrière dès jusque \
        jusqu selon malgré parmi hors lors durant outre près
        et ou mais donc or ni car si lorsque lorsqu quand comme puisque puisqu parce quoique afin ainsi tandis alors
        suis es est sommes êtes sont étais était étions étaient serai sera serons seront serait seraient été étant soit \
        soient fut furent ai as a avons avez ont avais avait avions avaient aura auront aurait auraient eu eut ayant ait \
        aient peut peuvent pouvait pourrait pourraient pu doit doivent devait devrait devraient dû fait faire font faisait \
        va vont aller veut veulent faut
        ne n pas plus moins très trop peu assez beaucoup bien aussi encore déjà toujours jamais souvent ici là maintenant \
        puis ensuite enfin presque environ seulement surtout notamment cependant pourtant toutefois hier demain \
        aujourd'hui oui non
        c'est n'est s'est l'a d'un d'une qu'il qu'elle qu'ils qu'elles qu'un qu'une qu'on j'ai n'a n'ont s'il s'ils jusqu'à
        deux trois quatre cinq six sept huit neuf dix premier première dernier dernière
        dit disent déclaré affirmé expliqué ajouté indiqué précisé estime
        monsieur madame m mme
        """
    static let spanish = """
        el la los las lo un una unos unas este esta estos estas ese esa esos esas aquel aquella aquellos aquellas esto eso \
        aquello mi mis tu tus su sus nuestro nuestra nuestros nuestras vuestro vuestra suyo suya cada todo toda todos todas \
        algún alguno alguna algunos algunas ningún ninguno ninguna otro otra otros otras mismo misma mismos mismas mucho \
        mucha muchos muchas poco poca pocos pocas varios varias tal tales ambos tanto tanta tantos
        yo me mí conmigo tú te ti él ella ello nosotros vosotros ellos ellas usted ustedes nos os le les se sí que quien \
        quienes cual cuales cuyo cuya qué quién cuál alguien algo nadie nada
        a al ante bajo con contra de del desde durante en entre hacia hasta mediante para por según sin sobre tras
        y e o u pero sino mas ni si porque pues aunque como cuando donde mientras cómo cuándo dónde así
        soy eres es somos son era eras éramos eran fui fue fueron sea sean será serán sería serían sido siendo estoy está \
        estamos están estaba estaban estuvo estar estado ser he ha hemos han había habían hay hubo haber haya hayan habrá \
        tiene tienen tenía tener tuvo puede pueden podía podría podrán poder debe deben debía debería va van ir iba hace \
        hacen hacer hizo hecho
        no más menos muy ya también tampoco aún todavía siempre nunca solo sólo bien además entonces ahora aquí allí ahí \
        hoy ayer mañana luego después antes casi quizá sin embargo
        dos tres cuatro cinco seis siete ocho nueve diez primer primero primera último última
        dijo dice dicen decir aseguró explicó afirmó señaló añadió indicó
        señor señora sr sra don doña
        """
    static let italian = """
        il lo la i gli le l un uno una questo questa questi queste quello quella quelli quelle quel quei quegli mio mia miei \
        mie tuo tua suo sua suoi sue nostro nostra nostri nostre vostro vostra loro ogni tutto tutta tutti tutte alcuni \
        alcune qualche nessun nessuno nessuna altro altra altri altre stesso stessa stessi stesse molto molta molti molte \
        poco poca pochi poche tanto tanti tale tali vari varie
        io me mi tu te ti lui lei egli ella esso essa noi ci voi vi essi si sé ne che chi cui quale quali cosa ciò niente \
        nulla qualcuno qualcosa
        di a da in con su per tra fra del dello della dei degli delle dell al allo alla ai agli alle all dal dallo dalla dai \
        dagli dalle dall nel nello nella nei negli nelle nell sul sullo sulla sui sugli sulle sull contro dopo prima durante \
        senza sotto sopra verso presso secondo oltre entro
        e ed o od ma però né se perché poiché quindi mentre quando come dove anche affinché benché sebbene dunque così
        sono sei è siamo siete era erano eravamo fu furono sarà saranno sarebbe sarebbero sia siano stato stata stati state \
        essere essendo ho hai ha abbiamo avete hanno aveva avevano avrà avranno avrebbe abbia abbiano avuto avere può \
        possono poteva potrebbe deve devono doveva dovrebbe fare fa fanno faceva fatto va vanno viene vengono
        non più meno molto già ancora sempre mai solo soltanto proprio poi ora adesso qui qua lì là oggi ieri domani circa \
        quasi infatti inoltre invece
        due tre quattro cinque sei sette otto nove dieci primo prima ultimo ultima
        detto dice dicono disse spiegato aggiunto affermato dichiarato
        c'è dell'anno signor signora
        """
    static let portuguese = """
        o a os as um uma uns umas este esta estes estas esse essa esses essas aquele aquela aqueles aquelas isto isso aquilo \
        meu minha meus minhas teu tua seu sua seus suas nosso nossa nossos nossas dele dela deles delas cada todo toda todos \
        todas algum alguma alguns algumas nenhum nenhuma outro outra outros outras mesmo mesma mesmos mesmas muito muita \
        muitos muitas pouco pouca poucos poucas vários várias tal tais ambos tanto tanta
        eu me mim tu te ti ele ela nós vós eles elas você vocês nos vos lhe lhes se si que quem qual quais cujo cuja quê \
        alguém algo ninguém nada
        ao à aos às ante após até com contra de do da dos das desde em no na nos nas num numa entre para por pelo pela pelos \
        pelas perante sem sob sobre neste nesta nesse nessa deste desta desse dessa durante segundo
        e ou mas nem se porque pois embora como quando onde enquanto porém portanto assim
        sou és é somos são era eram fui foi foram seja sejam será serão seria seriam sido sendo ser estou está estamos estão \
        estava estavam esteve estar estado tenho tem temos têm tinha tinham teve tiveram ter tendo havia haver há houve pode \
        podem podia poderia poder deve devem devia deveria vai vão ia ir faz fazem fazer fez feito
        não mais menos muito já também ainda sempre nunca só apenas bem além então agora aqui ali lá hoje ontem amanhã \
        depois antes quase talvez cerca
        dois duas três quatro cinco seis sete oito nove dez primeiro primeira último última
        disse diz dizem dizer afirmou explicou acrescentou
        senhor senhora
        """
    static let dutch = """
        de het een deze dit die dat elk elke ieder iedere alle al alles enkele sommige veel vele weinig meer meest minder \
        ander andere anderen zelf zelfde beide geen zulke
        ik me mij mijn je jij jou jouw u uw hij hem zijn zij ze haar wij we ons onze jullie hen hun zich wie wat welke welk \
        iemand niemand iets niets men elkaar er
        aan achter af bij binnen boven buiten door in langs met na naar naast om onder op over per rond sinds te tegen \
        tijdens toe tot tussen uit van vanaf vanuit via volgens voor voorbij wegens zonder
        en of maar want dus noch als dan toen omdat doordat hoewel terwijl zodat indien tenzij zowel
        ben bent is was waren geweest wezen word wordt worden werd werden geworden heb hebt heeft hebben had hadden gehad \
        zal zult zullen zou zouden kan kunt kunnen kon konden mag mogen mocht moet moeten moest moesten wil willen wilde \
        laat laten doet doen deed gaat gaan ging komt komen kwam maakt maken gemaakt
        niet ook nog al wel zeer heel erg zo hier daar nu toen altijd nooit vaak soms weer reeds bijna ongeveer slechts \
        alleen vooral echter daarom daarna daarbij waar wanneer waarom hoe vandaag gisteren morgen ja nee
        twee drie vier vijf zes zeven acht negen tien eerste tweede laatste
        zei zegt zeggen zeiden aldus meldt liet
        heer mevrouw
        """
}
