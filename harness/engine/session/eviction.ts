/**
 * The models that go so that the others take at most `room` bytes, those not used for longest first; what is spared stays, even where that is too
 * much. `loaded` begins with the model not used for longest.
 */
export function evicted<Model extends { bytes: number }>(
  loaded: readonly Model[],
  room: number,
  spared: readonly Model[],
): Model[] {
  let used = loaded.reduce((sum, { bytes }) => sum + bytes, 0)
  return loaded.filter((model) => {
    if (used <= room || spared.includes(model)) return false
    used -= model.bytes
    return true
  })
}
