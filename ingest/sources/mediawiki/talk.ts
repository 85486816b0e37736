/** Threads of a talk page, as DiscussionTools finds them: each heading a post, each comment under it a document. */
import { z } from 'zod'
import type { SourceDocument } from '../../../graph/model.ts'
import { instant } from '../../../graph/time.ts'
import { documentWith, wording } from '../document.ts'
import type { WikiPage } from './page.ts'

const SHALLOW = z.object({
  type: z.enum(['heading', 'comment']),
  id: z.string(),
  /** Made of author and time: stays when the words change, and may occur twice on a page. */
  name: z.string(),
  level: z.number().optional(),
  author: z.string().nullish(),
  timestamp: z.string().nullish(),
  html: z.string().nullish(),
  replies: z.array(z.unknown()).optional(),
})
type Shallow = z.infer<typeof SHALLOW>

export const THREADS = z.object({
  discussiontoolspageinfo: z.object({ threaditemshtml: z.array(SHALLOW) }),
})
export type Threads = z.infer<typeof THREADS>

export interface Talk {
  readonly documents: readonly SourceDocument[]
  /** What is wrong with items that are left out. */
  readonly faults: readonly string[]
}

interface Waiting {
  readonly item: unknown
  readonly parent: string | null
  readonly root: string | null
}

/** The documents of all threads, parents first. A thread answers the page that the talk is about. */
export function documentsOfTalk(source: string, talk: WikiPage, threads: Threads): Talk {
  const subject = talk.subjectid === undefined ? null : String(talk.subjectid)
  const documents: SourceDocument[] = []
  const faults: string[] = []
  const names = new Set<string>()
  // A list of its own instead of recursion: replies may nest as deep as somebody likes.
  const waiting: Waiting[] = threads.discussiontoolspageinfo.threaditemshtml
    .map((item) => ({ item, parent: subject, root: subject }))
    .reverse()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const checked = SHALLOW.safeParse(next.item)
    if (!checked.success) {
      faults.push(`a thread item has no usable ${checked.error.issues[0]!.path.join('.') || 'fields'}`)
      continue
    }
    const item = checked.data
    const name = names.has(item.name) ? item.id : item.name
    names.add(name)
    const id = `${talk.pageid}#${name}`
    const { parent, root } = next
    documents.push(documentOfItem(source, talk, item, { id, parent, root }))
    for (const reply of [...(item.replies ?? [])].reverse()) waiting.push({ item: reply, parent: id, root: root ?? id })
  }
  return { documents, faults }
}

function documentOfItem(
  source: string,
  talk: WikiPage,
  item: Shallow,
  place: { readonly id: string; readonly parent: string | null; readonly root: string | null },
): SourceDocument {
  const isHeading = item.type === 'heading'
  const at = instant(item.timestamp ?? firstTime(item) ?? '')
  const author = item.author ? { id: item.author, name: item.author } : null
  const words = item.html ?? ''
  return documentWith({
    source,
    ...place,
    kind: isHeading ? 'post' : 'comment',
    title: isHeading ? textOf(words) : null,
    url: talk.canonicalurl === undefined ? null : `${talk.canonicalurl}#${encodeURIComponent(item.id)}`,
    author,
    createdAt: at,
    revisions: [wording({ format: 'html', body: isHeading ? '' : words, at, editor: author })],
  })
}

/** A heading has no time of its own: its first comment's is its. */
function firstTime({ replies }: Shallow): string | null {
  const first = SHALLOW.safeParse(replies?.[0])
  return first.success ? (first.data.timestamp ?? null) : null
}

/** Words of a heading without its tags. */
function textOf(html: string): string {
  return html
    .replace(/<[^<>]{0,2000}>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#39|#039|nbsp);/g, (reference) => REFERENCES[reference] ?? ' ')
    .trim()
}
const REFERENCES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#039;': "'",
}
