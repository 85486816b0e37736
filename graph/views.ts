/** The view's thresholds: what is shown unless `min-confidence` says else. `main` responses are always shown. */
export const CLAIM_THRESHOLD = 0.5
/** Of every act. Chosen on labelled threads: below it precision falls for no gain (docs/extraction.md has both by act). */
export const RESPONSE_THRESHOLD = 0.4
/** A sentence less likely than this to assert something is a passage, not an assertion that is shown on demand. */
export const ASSERTION_FLOOR = 0.2
