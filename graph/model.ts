/**
 * The model: what a discussion knowledge graph is made of. Plain readonly values that print as JSON.
 *
 * Terms are the field's: SIOC (document, reply), PROV-O (revision), AIF (claim, response as S-node),
 * W3C Web Annotation (TextQuoteSelector). Offsets are UTF-16 units in a revision's plain text; times are
 * ISO 8601 in UTC ("2015-12-17T20:11:44Z"); `null` means that the source does not say.
 */

export * from './model/given.ts'
export * from './model/nodes.ts'
export * from './model/passes.ts'
export * from './model/terms.ts'
