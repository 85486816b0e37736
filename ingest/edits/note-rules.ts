/**
 * How people note their edits inside a text: the table of rules. Patterns are read at the beginning of a block or
 * just after an opening bracket (`label`), anywhere in a sentence (`sentence`), or over a whole block (`block`).
 */
import type { EditNote } from '../../graph/model.ts'
import { DATE } from './dates.ts'

export interface NoteRule {
  readonly name: string
  readonly kind: EditNote['kind']
  readonly where: 'label' | 'bracket' | 'sentence' | 'block' | 'heading'
  readonly pattern: RegExp
  /** Words after the label that show that it is no edit note. */
  readonly unless?: RegExp
}

const NUMBER = String.raw`(?:\s*#?\d{1,2})?`
const WHEN = String.raw`(?:\s*[,(]?\s*(?:on\s+|in\s+)?${DATE}\)?)?`
const END = String.raw`\s*[:—–]`
/** "EDIT 2 (3 May):" and the like. */
const label = (words: string, end = END) => new RegExp(`(?:${words})${NUMBER}${WHEN}${end}`, 'iy')
const PART = '(?:part|section|paragraph|sentence|bit|claim|passage|line|example|footnote|bullet)'
const TEXT = '(?:post|comment|page|article|essay|section|paragraph|sentence|answer|reply|line|claim)'

/** Estimated time of arrival: "ETA: 3 weeks", "ETA: March 2027", "ETA: unknown". */
const ARRIVAL = new RegExp(
  String.raw`^\s*(?:~|≈|about|around|roughly|maybe|probably|late|early|mid|end of|by|in|next|this|Q[1-4]|TBD|TBA|unknown|soon|never|tomorrow|today|tonight|\d|${DATE})(?:\s+[^\s.]+){0,5}[\s.)\]]*$`,
  'i',
)

export const NOTE_RULES: readonly NoteRule[] = [
  // Old and new wording side by side.
  {
    name: 'old-version',
    kind: 'old-version',
    where: 'label',
    pattern: label('old (?:version|text|wording)|(?:the )?(?:original|previous|earlier) (?:version|text|wording)'),
    unless: /^\s*v?\d/i,
  },
  {
    name: 'old-version-capitals',
    kind: 'old-version',
    where: 'label',
    pattern: /(?:OLD|ORIGINAL|PREVIOUS(?:LY)?|BEFORE)\s*:/y,
  },
  {
    name: 'new-version',
    kind: 'new-version',
    where: 'label',
    pattern: label('(?:new|revised|updated|current|corrected) (?:version|text|wording)'),
    unless: /^\s*v?\d/i,
  },
  { name: 'new-version-capitals', kind: 'new-version', where: 'label', pattern: /(?:NEW|REVISED|AFTER)\s*:/y },
  // Additions.
  {
    name: 'eta',
    kind: 'addendum',
    where: 'label',
    pattern: new RegExp(`(?:ETA|E\\.T\\.A\\.)${NUMBER}${WHEN}${END}`, 'y'),
    unless: ARRIVAL,
  },
  {
    name: 'edit',
    kind: 'addendum',
    where: 'label',
    pattern: label(
      '(?:late(?:r|st)? |second |third |final |minor |quick )?edit(?:ed)?(?: (?:to add|after posting|later))?',
    ),
  },
  { name: 'edit-dash', kind: 'addendum', where: 'label', pattern: /(?:EDIT|Edit)(?:\s*\d{1,2})?\s+-{1,2}\s/y },
  {
    name: 'edited-to-add',
    kind: 'addendum',
    where: 'label',
    pattern: /edit(?:ed)? to add\b|edited (?:after posting|later)\b/iy,
  },
  {
    name: 'update',
    kind: 'addendum',
    where: 'label',
    pattern: label('(?:late(?:r|st)? |second |third |final |small |brief )?update[sd]?'),
  },
  {
    name: 'added',
    kind: 'addendum',
    where: 'label',
    pattern: label('added(?: (?:later|after(?:ward)?s?|in edit|in response))?'),
  },
  {
    name: 'added-dated',
    kind: 'addendum',
    where: 'bracket',
    pattern: new RegExp(String.raw`(?:added|edited|updated)\s+(?:on\s+|in\s+)?${DATE}`, 'iy'),
  },
  {
    name: 'addendum',
    kind: 'addendum',
    where: 'label',
    pattern: label('addend(?:um|a)|note added(?: in proof| later)?|later? addition'),
  },
  {
    name: 'addendum-heading',
    kind: 'addendum',
    where: 'heading',
    pattern: /^(?:addend(?:um|a))\b[^.]{0,60}$/i,
  },
  // Corrections.
  {
    name: 'correction',
    kind: 'correction',
    where: 'label',
    pattern: label('corrections?|correct(?:ed|ing)|errat(?:um|a)|fixed'),
  },
  {
    name: 'edited-for',
    kind: 'correction',
    where: 'bracket',
    pattern:
      /edited\b(?! (?:by|volume|book)\b)|(?:corrected|fixed|changed|updated|reworded|clarified)(?=\s*[\])]|\s+(?:to|for|per|after|thanks|now|based|following|above|below|the (?:typo|link|wording))\b|[,:;.—–]|\s-)/iy,
  },
  {
    name: 'edited-for-clarity',
    kind: 'correction',
    where: 'label',
    pattern:
      /edited (?:for (?:clarity|grammar|style|formatting|typos?|length)|to (?:fix|correct|clarify|remove|change|reflect))\b/iy,
  },
  {
    name: 'typo-fixed',
    kind: 'correction',
    where: 'bracket',
    pattern: /(?:typos?|error|mistake|link)s? (?:now )?(?:fixed|corrected)/iy,
  },
  {
    name: 'used-to-say',
    kind: 'correction',
    where: 'sentence',
    pattern: new RegExp(
      String.raw`\b(?:this|the) ${TEXT}? ?(?:used to|previously|originally|formerly|initially) (?:say|said|read|claim(?:ed)?|state[d]?|wr[io]te|contained?)\b`,
      'i',
    ),
  },
  {
    name: 'earlier-version',
    kind: 'correction',
    where: 'sentence',
    pattern: new RegExp(
      String.raw`\b(?:an?|the) (?:earlier|previous|original|older|first|initial) (?:version|draft) of (?:this|my|the) ${TEXT}\s+(?:\w+ly )?(?:said|stated|claimed|contained|read|had|used|argued|omitted|included|talked|incorrectly|wrongly|mistakenly|gave|misstated|implied|suggested|asserted|described|called|referred)\b`,
      'i',
    ),
  },
  {
    name: 'originally-wrote',
    kind: 'correction',
    where: 'bracket',
    pattern: /I (?:originally|previously|initially|first) (?:wrote|said|claimed|had|wrote that)\b/iy,
  },
  // Withdrawals.
  { name: 'retracted-label', kind: 'withdrawal', where: 'label', pattern: label('retract(?:ed|ion)|withdrawn') },
  { name: 'retracted-mark', kind: 'withdrawal', where: 'bracket', pattern: /(?:retracted|withdrawn)\b/iy },
  {
    name: 'no-longer',
    kind: 'withdrawal',
    where: 'sentence',
    pattern:
      /\bI (?:no longer (?:endorse|believe|hold|stand by|think|agree with)|(?:now |hereby |fully )?retract\b|take (?:that|this|it) back\b|withdraw (?:that|this|my)\b|(?:have|'ve|’ve) (?:now )?changed my mind\b)|\bI[’']ve (?:now )?changed my mind\b/i,
  },
  {
    name: 'deleted-part',
    kind: 'withdrawal',
    where: 'sentence',
    pattern: new RegExp(
      String.raw`\b(?:I(?:[’']ve| have| just| now)*|I) (?:just |now |since |also )*(?:deleted|removed|cut|dropped|struck|took out|taken out) (?:that|this|the|those|these) (?:whole |entire |last |first |offending |wrong |misleading )*${PART}s?\b`,
      'i',
    ),
  },
  // Histories.
  {
    name: 'changelog',
    kind: 'changelog',
    where: 'heading',
    pattern:
      /^(?:change\s?-?log|revision history|version history|edit history|history of (?:changes|edits)|update log|updates|list of (?:changes|edits))\s*:?$/i,
  },
  {
    name: 'last-revised',
    kind: 'changelog',
    where: 'bracket',
    pattern: new RegExp(
      String.raw`(?:this (?:post|page|essay|article|series) (?:was )?|(?:the )?series (?:was )?)?(?:last |most recently )?(?:revised|updated|edited|modified)\s*(?:on|in|:)?\s*:?\s*${DATE}`,
      'iy',
    ),
  },
  {
    name: 'last-revised-label',
    kind: 'changelog',
    where: 'label',
    pattern: new RegExp(String.raw`last (?:revised|updated|edited|modified)\s*(?:on|in|:)?\s*:?\s*${DATE}`, 'iy'),
  },
  {
    name: 'since-initial',
    kind: 'changelog',
    where: 'sentence',
    pattern: /^since the (?:initial|first|original) version\b/i,
  },
  // Tombstones in the text.
  {
    name: 'deleted',
    kind: 'deleted',
    where: 'block',
    pattern:
      /^[[(]?\s*(?:(?:comment|post|answer|reply|content)\s+)?(?:deleted|removed)(?:\s+by\s+(?:the\s+)?(?:author|user|moderators?|owner|poster))?\s*[\])]$|^(?:this|the) (?:comment|post|answer|reply) (?:has been|was) (?:deleted|removed)(?: by (?:the |its )?(?:author|user|moderators?))?\.?$/i,
  },
]

/** Inside an addendum these words make it a withdrawal: "edit: I was wrong". */
export const TAKES_BACK =
  /\bI(?:[’']m| am| was) (?:just |simply |completely |probably )?(?:wrong|mistaken|incorrect)\b|\bnever\s?mind\b|\bI (?:misread|misunderstood)\b|\bthis (?:is|was) (?:wrong|incorrect|mistaken)\b|\bI (?:now )?retract\b|\bno longer (?:endorse|believe|think|stand by)\b/i

/** Words that some label begins with: a quick look before the rules are tried. */
export const FIRST_WORDS =
  /(?:edit|eta\b|e\.t\.a|updat|add(?:ed|end)|late|second|third|final|minor|small|brief|quick|old|new|the|this|original|previous|earlier|before|after|revised|current|correct|errat|fixed|note|changed|reworded|clarified|typo|error|mistake|link|retract|withdrawn|last|most|series|modified|I )/iy
