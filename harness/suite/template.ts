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
  return template.replace(slot, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) throw new Error(`template names {{${name}}}, and no value has that name: ${template}`)
    return value
  })
}

const slot = /\{\{([A-Za-z_][A-Za-z0-9_]*)\}\}/g
