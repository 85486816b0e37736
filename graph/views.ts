/** The view's thresholds: what is shown unless `min-confidence` says else. `main` responses are always shown. */
export const CLAIM_THRESHOLD = 0.5
/** Chosen on gold threads: precision falls slowly down to here, and below it recall no longer pays for it. */
export const RESPONSE_THRESHOLD = 0.4
/** A sentence less likely than this to assert something is a passage, not an assertion that is shown on demand. */
export const ASSERTION_FLOOR = 0.2
