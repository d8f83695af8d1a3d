// The oldest browsers that holders may come with, and whether a feature of the browser-compat data works in all of them.
import compatData from '@mdn/browser-compat-data/forLegacyNode'

/** Oldest versions, by the data's names; Samsung Internet 18 is Chromium 99. */
export const FLOOR = {
  safari_ios: '15.4',
  chrome: '100',
  chrome_android: '100',
  webview_android: '100',
  samsunginternet_android: '18',
  firefox: '115',
  firefox_android: '115',
}

/** MDN's browser-compat data. */
export { compatData }

/**
 * Names the browsers of the floor in which a feature is missing, such as `Safari on iOS 15.4`.
 * @param {{ support: Record<string, unknown> } | undefined} compat a `__compat` block; unknown features count as present
 * @returns {string[]}
 */
export function missingIn(compat) {
  if (!compat) return []
  return Object.entries(FLOOR)
    .filter(([browser, version]) => compat.support[browser] !== undefined && !isSupported(compat.support[browser], version))
    .map(([browser, version]) => `${compatData.browsers[browser].name} ${version}`)
}

/** Behind a flag, under another name or only in part is not support, unless the part has no version of its own. */
function isSupported(statements, version) {
  return [statements].flat().some(({ version_added: added, version_removed: removed, flags, prefix, alternative_name: other }) => {
    if (!added || added === 'preview' || flags || prefix || other) return false
    return isReached(version, added) && !(removed && isReached(version, removed))
  })
}

function isReached(version, added) {
  if (added === true) return true
  const [have, need] = [version, added.replace('≤', '')].map((text) => text.split('.').map(Number))
  if (have[0] !== need[0]) return have[0] > need[0]
  return (have[1] ?? 0) >= (need[1] ?? 0)
}
