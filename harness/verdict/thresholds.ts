/**
 * What a study must reach before a claim can be judged, and what counts as none.
 *
 * Declared before any data; the first three are conventions, not measured limits.
 */
export const REQUIRED = {
  tasks: 12,
  clusters: 5,
  /** Tasks that share their cluster with another: the restricted permutation moves only these. */
  sharedTasks: 6,
  /** Below this, differences between tasks drown in item noise. */
  reliability: 0.5,
  /** Below this, the interval is known to fall short of its level. */
  dependable: 0.7,
  /** Share of the declared items that may be missing. */
  missing: 0.01,
  /** A partial correlation certainly below this is explained by the controls. */
  partial: 0.2,
  /** A task is solved by a score above this, on the scale from chance to perfect. */
  solved: 0.1,
} as const
