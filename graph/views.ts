/** The view's thresholds: what is shown unless `min-confidence` says else. `main` responses are always shown. */
export const CLAIM_THRESHOLD = 0.5
export const RESPONSE_THRESHOLD = 0.5
