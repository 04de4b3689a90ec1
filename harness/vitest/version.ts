import manifest from '../../package.json' with { type: 'json' }

/** Version of kshot. */
export const VERSION: string = manifest.version
