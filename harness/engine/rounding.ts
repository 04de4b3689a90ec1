/**
 * How far the log-probability of a token may lie from what it is where the same model computes it with other sequences, in nats. In float32 every
 * engine is held to it by its contract. In float16 nothing is vouched for, so that only what is equal lies within it.
 */
export const ROUNDING = { float32: 1e-4, float16: 0 } as const
