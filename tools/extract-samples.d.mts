// Types of the samples in a Markdown page.
export function extractSamples(markdown: string): { name: string; text: string; line: number }[]
