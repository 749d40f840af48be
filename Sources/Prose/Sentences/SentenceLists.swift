/// The lists behind ``SentenceGrammar``, a language each, compiled for Galley from the ways its newspapers write.
///
/// Abbreviations stand without their last full stop. One in lower case is known with a capital too, one with a capital by
/// that only, for `Mass.` is a state and `mass.` the end of a sentence. Single letters need no entry.
struct SentenceLists: Sendable {
    /// Abbreviations of ``Abbreviation/never``.
    let never: String
    /// Abbreviations of ``Abbreviation/number``.
    let number: String
    /// Abbreviations of ``Abbreviation/starter``.
    let starter: String
    /// Abbreviations of ``Abbreviation/capital``.
    let capital: String
    /// Months, which follow ordinals and times of day.
    let months: String
    /// What else follows a time of day.
    let times: String
    /// Words that begin sentences rather than names.
    let starters: String

    /// Words in the lists of one language that end sentences, or begin names, in another.
    static let ambiguous = """
        ago am arch art as cap col con d die dir do don ed es ex fig gem gen geom ind ing inn int lic m mag mai man mar max me \
        med min mind mons on op out par r rag rd reg rel sec sen set so son ten was
        """

    /// Words of names that other languages take for articles and prepositions.
    static let particles = """
        da dal dalla dall de degli dei del della dell den der des di do dos du el il la las le les lo los ten ter van von \
        zu zum zur
        """

    static let english = SentenceLists(
        never: """
            Mr Mrs Ms Messrs Mmes Dr Drs Prof Profs Gen Gens Sen Sens Rep Reps Gov Govs Lt Col Cols Sgt Capt Cmdr Cpl Pvt \
            Spc Maj Brig Adm Hon Rev Revs Fr Supt Det Insp Pres Amb Atty Asst Pte Msgr Mgr Mt Mts Ft viz vs cf approx ca \
            incl e.g i.e
            """,
        number: "No Nos no nos pp vol vols ch chap sec fig figs art arts para paras op Rs est ext",
        starter: """
            Inc Corp Co Cos Ltd Plc Jr Sr Esq Bros Assn Assoc Dept Div Univ Inst Mfg Intl Natl Govt Ave Blvd Rd St Sts Ste \
            Hwy Pkwy Sq Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Ala Ariz Ark \
            Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt \
            Wash Wis Wyo Ont Que al Ph.D Ed.D M.Sc B.Sc
            """,
        capital: "etc a.m p.m",
        months: "january february march april may june july august september october november december",
        times: """
            monday tuesday wednesday thursday friday saturday sunday jan feb mar apr aug sept oct nov dec mon tue tues wed \
            thu thurs fri sat sun et est edt ct cst cdt mt mst mdt pt pst pdt gmt bst cet cest utc eastern central mountain \
            pacific local
            """,
        starters: """
            a an the this that these those he she it we you they i his her its our your their there here what who when where \
            why how which while if as in on at by for from with without after before since until during under over about \
            against among between through despite and but or nor so yet because although though however meanwhile also still \
            now then later once only both each every some many most few several all any no not nothing nobody none \
            is are was were has have had do does did let more less such even instead perhaps according
            """)

    static let german = SentenceLists(
        never: """
            Dr Prof Hr Hrn Fr Frl Dipl Ing Mag Abg St Hl hl bzw ca vgl ggf evtl inkl exkl zzgl abzgl sog ehem gem lt rd bes \
            allg mind geb gest verh staatl städt max Hrsg Inh Verf
            """,
        number: "Nr nr Nrn Abs Art Bd Kap Tel Aufl Ziff Anm Abb Tab Hausnr",
        starter: """
            Mio Mrd Bill Tsd Jh Jhd Chr Str str Std Min Sek Jan Feb Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez Co Nachf Gebr \
            Bez Reg Präs Vors Ges Univ
            """,
        capital: "usw etc ff",
        months: "januar jänner februar feber märz april mai juni juli august september oktober november dezember",
        times: "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag uhr mez mesz",
        starters: """
            der die das den dem des ein eine einen einem einer er sie es wir ihr ich man dieser diese dieses diesen diesem \
            jeder jede jedes alle viele einige mehrere manche sein seine seinen seinem seiner ihre ihren ihrem ihrer unser \
            unsere in im am an auf aus bei beim bis durch für gegen mit nach ohne seit trotz über um unter vom von vor \
            während wegen zu zum zur zwischen laut und aber doch oder denn wenn als da dass ob obwohl weil nachdem bevor \
            auch noch nur schon so dann danach dabei dazu damit darum deshalb daher dort hier heute gestern morgen jetzt \
            nun zudem außerdem allerdings dagegen insgesamt bisher was wer wie wo warum welche kein keine nicht nichts
            """)

    static let french = SentenceLists(
        never: "M MM Mme Mmes Mlle Mgr Mgrs Dr Drs Pr Prs Me St Ste Sts Gal Cdt Cne Lt env cf ex av ap",
        number: "pp vol art arts chap fig tél éd réf",
        starter: "hab bd boul fbg apr janv févr avr juil sept oct nov déc Cie Sté Éts Ets",
        capital: "etc",
        months: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        times: "lundi mardi mercredi jeudi vendredi samedi dimanche",
        starters: """
            le la les un une des ce cet cette ces il elle ils elles on nous vous je tu son sa ses leur leurs notre nos votre \
            dans en à au aux sur sous avec sans pour par depuis pendant après avant entre selon contre malgré chez vers et \
            mais ou car donc or si quand lorsque comme puis alors ainsi aussi encore enfin cependant pourtant toutefois \
            plusieurs tous toutes tout chaque aucun aucune qui que quoi où pourquoi comment c d l j n s qu voici voilà ici là \
            aujourd hier demain
            """)

    static let spanish = SentenceLists(
        never: """
            Sr Sra Sres Sras Srta Srtas Dr Dra Dres D Dña Prof Profa Ing Lic Arq Gral Cnel Cap Tte Sgto Mons Sto Sta Excmo \
            Excma Ilmo Ilma Ud Uds Vd Vds EE FF JJ CC RR aprox av Av avda Avda ej
            """,
        number: "pág págs núm núms art arts vol fig tel tfno n.º",
        starter: "UU AA OO HH MM Cía Cia Ltda Hnos Dpto ene feb abr ago sept oct nov dic",
        capital: "etc",
        months: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        times: "lunes martes miércoles jueves viernes sábado domingo",
        starters: """
            el la los las un una unos unas este esta estos estas ese esa eso esto aquel él ella ellos ellas yo nosotros su \
            sus nuestro nuestra en a al de del con sin por para desde hasta entre sobre según tras durante contra ante bajo y \
            e o pero sino aunque si cuando mientras como porque pues así además también tampoco ya no ni se le lo les hay \
            todo todos toda todas muchos muchas algunos algunas cada otro otra otros qué quién quien cuál dónde donde cómo \
            hoy ayer mañana ahora entonces luego después antes
            """)

    static let italian = SentenceLists(
        never: """
            sig sigg sig.ra sig.na dott dott.ssa dr prof prof.ssa proff avv ing arch geom rag On Sen Gen Col Cap Ten mons \
            Don SS ca cfr es
            """,
        number: "pag pagg art artt vol voll cap fig tel nn",
        starter: "gen feb mar apr mag giu lug ago set sett ott nov dic sec Soc Spett",
        capital: "ecc etc",
        months: "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        times: "lunedì martedì mercoledì giovedì venerdì sabato domenica",
        starters: """
            il lo la i gli le l un uno una questo questa questi queste quello quella quelli quelle lui lei loro noi voi io \
            egli essa essi suo sua suoi sue nel nella nei nelle nell in a al alla ai alle all di del della dei da dal dalla \
            con senza per su sul sulla tra fra secondo dopo prima durante contro e ed o ma però se quando mentre come perché \
            anche ancora già non né si ci tutto tutti tutta tutte molti molte alcuni alcune ogni altri altre che chi cosa \
            dove oggi ieri domani ora poi così inoltre intanto infine è
            """)

    static let dutch = SentenceLists(
        never: """
            dhr Dhr mevr Mevr mw Mw mr Mr ir Ir ing drs Drs dr Dr prof Prof ds mgr Mgr St bijv bv ca vgl resp incl excl evt \
            zgn o.l.v gem
            """,
        number: "blz nr nrs art tel pag hfst",
        starter: "mln mld jl mnd afd jan feb mrt apr aug sept okt nov dec Chr gebr Co Inc",
        capital: "enz etc",
        months: "januari februari maart april mei juni juli augustus september oktober november december",
        times: "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag uur",
        starters: """
            de het een deze dit die dat hij zij ze we wij ik je u jullie men er hun haar zijn ons onze in op aan bij met na \
            naar om onder over sinds te tegen tijdens tot uit van vanaf via volgens voor zonder en maar of want dus als toen \
            omdat hoewel terwijl ook nog nu dan daarna daarom daarbij daar hier zo al veel enkele alle elke sommige geen niet \
            niets wat wie waar hoe waarom welke vandaag gisteren morgen bovendien echter toch
            """)

    static let portuguese = SentenceLists(
        never: """
            Sr Sra Srs Sras Srta Dr Dra Drs Dras Prof Profa Eng Gen Cel Maj Cap Ten Sgt Sto Sta Exmo Exma Ilmo Ilma D Av R \
            aprox ex
            """,
        number: "pág págs art arts vol cap fig núm tel séc n.º",
        starter: "Ltda Cia Cía Dep jan fev abr jun jul ago set out nov dez",
        capital: "etc",
        months: "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        times: "segunda terça quarta quinta sexta sábado domingo",
        starters: """
            o a os as um uma uns umas este esta estes estas esse essa isso isto aquele ele ela eles elas eu nós seu sua seus \
            suas em no na nos nas ao à aos às de do da dos das com sem por pelo pela para desde até entre sobre segundo após \
            durante contra sob e ou mas porém embora se quando enquanto como porque pois assim além também já não nem há todo \
            todos toda todas muitos muitas alguns algumas cada outro outra outros que quem qual onde hoje ontem amanhã agora \
            então depois antes
            """)
}
