import type { Placement } from '../engine/session/placement.ts'

/** Sentences about nodes that a device left to the CPU; nothing of graphs that it ran whole. Models of one kind are told once. */
export function placementNotes(placements: readonly Placement[]): string[] {
  return [...new Set(placements.flatMap(noteOf))]
}

function noteOf({ device, precision, graph, nodes: { onDevice, onCpu } }: Placement): string[] {
  const computing = total(onCpu.computing)
  const counting = total(onCpu.counting)
  if (computing + counting === 0) return []
  const of = `${computing + counting} of ${onDevice + computing + counting} nodes of the ${graph} ran on the CPU`
  const kinds = [
    ...(computing > 0 ? [`${computing} that compute (${listed(onCpu.computing)})`] : []),
    ...(counting > 0 ? [`${counting} that only count rows and places`] : []),
  ]
  return [`${device} ${precision}: ${of}: ${kinds.join(', ')}`]
}

function total(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

function listed(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([type, count]) => (count === 1 ? type : `${count} ${type}`))
    .join(', ')
}
