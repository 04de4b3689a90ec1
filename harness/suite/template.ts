/** What is wrong with the braces of a template, if anything; only `{{name}}` has a meaning. */
export function templateFault(template: string): string | undefined {
  const at = template.replace(slot, (match) => ' '.repeat(match.length)).indexOf('{{')
  return at < 0 ? undefined : template.slice(at, at + 24)
}

/** The names that a template asks for, in order, each once. */
export function templateNames(template: string): string[] {
  return [...new Set([...template.matchAll(slot)].map(([, name]) => name ?? ''))]
}

/** Fills every `{{name}}`; values are not looked into again. Throws for a name without a value. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return filledParts(template, values)
    .map(({ text }) => text)
    .join('')
}

/** The same in its parts: the template's own words, and under their names the values. */
export function filledParts(
  template: string,
  values: Readonly<Record<string, string>>,
): { text: string; name?: string }[] {
  // Splitting at a pattern with a group gives the names at every second place.
  return template.split(slot).map((part, index) => {
    if (index % 2 === 0) return { text: part }
    const value = Object.hasOwn(values, part) ? values[part] : undefined
    if (value === undefined) throw new Error(`template names {{${part}}}, and no value has that name: ${template}`)
    return { text: value, name: part }
  })
}

const slot = /\{\{([A-Za-z_][A-Za-z0-9_]*)\}\}/g
