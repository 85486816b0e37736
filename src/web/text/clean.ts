/**
 * The one gate that everything made of a source's words passes before it is sent: an allowlist of elements and
 * attributes. What is rendered is made of text, never of the source's own markup; this holds also if that is wrong.
 */
import sanitize from 'sanitize-html'
import { type Html, trusted } from '../html.ts'

const MATHML =
  'math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd mstyle mpadded mphantom menclose semantics'

const OPTIONS: sanitize.IOptions = {
  allowedTags: [...'a b br code del em i ins mark q span strong sub sup time'.split(' '), ...MATHML.split(' ')],
  allowedAttributes: {
    a: ['href', 'rel', 'class', 'aria-label', 'title'],
    span: ['class', 'id', 'title'],
    sup: ['class'],
    math: ['display', 'alttext'],
    mo: ['stretchy', 'fence', 'separator', 'minsize', 'maxsize', 'lspace', 'rspace'],
    mi: ['mathvariant'],
    mspace: ['width', 'height'],
    mfrac: ['linethickness'],
    mstyle: ['displaystyle', 'scriptlevel'],
    munder: ['accentunder'],
    mover: ['accent'],
    mtable: ['columnalign', 'rowspacing', 'columnspacing'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'escape',
}

/** A piece of flowing HTML with nothing in it but what may stand in prose. */
export function clean(html: Html): Html {
  return trusted(sanitize(html.text, OPTIONS))
}
