import { fixtures } from '../../support/fixtures.ts'
import { showPlain, showSentences } from './show.ts'

fixtures('text/markdown.txt', (input) => showPlain('markdown', input))
fixtures('text/forums.txt', (input) => showPlain('markdown', input))
fixtures('text/html.txt', (input) => showPlain('html', input))
fixtures('text/lines.txt', (input) => showPlain('text', input))
fixtures('text/sentences.txt', (input) => showSentences('markdown', input))
