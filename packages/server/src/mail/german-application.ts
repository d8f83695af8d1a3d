// Joins an application's name to "zu" with the article that its last word takes: "zur Beispiel App", "zum Portal".

const ARTICLES: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[\s-])(?:app|webapp|cloud)$/i, 'zur'],
  [/(?:verwaltung|plattform|akademie)$/i, 'zur'],
  [/(?:portal|intranet|studio|center|konto)$/i, 'zum'],
]

/** Names whose article is not known stand without one: "zu Beispielwerk". */
export function toApplicationDe(name: string): string {
  const [, article] = ARTICLES.find(([ending]) => ending.test(name)) ?? [null, 'zu']
  return `${article} ${name}`
}
