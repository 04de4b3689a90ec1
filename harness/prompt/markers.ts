/** The heading of the question that is asked, as against `Example 1`. */
export const solution = 'Solution'

/** What a prompt with a cue ends in; the answer follows after one space. */
export const cue = `Answer ${solution}:`

/** Where a model that writes exemplars begins to restate the question: it is stopped there, and the true question takes its place. */
export const solutionHeader = `\n${solution}:`

/** Between exemplars, and before the question that follows them. */
export const blockSeparator = '\n\n'

/** What a model that is tuned to write exemplars writes on the line after its answer. */
export const endOfExamples = 'END_EXAMPLES'
