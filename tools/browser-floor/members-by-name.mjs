// Lists, for each name of an instance member, the interfaces of the page and the language that have one.

/** Interfaces that a page can hold only after asking for something that the floor lacks need no second look. */
const LEFT_OUT =
  /^(GPU|XR|WebGL|OES|EXT_|ANGLE|Audio|RTC|MIDI|USB|HID|Bluetooth|SVG|Serial|NDEF|ML|ANGLE_|WEBGL_|Presentation|Media|VR|IDB|Payment|Contact|Worklet|Sensor|CSSMath|Navigation|Navigate|PerformanceNavigation|Text[A-Z]\w*Stream|IdleDetector)/

/**
 * @param {{ api: Record<string, any>, javascript: Record<string, any> }} data
 * @returns {Map<string, { owner: string, compat: { support: Record<string, unknown> } }[]>}
 */
export function membersByName({ api, javascript }) {
  const found = new Map()
  const interfaces = [...Object.entries(javascript.builtins), ...Object.entries(api).filter(([name]) => !LEFT_OUT.test(name))]
  for (const [owner, members] of interfaces) {
    for (const [name, { __compat: compat }] of Object.entries(members)) {
      if (name === '__compat' || !compat || name.includes('_')) continue
      if (!found.has(name)) found.set(name, [])
      found.get(name).push({ owner, compat })
    }
  }
  return found
}
