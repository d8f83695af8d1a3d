// Lists, for each name of an instance member, the interfaces of the page and the language that have one.

/** What a widget holds in its hands; members of stranger interfaces have names too common to judge by. */
const INTERFACES =
  /^(Abort(Controller|Signal)|BroadcastChannel|Blob|CSSStyleSheet|CredentialsContainer|Crypto|CustomElementRegistry|DOM(Rect|TokenList)|Document(Fragment)?|Element(Internals)?|EventTarget|File|FormData|Headers|History|HTML(Anchor|Button|Dialog|Form|Input|Script|Select|Slot|Template|TextArea)?Element|(Keyboard|Submit|Toggle)Event|Location|Navigator|Node(List)?|PublicKeyCredential|Request|Response|ShadowRoot|Storage|SubtleCrypto|URL(SearchParams)?|ValidityState|Window)$/

/**
 * @param {{ api: Record<string, unknown>, javascript: Record<string, unknown> }} data
 * @returns {Map<string, { owner: string, compat: { support: Record<string, unknown> } }[]>}
 */
export function membersByName({ api, javascript }) {
  const found = new Map()
  const interfaces = [...Object.entries(javascript.builtins), ...Object.entries(api).filter(([name]) => INTERFACES.test(name))]
  for (const [owner, members] of interfaces) {
    for (const [name, { __compat: compat }] of Object.entries(members)) {
      if (name === '__compat' || !compat || name.includes('_')) continue
      if (!found.has(name)) found.set(name, [])
      found.get(name).push({ owner, compat })
    }
  }
  return found
}
