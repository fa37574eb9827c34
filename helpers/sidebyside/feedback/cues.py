"""The English words the rules listen for, common misspellings of learners included. Nothing here is ever shown.

A list that keeps a rule silent may be generous; one that makes it speak may not.
"""

import re


def _words(text):
    return frozenset(text.split())


def any_of(text):
    """A pattern for any of these words or word patterns, one a space; a ``_`` in it stands for a space.

    Examples
    --------
    >>> any_of("late[rs]? so_that").findall("later, so that late")
    ['later', 'so that', 'late']
    """
    return re.compile(rf"\b(?:{'|'.join(part.replace('_', ' ') for part in text.split())})\b")


FUNCTION = _words("""
a an the this that these those there here it its itself i me my mine myself we us our you your he him his himself she
her herself they them their themselves who whom whose which what where when why how is are was were be been being am do
does did done has have had having will would can could shall should may might must of in on for to with at by from into
onto as than so and or but if then because becuase becouse becase beacuse cause cuz coz bc bcs since although though
while just really very quite rather too also only even not no nor yes well more most much many some any all both each
every other others another such same own up down out about over one again still yet now like get got make made thing
things way lot sure
""")
COMMON = FUNCTION | _words("""
say says said tell tells told show shows shown write writes wrote written speak speaks mean means think thinks believe
know knows see saw read trust claim passage passages text source sources order witness author review verdict word words
reason series film claim's true false right wrong part fall falls stand stands support supports supported against train
war army people men soldiers shot killed death fear horror list book letter time year years later before after first
second third last different never always everybody everyone nobody nothing something anything everything clear obvious
obviously good bad better two three four five new old change changed mind fact truth proof proves history man woman
point without between under use used work help helps stop opinion keep partly until during through around agree agrees
""")

# -- certainty, and a choice said over again
_BARE = """
a an the this that these it its itself is are was were be been am do does has have of in on for to with at by from as so
and or but if i me my we us our you your what which how because becuase becouse becase beacuse cause cuz coz bc bcs
since then can could will would should may might must just really very quite even well yes no not ok okay yeah also too
any all sure certain certainly certainty clear clearly obvious obviously evident evidently definite definitely
absolutely totally completely fully full 100 percent true truth truly fact facts real reality right correct correctly
wrong false believe believes think thinks feel feeling sense prove proves proven proof confirm confirms support supports
supported supporting agree agrees complicate complicates logical logic natural simply simple easy easily reason reasons
answer choice obvius obviusly definitly definately shure sur certanly beleive belive thruth trough claer
"""
HOLLOW = _words(f"""{_BARE} happen happened happens idea
passage pasage passages text texts source sourse excerpt extract document witness author writer person claim claims
statement point evidence history he him his she her they them their say says said tell tells told state states show
shows showed speak speaks against contradict contradicts trust trusts trusted trustworthy reliable credible believable
good bad strong make makes something anything everything thing things way read reading explain explains explained know
knows about
""")
HOLLOW_PHRASES = re.compile(
    r"\b(?:there (?:is|are|can be) )?(?:no|without|without any|without a|not any) (?:doubts?"
    r"|questions?)(?: (?:about|on|of) (?:it|this|that))?\b"
    r"|\bno reason\b(?! to)|\b(?:in )?my opinion\b|\bhow could it\b|\b(?:passage|text|source) \d+\b"
    r"|\b(?:i|we|you|every ?one|every ?body|any ?one|any ?body|all|people)(?: (?:all|just|really|already|can|will"
    r"|could|easily|clearly|do))*"
    r" (?:know|knows|see|sees|tell|tells|understand|understands|agree|agrees)\b"
    r"|\b(?:it|that|this) (?:is|was) (?:also )?(?:well known|known|written(?: there| here| down)?|how it (?:is|was))\b"
    r"|\bi do not know(?: why)?\b|\bidk\b|\bdunno\b|\bn/a\b"
)
# Short as they are, these are reasons: the witness’s place in the matter, and what is not there.
GROUNDED = any_of("""
himself herself themselves myself was_there were_there been_there own only first same
against_(?:him|her|them|the_author|its_author) they_agree nothing no_evidence no_proof not_prove not_say not_show
not_tell not_a_fact
""")

# -- a second verdict
HOLLOW_SECOND = _words(f"""{_BARE} claim claims statement saying say said
change changed changes changing mind now before first second time earlier again better different differently opinion
view verdict judgement judgment thought thoughts rethought reconsider reconsidered decide decided look looked looking
reread carefully closer close careful longer after later more less realise realised realize realized understand
understood everything borne out partly mistake mistaken convinced persuaded used bit little much lot unsure perhaps
maybe probably seems whole where when same still keep kept keeping stay stays stayed stick sticking remain remains
either conclusion position thinking tell about like idea see sees quick quickly fast hasty hastily fair fairer way
reason reasons give given said honest honestly
""")
SECOND_PHRASES = re.compile(
    r"\b(?:re-?read|read|looked at|went over|went through|thought about)(?: (?:it|them|all|everything|the \w+|all the \w+))?"
    r"(?: (?:all|once))? (?:again|more carefully|more closely|better|a second time|one more time|another time|over)\b"
    r"|\bnothing (?:has |have )?(?:really )?change[ds]?(?: (?:my mind|it|me|that|for me|my opinion|my verdict))?\b"
    r"|\b(?:(?:i|it|that|this) )?(?:(?:did|do|does|has|have|will|would) )?not (?:really )?change[ds]?"
    r"(?: (?:my mind|it|me|that|my opinion|my verdict))?\b|\bno (?:change|changes|reason to change)\b"
)
# Signs that somebody says what was tried against a verdict and failed.
FAILED = any_of(r"""
not no nothing none never neither nor without but although though even despite however only whether new others? another
both all already too also agree\w* confirm\w* fits? repeat\w* enough weak\w* fail\w* until unless he she who they her
him himself silent missing against outweigh\w* instead same_as
""")
NO_NEWS = any_of("more_of_the_same nothing_new no_new no_news")
STILL_THINK = re.compile(
    r"^(?:so |and |well,? |yes,? )*(?:(?:now|still),? )?(?:i|we) (?:now |still |just |really |do )*(?:think"
    r"|believe|feel|say|find)\b"
)
BARE_BECAUSE = re.compile(r"^(?:because|since|bc|cuz|becuase|becouse)\b")
GROUND = any_of("because becuase becouse becase cause cuz since as after when due_to from by of until reading words?")

# -- sources, and how they are weighed
NUMERALS = "one two three four five six seven eight nine ten".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
ONE_PIECE = r"(?:p?passage|pas+age|text|sour[cs]e|excerpt|extract|document|quote|quotation|card|reading|witness|author|writer)"
PIECE = rf"{ONE_PIECE}(?:e?s)?"
PAPERS = any_of(r"""
(?<!in_)orders? letters? telegrams? memoirs? autobiograph(?:y|ies) diar(?:y|ies) books? articles? sketch(?:es)? reports?
minutes speech(?:es)? newspapers? lists? poems? decrees? pamphlets? interviews? journals? chapters? notes? records?
testimon(?:y|ies) historians? scholars? generals? comrades? eye-?witness(?:es)? rival enemy friend memories archives?
""")
SOURCE = re.compile(rf"{PIECE}|{PAPERS.pattern}")
SINGLE_PIECE = re.compile(rf"\b(?:the|this|that) {ONE_PIECE}\b(?! (?:of|for) the claim)")
_MANY_OF = "two|three|four|five|several|many|most|some|different|few|these|those|the|my"
_PLURAL = "passages|pas+ages|texts|sour[cs]es|witnesses|documents|excerpts|extracts|authors|readings"
MANY = re.compile(
    r"\b(?:both|neither|together|each other|one another|they (?:all|both|agree|disagree)|the rest|others (?:say"
    r"|tell|do|are|were|show)"
    rf"|all (?:of )?(?:them|these|those|four|three|five|six|my|{_PLURAL}|the (?:{_PLURAL}|others?))|all (?:say"
    rf"|agree|show|support|speak|tell)"
    rf"|(?:every|each|another|no|any|none) (?:other )?(?:of (?:them|the)|{PIECE}|one)|(?:{_MANY_OF}"
    rf"|\d+) (?:other )?(?:{_PLURAL}|of them)"
    r"|(?:the|any|two|three|no) others?\b(?! (?:men|soldiers|people|work|jobs?|things?|tasks?|dut(?:y|ies)|side"
    r"|hand|part|words?))"
    rf"|other {PIECE}|{PIECE} (?:\d+|one|two|three) ?(?:and|or|&|\+|to|,) ?(?:\d+|two|three|four|{PIECE}))\b"
)
# A reason why one source counts for more.
STRONGER = any_of(r"""
out-?weigh\w* weigh\w* heav(?:y|ier) counts_more matters_more matters_most strong(?:er|est) weak(?:er|est)? convinc\w+
best better rather_than closest closer nearest nearer alone enough unlike bias(?:ed)? interest gain\w* independent
official neutral first-?hand eye-?witness\w* was_there were_there saw himself herself own_words at_the_time liar
trust\w* reliable credible decisive crucial no_reason_to look_good defend\w* against_(?:his|her|himself|herself)
important\w* direct(?:ly)? more_than more_(?:important|reliable|honest|weight|serious|exact) most_(?:clear\w*|of_all)
the_only only_one only_passage only_source only_text only_witness
because_(?:it|he|she|they|this)_(?:is|was|were|comes?|came|has|had|names?|says_what) (?:believe|trust)_(?:\w+_){0,3}more
more_(?:believe|trust) main key nothing_to_gain
against_(?:me|my|us|mine|it|that|this|them) on_the_other_(?:side|hand) other_side
same_(?:man|woman|book|author|writer|hand|mouth|witness|page|person)
""")
WEIGHING = re.compile(
    rf"{STRONGER.pattern}|"
    + any_of(r"""
    more(?!_(?:people|men|soldiers|deaths?|and|of|about|things|than_\d))
    most(?!_(?:people|men|soldiers|of_the_(?:men|soldiers|people))) matters? counts? less least instead although though
    even_if despite however whereas while but yet whatever than lies lying lied invent\w* exaggerat\w* prais\w+
    wants?_to wanted_to whom audience secret private public propaganda once versus vs memoirs? memory years? later
    believe_(?!that|the_claim|it_is|this|in|is|not_the_claim)\w+ same_(?:man|person|author|book|side)
    still_(?:the|a)_\w+ 1[5-9]\d\d =
    """).pattern
)
DECIDES = any_of(r"decid\w+ decisive settles turns")
BECAUSE = any_of("because becuase becouse becase beacuse since as for why reason cause cuz")
ONE_WAS_READ = any_of(r"""
only_read only_weighed only_one read_only read_one read_just just_one just_read one_(?:passage|source|text|witness)
not_read not_yet have_not did_not no_time ran_out rest more_time need\w* would_like next_i had_time time_for first_guess guess
so_far for_now still_to the_others yet group alone later begin\w* started? first_(?:look|try|step) provisional\w*
""")

# Words of any matter that tell no thought about sources: what people did, and how the claim stands.
EVENTS = _words("""
people peoples person men man soldier soldiers army armies war wars civil shot shoot shoots shooting kill kills killed
killing die dies died dead death deaths dying help helps helped helping fight fights fought fighting order orders
ordered give gives gave food feed fed book books teach teaches taught teaching learn learns learned hurt fear afraid
scare scared cruel bad good evil hard useful strong strict horror horrible terrible violent violence punish punishes
punished punishment place part true false right wrong correct stand stands fall falls claim history really happen
happened happens idea use used important
""")
# Signs that a text weighs, counts or asks, however plain its words are.
SUBTLE = any_of(r"""
only even once twice than who whose whom why which what how unless until if whether where when no none nor never nothing
nobody (?:two|three|four)_times same other others another instead
""")
# A negation of the claim itself is none of a source.
CLAIM_DENIED = any_of(r"""
(?:do|does|did|is|are|was|were|can|could)_not not_(?:true|right|good|correct|believe|think|really|for|a|the|supported|borne)
""")
# What a source says, told and no more.
TOLD = any_of(r"""
says? said states? stated tells? told writes? wrote speaks? spoke talks? shows? lists? mentions? reports? is_what according_to
(?:in|on)_(?:the_)?(?:\w+_)?(?:passages?|texts?|books?|orders?|letters?|lists?) i_go_by there_is
""")
# What makes a mention of a source an argument about it.
ABOUT_SOURCE = any_of(r"""
written checked? to_be nearest near nearer meant signed own official honest lie[sd]? publish\w* public secret purpose
aims? clear reasons? motives? why if when who whose than must never
friends? enem(?:y|ies) rivals? comrades? eye-?witness(?:es)? himself herself
""")

ENGLISH = (
    COMMON
    | HOLLOW
    | EVENTS
    | _words(
        """armies hold holds idea ideas list lists listed job jobs work works long short outweigh outweighs weight more official
        matter matters count counts carry carries"""
    )
)

# -- when something was written
TIME = any_of(r"""
1\d\d\d 20\d\d '\d\d centur(?:y|ies) late[rs]? latter earl(?:y|ier|iest) years? yaers? yers? decades? months? weeks?
after_?wards? hours? old(?:er|est)? exiled? abroad memor(?:y|ies) memoirs? rememb\w+ recall\w* recollect\w*
look(?:s|ed|ing)?_back hindsight retrospect\w*
(?<!same_)(?<!first_)(?<!second_)(?<!every_)(?<!all_the_)(?<!each_)(?<!last_)times? dated? dates
long_(?:after|ago|before|since|time|afterwards) day_after next_day same_day that_day the_day days_after yesterday
contemporar\w+ fresh recent(?:ly)? new(?:er|est) young(?:er|est)? ago right_after just_after soon_after straight_?away
immediately moment already by_then by_now now_he he_now now_that no_longer no_more any_?more used_to was_still
were_still still_(?:a|an|the|in|at|war|commander|minister) past forg[eo]t\w* power office on_the_spot happening
as_it_happened when_it_(?:happened|was) when_(?:he|she|it|they|each|war|the_war)_\w+ while_(?:he|she|it|they)_\w+
war[-_]?time in_the_war during war_(?:was|is)_(?:over|won|finish\w*) after_the before_the
(?:after|before)_(?:he|she|it|they|all|war|that) since_then not_yet more_near most_near near_(?:to|of|the)
near(?:er|est) clos(?:er|est) close_to january february march april june july august september october november december
in_may distance period era then had(?!_to) changed_(?:his|her)_mind in_the_heat generation lifetime at_once until
victor\w* defeat\w* exiles? retire\w* ink dust dry wet hot cold cool\w* at_his_desk peace[-_]?time in_peace hurry
while_(?:the|his|her)_\w+ on_the_day week\w* month\w* anniversar\w* afterthought ag(?:e|ed|eing) live[ds]?_through
(?:was|were|is|are|sit|sits|sat|stood|stands?)_(?:there|in_the_room|near(?:by)?) now today alive
lived lives met_(?:him|her|them|each) never_met from_inside insider
""")

# -- the screen
SCREEN = re.compile(
    r"\b(?:(?:tv|television)[ -])?(?:series|serie|serial|seria)\b(?! of\b)|\bmovies?\b|\b(?:tv|television)\b|\bthe films\b"
    r"|\b(?:film|movie)(?:'s)?\b(?! (?:of|from|crew|car|wagon|carriage|camera)\b)|\b(?:the|tv"
    r"|whole) show(?:'s)?\b(?! (?:trials?|of|that)\b)"
    r"|\bthis show(?:'s)? (?:is|was|makes|lies|exaggerates|gets)\b|\bepisodes? (?:\d+|one|two|three|four|five|six"
    r"|seven|eight|of the (?:series|show))\b"
    r"|\b(?:this|the|an|main) act(?:or|ress)(?:'s)?\b(?! (?:in|of) (?:the )?(?:war|revolution|history))"
    r"|\bfilm-? ?makers?\b|\bscreen-? ?writers?\b"
    r"|\bscript\b|\bthe (?:director|producer)s?\b(?! of\b)|\bon (?:the )?screen\b|\bthe screen\b|\b(?:the|this"
    r"|that|their) (?:portrayal|depiction)\b"
    r"|\b(?:way|how) (?:they|it) (?:shows?|portrays?|depicts?)\b"
)
SCENE = re.compile(r"\b(?:the|this|that) scenes?\b")
# What is said of a scene of a film only; a witness’s own scene is not called so.
SCENE_JUDGED = any_of(r"""
unfair\w* inaccurate exaggerat\w+ unrealistic invented absurd nonsense fake ridiculous made_up never_happened did_not_happen
""")
OLD_FILM = any_of(r"""
1[89]\d\d newsreels? footage cameraman camera cinema silent_film archives? projector filmed old_film documentar(?:y|ies)
""")
JUDGED = any_of(r"""
wrong(?:s|ly)? rightly? fair(?:ly)? unfair(?:ly)? unjust accura\w+ inaccura\w+ false(?:ly)? truth true untrue lie[sd]?
lying exaggerat\w+ realistic unrealistic distort\w* invent(?:s|ed|ing|ion|ions)? made_up
makes?_(?:it|this|that|things|everything)_up mislead\w* nonsense fake correct(?:ly)? incorrect mistaken mistakes?
bias(?:ed)? one-?sided propaganda ridiculous absurd stupid bad(?:ly)? good better worse historical(?:ly)? unhistorical
real unreal honest dishonest faithful get(?:s|ting)? got ignor\w+ forgets? leav(?:es|ing)_out left_out hid(?:es|den)?
omits? too contradict\w* support(?:s|ed)? agree[sd]? confirm\w* match\w* fits? justif\w+ should ought cruel evil
slander\w* insult\w* did_not_happen never_happened right (?:make|made|makes|making)_(?:it|this|that|all_this|things)_up
not_what_really not_what_happened simplif\w+ only_shows? shows_only against ruin\w* twist\w*
makes?_(?:him|her|it|them|the_\w+|\w+)_look wants_to tr(?:y|ies|ied)_to refut\w+ disprov\w+
""")
SHOWN = any_of(r"show(?:s|ed|ing)? portray\w* depict\w* presents? turn(?:s|ed)? paint(?:s|ed)? makes? made")
CONTRAST = any_of("but not only instead although though in_reality really in_fact actually never whereas unlike")
# Said of the screen in order to leave it alone; “the series does not tell the truth” is not.
_NOT_SCREEN = "".join(rf"(?<!\b{noun} )" for noun in ("series", "serie", "film", "show", "movie", "screen", "scene"))
NOT_JUDGED = re.compile(
    r"\b(?:whether|if|may|might|perhaps|maybe|can be|aside|apart from|(?:another|different|other) question"
    r"|no matter|neither|instead of"
    r"|would (?:have to|need)|need to (?:see|watch)|no (?:idea|opinion|view)|(?:never|not) (?:seen|watched|saw)"
    r"|(?:i|we) (?:leave|left|put|set|keep)"
    r"|(?:nothing|never|without) (?:\w+ )?(?:about|on|to do|seen|watched|of|judging|watching|seeing)|screens of"
    r"|smoke[ -]?screen"
    r"|(?:judg\w+|weigh\w*|talk\w*|speak\w*|stick\w*|only) (?:\w+ ){0,3}(?:history|past)"
    r"|not (?:about|on|judg\w+|the|for|this|that|a) (?:the )?(?:series|serie|film|show|movie|screen|scene|actor))\b"
    rf"|{_NOT_SCREEN}\b(?:do|does|did|is|are|am|was|were|have|has|had|will|would|should|must|i"
    rf"|we) not (?:\w+ )?(?:judg|say|talk|know|se[ea]"
    r"|saw|watch|ask|weigh|test|matter|mention|tell|concern|decide|speak|name|care|help|describe|about|my|what)\w*\b"
    rf"|{_NOT_SCREEN}\b(?:can|could) not (?:\w+ )?(?:say|judge|know|tell|decide|test|prove|speak|see|answer|check|weigh|show)\b"
)
ATTRIBUTED = re.compile(
    r"\b(?:re?view(?:er)?(?:'s)?|reviews?|critics?|articles?|claims?|statement|sentence)\b|\baccording to\b"
    r"|\b(?:he|she|they|it) (?:says?|thinks?|claims?|writes?|complains?|argues?|means?)\b"
)

# -- words that leave no room
CERTAIN = re.compile(
    r"\b(?:prove[sdn]?|prooves?|proofs?|impossible|no doubts?|without (?:a |any )?(?:doubts?|question)"
    r"|beyond (?:any |all )?(?:doubt|question)"
    r"|undoubtedly|undeniabl[ey]|unquestionably|certainly|for sure|for certain|absolutely|definitely|definitly"
    r"|definately|100 ?%)(?!\w)"
)
SWEEPING = re.compile(r"\b(?:always|never|every ?one|every ?body|no ?body|no one)\b")
SOMEBODY = re.compile(r"\b(?:he|she|they) (?:\w+ )?(?:always|never)\b")
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
REPORTED = re.compile(
    r"\b(?:say|says|said|saying|writ(?:e|es|ing|ten)|wrote|claim(?:s|ed|ing)?|tell(?:s|ing)?|told|thinks|thought"
    r"|argue[sd]?|calls?|called|promis\w+|check(?:s|ed|ing)?|verif(?:y|ies|ied|ying)"
    r"|announc\w+|orders|ordered|describ\w+|insist\w*|believes|believed|complain\w*|repeat\w*|remember\w*|lists"
    r"|listed|state[sd]|declar\w+"
    r"|according to|wants?|wanted|tr(?:y|ies|ied|ying)|answers|answered|admit\w*|suggest\w*|pretend\w*|impl(?:y"
    r"|ied|ies)|mention\w*|in his|in her"
    r"|(?:in|by) (?:the )?(?:passage|text|order|list|letter|book|source|memoir|article|report)s?)\b"
)
OWN_SAYING = re.compile(
    r"\b(?:i|we|you|to|can|could|would|will|may|must|should) (?:\w+ )?(?:say|think|claim|argue|call|believe|write"
    r"|mention|suggest|repeat"
    r"|remember|state|tell|describe|insist|imply)\b"
)
# What follows is the learner’s own again.
CONCLUDES = re.compile(
    r", so\b|\b(?:therefore|thus|hence|(?:that|this|which|it) (?:means|shows|proves)|my (?:verdict|conclusion))\b"
)
HEDGED = re.compile(
    r"\b(?:not|hardly|almost|nearly|perhaps|maybe|probably|possibly|seems?|might|may|could|would|should|rarely"
    r"|seldom|if|whether|unless|without"
    r"|neither|nor|far from|needs?|needed|no|nothing|nobody|none|little|can|is there|any|more|wants?|wanted"
    r"|tr(?:y|ies|ied)|for|until|before)\b"
)
WORD_DISCUSSED = any_of(r"words? too_strong too_big too_much too_far too_absolute exaggerat\w+ goes_further saying")
