/** Words that neither begin nor end a concept's name, and never make one alone. */
const LIST = `
a about above actually after again against all almost already also although always am an and another any anybody anyone anything
are aren't around as at away back be became because become been before being below best better between both but by came can can't
cannot certain clearly come could couldn't did didn't different do does doesn't doing don't done down during each either else
enough especially etc even ever every everyone everything exactly far few fine first for found from full further gave general get
gets getting give given gives go goes going good got great had hadn't happen happens hard has hasn't have haven't having he
he'd he'll he's hence her here here's hers herself him himself his hope how however i i'd i'll i'm i've if important in indeed
instead interesting into is isn't it it'd it'll it's its itself just keep kind knew know known knows large last later latter least
less let let's like likely likes little long look looking looks lot made main make makes making many may maybe me mean means might
mine more most mostly much must my myself nearly need needs never new next no nobody non none nor not nothing now obviously of off often
oh ok okay old on once one one's ones only or other others otherwise ought our ours ourselves out over own part particular per perhaps
please point possible post posts pretty previous probably put quite rather read real really reason said same saw say saying says second see
seem seemed seems seen several shall she she'd she'll she's should shouldn't show since so some somebody someone something sometimes
somewhat sort soon still such sure take taken takes tell than thank thanks that that's the their theirs them themselves then there
there's therefore these they they'd they'll they're they've thing things think thinking thinks third this those though thought three through
thus time times to together too took true try trying turn two under unless until up upon us use used useful uses using usually very via want wants
was wasn't way ways we we'd we'll we're we've well went were weren't what what's whatever when where whether which while who whole whom
whose why will with within without won't wonder word words work works worse worth would wouldn't wrong yeah yes yet you you'd you'll you're
you've your yours yourself comment comments page article section paragraph sentence example examples case cases question answer
people person guy someone's e.g i.e eg ie vs http https www com org edit update eta note
`
export const STOP_WORDS: ReadonlySet<string> = new Set(LIST.trim().split(/\s+/))

/** Words in capitals that are emphasis or furniture, not acronyms. */
export const NOT_ACRONYMS: ReadonlySet<string> = new Set(
  'EDIT ETA UPDATE NOTE TODO OLD NEW VERSION NOT AND THE ALL ANY FAQ TLDR LOL IMO IMHO IIRC AFAIK AFAICT BTW FWIW OK USA WTF ASAP FYI PDF URL HTML HTTP CSS PS RIP NEVER ALWAYS VERY MUST ONLY REALLY YES ERROR WARNING IMPORTANT SPOILER DON WHY HOW IIUC AIUI TBH IOW OTOH FTR YMMV WRT NB ACK NACK LGTM WIP TBD TBA AKA POV LMK NIT NITS PTAL NAN TRUE FALSE NULL WHAT THIS THAT ARE WAS FOR BUT YOU ITS'.split(
    ' ',
  ),
)
